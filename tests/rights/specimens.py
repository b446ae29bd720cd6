"""What the table needs to know of a kind of record: how to make one, and what to type into it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Typed = Mapping[str, Any]


def nothing(_world: Any) -> dict[str, Any]:
    """Type nothing."""
    return {}


@dataclass(frozen=True)
class Specimen:
    """One kind of record.

    area: its area, "" where it belongs to none. make: from the world and a state of the table to
    a stored record of the world's city and own department. change: what a save types into the
    form. new: what is typed into the form of a new one, of the same city and department. query:
    what follows the address of that form. make_room: takes away what stands in a new one's way.
    looked_up: the field ("app.model.field") in whose form it is looked up. typed: by action, what
    is sent with it. writes: by action, how many entries of history it makes, where it is not one;
    None where that depends.
    """

    area: str
    make: Callable[[Any, str], Any]
    change: Typed = field(default_factory=dict)
    new: Callable[[Any], Typed] = nothing
    query: Callable[[Any], Typed] = nothing
    make_room: Callable[[Any], object] | None = None
    looked_up: str = ""
    typed: Mapping[str, Callable[[Any, Any], Typed]] = field(default_factory=dict)
    writes: Mapping[str, int | None] = field(default_factory=dict)
