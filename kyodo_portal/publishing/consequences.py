"""What follows a write: the search rows anew and a higher data version, at once or together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from kyodo_portal.search.index import refresh

from .models import DataVersion
from .registry import registry


@dataclass
class Pending:
    """The consequences that many writes of one transaction wait for: which rows, how public."""

    numbers: dict[type, set[int]] = field(default_factory=lambda: defaultdict(set))
    is_public: bool = False

    def add(self, records: Iterable[Any], *, is_public: bool) -> None:
        """Remember the records whose search rows are to be written anew."""
        for record in records:
            if registry.kind_of(record).search_text is not None:
                self.numbers[type(record)].add(record.pk)
        self.is_public = self.is_public or is_public

    def settle(self) -> None:
        """Write the search rows of the records as they are now; raise the version once."""
        for model, numbers in self.numbers.items():
            refresh(registry.kind_of(model).model._base_manager.filter(pk__in=numbers))
        if self.is_public:
            DataVersion.rise()


_pending: ContextVar[Pending | None] = ContextVar("pending", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Let many writes be one transaction, after which search and data version follow once.

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
        pending.settle()


def follow(records: Iterable[Any], *, is_public: bool) -> None:
    """Let the consequences of one write follow: these records' search rows, the version."""
    pending = _pending.get()
    if pending is not None:
        pending.add(records, is_public=is_public)
        return
    refresh(records)
    if is_public:
        DataVersion.rise()
