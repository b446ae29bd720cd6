"""What follows a write before its transaction ends: listeners are told, the data version rises.

At once after each write, or once after many.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from kyodo_portal.publishing.listeners import listeners
from kyodo_portal.publishing.models import DataVersion


@dataclass
class Pending:
    """What many writes of one transaction leave to its end: which rows, how public."""

    numbers: dict[type[Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    is_public: bool = False

    def add(self, records: Iterable[Any], *, is_public: bool) -> None:
        """Remember the records of which the listeners are to be told."""
        for record in records:
            self.numbers[type(record)].add(record.pk)
        self.is_public = self.is_public or is_public

    def flush(self) -> None:
        """Tell of the records as they are now, model by model; raise the version once."""
        for model, numbers in self.numbers.items():
            listeners.tell_written(model._base_manager.filter(pk__in=numbers))
        if self.is_public:
            DataVersion.rise()


_pending: ContextVar[Pending | None] = ContextVar("pending", default=None)


@contextmanager
def batched() -> Iterator[None]:
    """Let many writes be one transaction, at whose end the listeners are told once.

    Until then the search knows nothing of them. Where the block fails, nothing is written.
    """
    with transaction.atomic():
        if _pending.get() is not None:
            yield
            return
        pending = Pending()
        token = _pending.set(pending)
        try:
            yield
        finally:
            _pending.reset(token)
        pending.flush()


def schedule(records: Iterable[Any], *, is_public: bool) -> None:
    """Let follow what one write of these records calls for, at once or with its batch."""
    pending = _pending.get()
    if pending is not None:
        pending.add(records, is_public=is_public)
        return
    listeners.tell_written(records)
    if is_public:
        DataVersion.rise()
