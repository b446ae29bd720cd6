"""What a record or a call is refused with, by field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError


def refusal(record: Any) -> dict[str, list[str]]:
    """Return the messages with which a record's own rules refuse it."""
    return refusal_of(record.full_clean)


def refusal_of(call: Callable[..., Any], *args: Any, **options: Any) -> dict[str, list[str]]:
    """Return the messages of the ValidationError that a call raises."""
    with pytest.raises(ValidationError) as refused:
        call(*args, **options)
    return refused.value.message_dict
