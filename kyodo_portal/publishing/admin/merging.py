"""Two people have changed one record: what each changed, and what they must choose between.

A form is compared in three versions: as it was opened, as the record is now, as it was typed. What
only the other changed is taken by itself, what only oneself changed stays, and what both changed
waits for a choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.snapshots import identity

# The names of what waits for a choice, and the version that was opened first, go with the form.
WAITING = "merge"
FIRST_OPENED = "merge_opened"
UNKNOWN = _("（記録がありません）")


class Side(StrEnum):
    """Who changed something, and which of two values was chosen."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class Compared:
    """One field, relation or field of a row in three versions, as words.

    name: by which its choice is sent. note: what was done with it, where that is not plain.
    chosen: the side that was chosen before, for what both changed.
    """

    name: str
    label: str
    side: str
    opened: str
    now: str
    typed: str
    note: str = ""
    chosen: str = ""

    @property
    def choice(self) -> str:
        """Return the name of the two buttons between which is chosen."""
        return choice_name(self.name)

    @property
    def waits(self) -> bool:
        """Whether somebody must choose yet."""
        return self.side == Side.BOTH and not self.chosen

    @property
    def now_parts(self) -> tuple[str, str, str]:
        """Return the value of now before, in and behind what differs from the typed one."""
        return differing(self.now, self.typed)

    @property
    def typed_parts(self) -> tuple[str, str, str]:
        """Return the typed value before, in and behind what differs from the one of now."""
        return differing(self.typed, self.now)


@dataclass(frozen=True)
class Comparison:
    """All that differs between the versions of a form."""

    lines: tuple[Compared, ...]
    first_opened: int | None

    @property
    def both(self) -> list[Compared]:
        """Return what both have changed."""
        return [line for line in self.lines if line.side == Side.BOTH]

    @property
    def single(self) -> list[Compared]:
        """Return what one of them has changed."""
        return [line for line in self.lines if line.side != Side.BOTH]


def choice_name(name: str) -> str:
    """Return under which name the choice for a field is sent."""
    return f"{WAITING}_{name}"


def chosen_side(data: Any, name: str) -> str:
    """Return which side was chosen for a field, empty where none was."""
    side = str(data.get(choice_name(name), ""))
    return side if side in {Side.THEIRS, Side.MINE} else ""


def waiting_names(data: Any) -> frozenset[str]:
    """Return the names of the fields that a form was shown as changed by both."""
    return frozenset(data.getlist(WAITING)) if isinstance(data, QueryDict) else frozenset()


def side_of(opened: Any, now: Any, typed: Any, *, is_known: bool, waits: bool = False) -> str:
    """Return who has changed a value since it was opened, empty where nothing differs now.

    The values are those of snapshots. is_known: whether it is known how it was opened. waits:
    whether it is to be chosen still, from a comparison that was shown before.
    """
    if identity(now) == identity(typed):
        return ""
    if waits or not is_known:
        return Side.BOTH
    if identity(typed) == identity(opened):
        return Side.THEIRS
    return Side.MINE if identity(now) == identity(opened) else Side.BOTH


def differing(text: str, other: str) -> tuple[str, str, str]:
    """Return a text before, in and behind the part in which it differs from another one."""
    shorter = min(len(text), len(other))
    start = next((i for i in range(shorter) if text[i] != other[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if text[-1 - i] != other[-1 - i]), rest)
    return text[:start], text[start : len(text) - end], text[len(text) - end :]


def sent_values(bound: BoundField) -> list[str]:
    """Return what a browser sends of a field that nobody has touched."""
    value = bound.value()
    if value is None or isinstance(value, bool):
        return ["on"] if value else []
    if not isinstance(value, list | tuple):
        value = bound.field.widget.format_value(value)
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return [str(getattr(item, "pk", item)) for item in values if item is not None]


def put(data: Any, name: str, values: list[str]) -> None:
    """Put into posted data what a browser sends of one field; nothing for an empty list."""
    if values:
        data.setlist(name, values)
    else:
        data.pop(name, None)
