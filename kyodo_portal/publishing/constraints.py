"""The constraints of a record, asked of the database in few questions."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, CheckConstraint, Q, Value
from django.db.models.functions import Coalesce


def validate_constraints(record: models.Model, exclude: Collection[str] = ()) -> None:
    """Raise ValidationError where a record breaks constraints of its model.

    Does what Django does, which asks three statements for each CHECK: here all of them are one
    question, and only where its answer is no is each asked, for its message. exclude: the
    fields that are not looked at, with every constraint that names one of them.
    """
    excluded = set(exclude)
    errors: dict[str, Any] = {}
    for model, constraints in record.get_constraints():
        checks = [one for one in constraints if isinstance(one, CheckConstraint)]
        asked = constraints
        if _all_hold(record, checks, excluded):
            asked = [one for one in constraints if not isinstance(one, CheckConstraint)]
        for constraint in asked:
            try:
                constraint.validate(model, record, exclude=excluded)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _all_hold(record: models.Model, checks: list[CheckConstraint], excluded: set[str]) -> bool:
    """Whether all conditions hold that name no excluded field; NULL holds, as in the database."""
    values = {
        field.name: Value(getattr(record, field.attname), field)
        for field in record._meta.concrete_fields
        if field.name not in excluded
    }
    conditions = [
        Coalesce(check.condition, Value(True), output_field=BooleanField())
        for check in checks
        if Q(check.condition).referenced_base_fields <= values.keys()
    ]
    return not conditions or bool(Q(*conditions).check(values))
