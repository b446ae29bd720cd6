"""Who is told of each write, inside its transaction: what reads are answered from, findings.

A part that keeps something in step with the records registers here in its `ready()`, so that
the funnel knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

WrittenListener = Callable[[list[Any]], None]
DeletedListener = Callable[[Any], None]


@dataclass
class Listeners:
    """What is called with records just written or one about to be deleted, in order."""

    written: list[WrittenListener] = field(default_factory=list)
    deleted: list[DeletedListener] = field(default_factory=list)

    def tell_written(self, records: Iterable[Any]) -> None:
        """Hand over records of any kinds as they are stored now, those that quote them too."""
        found = list(records)
        for listener in self.written:
            listener(found)

    def tell_deleted(self, record: Any) -> None:
        """Hand over a record that is deleted next."""
        for listener in self.deleted:
            listener(record)


listeners = Listeners()
