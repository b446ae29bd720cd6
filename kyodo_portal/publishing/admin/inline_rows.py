"""Keeps what was typed into an inline row that somebody else deleted meanwhile."""

from collections.abc import Iterable

from django.http import QueryDict

INITIAL, TOTAL = "INITIAL_FORMS", "TOTAL_FORMS"
MOST_DIGITS = 9
# What was sent of one row: values by the field's name.
Row = dict[str, list[str]]


def rows_kept(data: QueryDict, prefix: str, key: str, existing: Iterable[int]) -> QueryDict:
    """Return POST data in which rows whose object is gone stand as new ones.

    The stock formset lays posted rows beside those still in the database, and loses the
    rest. key: the name of the inline's primary key. existing: the ids still there.
    """
    rows, initial = sent_rows(data, prefix)
    there = {str(pk) for pk in existing}
    kept = [row for row in rows[:initial] if row.get(key, [""])[-1] in there]
    gone = [row for row in rows[:initial] if row.get(key, [""])[-1] not in there]
    new = [{**row, key: [""]} for row in gone]
    return with_rows(data, prefix, kept, [*new, *rows[initial:]])


def sent_rows(data: QueryDict, prefix: str) -> tuple[list[Row], int]:
    """Return the rows of a posted formset, and how many of them existed when it was opened."""
    rows = [_row(data, f"{prefix}-{number}-") for number in range(_count(data, prefix, TOTAL))]
    return rows, _count(data, prefix, INITIAL)


def with_rows(data: QueryDict, prefix: str, stored: list[Row], new: list[Row]) -> QueryDict:
    """Return POST data with these rows in place of those that it has."""
    copied = data.copy()
    for name in [name for name in copied if _is_of_row(name, prefix)]:
        del copied[name]
    for number, row in enumerate([*stored, *new]):
        for name, values in row.items():
            copied.setlist(f"{prefix}-{number}-{name}", values)
    copied[f"{prefix}-{INITIAL}"] = str(len(stored))
    if _count(data, prefix, TOTAL):  # one that is no number is refused as it came
        copied[f"{prefix}-{TOTAL}"] = str(len(stored) + len(new))
    return copied


def _count(data: QueryDict, prefix: str, name: str) -> int:
    """Return a counter of the formset; 0 for one that is no number, which the form refuses."""
    value = data.get(f"{prefix}-{name}", "")
    # The text is measured first: Python refuses to read a number of any length.
    is_number = value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS
    return min(int(value), 1000) if is_number else 0


def _row(data: QueryDict, start: str) -> Row:
    return {name[len(start) :]: data.getlist(name) for name in data if name.startswith(start)}


def _is_of_row(name: str, prefix: str) -> bool:
    rest = name.removeprefix(f"{prefix}-")
    return rest != name and rest.partition("-")[0].isdigit()
