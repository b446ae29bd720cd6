"""Rules of one text of the guideline."""

from django.core.exceptions import ValidationError

from kyodo_portal.markdown import UnsafeMarkdown, parse


def validate_markdown(text: str) -> None:
    """Raise ValidationError unless `text` keeps to the safe subset of Markdown."""
    try:
        parse(text)
    except UnsafeMarkdown as error:
        raise ValidationError(list(error.messages)) from error
