"""The table of rights: who may do what, in every state, written down to be read and to be walked.

It stands in `rights.md` of each folder of tests whose app has pages for the staff
(`tests/projects/rights.md` and so on): under a heading with the records (`app.model`, separated by
commas; `site` for pages of no record) one line for each action and state, and one cell for each
person. Every line holds for each of its records, actions and states.

The columns are people. What a line is about belongs to a city, to a department of it and to an
area; in lists of a whole city any department is "own".

    outside           nobody logged in; staff without a role; a coordinator whose account is closed
    E                 入力担当 of the department and area of the record
    E dept            入力担当 of another department of the city, in the same area
    E area            入力担当 of the same department, in another area
    P, P area         企画担当 of the area, of another area
    C, C area         取りまとめ担当 of the area, of another area
    A                 システム管理者 of the city
    E city … A city   the same four of another city, in the same area
    op                the operator (Django's superuser)

The cells say what the person gets; `tests/rights/actions.py` says how each action asks for it.

    yes      allowed: the page with the record in it; a write is done, and is one entry of history
    edit     the page is a form to write in
    ask      the page is a form that asks for a correction; sent, it makes a request and no change
    read     the page is only to be read
    all      the whole history
    part     of the history only what was public
    hidden   the very answer that a record gets which does not exist; a list without the record
    no       refused with 403 or a message, nothing is changed
    login    asked to log in, nothing is changed

A cell with `~` behind it (`hidden~`) is not so yet: its test must fail until it is, and then the
mark must go. What stands between a heading and its lines says why, and where the design is silent.

To add something: a new page or list of the staff fails `test_every_address_has_its_line` until a
line names it; a new record fails `test_every_record_has_its_lines` until it has lines for every
action and state, and a specimen in the `rights.py` beside the table, which says how to make it. A
new kind of action is a function in `actions.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

TESTS = Path(__file__).parent.parent
# Who walks a column: people of `world.py`.
COLUMNS = {
    "outside": ("anonymous", "without role", "closed account"),
    "E": ("editor",),
    "E dept": ("editor of another department",),
    "E area": ("editor of another area",),
    "P": ("planner",),
    "P area": ("planner of another area",),
    "C": ("coordinator",),
    "C area": ("coordinator of another area",),
    "A": ("administrator",),
    "E city": ("editor of another city",),
    "P city": ("planner of another city",),
    "C city": ("coordinator of another city",),
    "A city": ("administrator of another city",),
    "op": ("operator",),
}
ANSWERS = frozenset({"yes", "edit", "ask", "read", "all", "part", "hidden", "no", "login"})
PENDING = "~"


class Cell(NamedTuple):
    """One question with its right answer: may this person do this with that record?"""

    record: str
    action: str
    state: str
    person: str
    expected: str

    def __str__(self) -> str:
        return f"{self.record} {self.state}: {self.action} as {self.person}"


@dataclass(frozen=True)
class Line:
    """One line of the table. answers: by column, with the mark of what is not so yet."""

    place: str
    records: tuple[str, ...]
    actions: tuple[str, ...]
    states: tuple[str, ...]
    answers: Mapping[str, str]

    def cases(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the line holds for: (record, action, state)."""
        for record in self.records:
            for action in self.actions:
                for state in self.states:
                    yield record, action, state

    def cells(self, *columns: str) -> list[Cell]:
        """Return the cells of these columns, without any those of all that are so already."""
        wanted = columns or [one for one in self.answers if one not in self.pending()]
        return [
            Cell(*case, person, self.answers[column].removesuffix(PENDING))
            for case in self.cases()
            for column in wanted
            for person in COLUMNS[column]
        ]

    def pending(self) -> list[str]:
        """Return the columns in which the line is not so yet."""
        return [column for column, answer in self.answers.items() if answer.endswith(PENDING)]


def folder_of(package: str) -> Path:
    """Return the folder of tests that belongs to an installed app, by its package's name."""
    first, _dot, rest = package.partition(".")
    return TESTS / (rest if first == "tests" else first)


def folders() -> list[Path]:
    """Return the folders of tests of all installed apps that have a table."""
    found = {folder_of(config.name) for config in apps.get_app_configs()}
    return sorted(folder for folder in found if (folder / "rights.md").exists())


def read(path: Path) -> list[Line]:
    """Return the lines of a file. Raises ValueError, with its place, for one that is none."""
    records: tuple[str, ...] = ()
    found = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if text.startswith("## "):
            records = words_of(text.removeprefix("## "))
        elif text.startswith("| ") and not text.startswith(("| action ", "| --- ")):
            place = f"{path.parent.name}/rights.md:{number}"
            found.append(line_of(place, records, [part.strip() for part in text.split("|")[1:-1]]))
    return found


def line_of(place: str, records: tuple[str, ...], parts: list[str]) -> Line:
    """Return one line from its parts. Raises ValueError for a cell too many or unknown."""
    actions, states, *answers = parts
    known = {answer.removesuffix(PENDING) for answer in answers} <= ANSWERS
    if len(answers) != len(COLUMNS) or not known:
        raise ValueError(f"{place}: {len(answers)} cells, or an answer that is none: {answers}")
    by_column = dict(zip(COLUMNS, answers, strict=True))
    return Line(place, records, words_of(actions), words_of(states), by_column)


def words_of(text: str) -> tuple[str, ...]:
    """Return what is separated by commas."""
    return tuple(word.strip() for word in text.split(","))


def lines() -> list[Line]:
    """Return the whole table."""
    return [line for folder in folders() for line in read(folder / "rights.md")]


def number_of_cells() -> int:
    """Return how many questions the table answers."""
    return sum(len(line.cells(*line.answers)) for line in lines())
