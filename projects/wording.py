"""What stands in a city's own words, where staff only chose: the names of what they chose."""

from collections.abc import Iterable
from typing import Any

from kyodo_portal.publishing.registry import registry


def wording(text: str, *, before: Iterable[Any], chosen: Iterable[Any]) -> str:
    """Return the words to keep for what is chosen now.

    text: the words as they stand; before, chosen: what was chosen before, and is now (things
    with a name). Empty words are filled with the names. Words that only repeat the names
    chosen before follow the choice, so that a page never names a partner that is no longer
    chosen; any other words are the city's own and stay.
    """
    return names(chosen) if not text or text == names(before) else text


def names(chosen: Iterable[Any]) -> str:
    """Return the names as a table would print them: みどりの課、市民活動推進課."""
    return "、".join(str(item.name) for item in chosen)


def chosen_before(record: Any, name: str) -> list[Any]:
    """Return what is stored in a relation of a record, in its order; [] of a new record."""
    if record._state.adding:
        return []
    relations = registry.kind_of(record).relations
    return list(next(one for one in relations if one.name == name).read(record))
