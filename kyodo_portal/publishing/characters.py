"""What every text of a record goes through: one kind of line end, and no dangerous characters."""

from collections.abc import Container
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import normalise_newlines, unsafe_characters


def unify_line_ends(record: models.Model) -> None:
    """Give all texts of a record one kind of line end.

    Browsers send other ends than those that were loaded; a save that changes nothing else
    would be a change, and word processors' soft ends would be refused as control characters.
    """
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(value, str):
            setattr(record, field.attname, normalise_newlines(value))


def character_errors(record: models.Model, known: Container[str] = ()) -> dict[str, Any]:
    """Return an error for each text of a record that holds characters no text of ours may.

    known: the names of fields that need not be looked at, being wrong already.
    """
    errors: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(value, str) and field.name not in known and unsafe_characters(value):
            errors[field.name] = [
                _(
                    "%(label)sに、使えない文字（制御文字や文字の向きを変える記号）が入っています。"
                    "メモ帳などに貼り付けてから写し直してください。"
                )
                % {"label": field.verbose_name}
            ]
    return errors


def check_characters(record: models.Model) -> None:
    """Raise ValidationError where a text of a record holds characters that no text may."""
    if errors := character_errors(record):
        raise ValidationError(errors)
