"""分野の別: the areas that memberships, editions and records belong to, as their apps bring them.

An area is a code that an app's `area.py` registers when the site starts; the funnel refuses any
other, and no list of areas stands in code, choices or constraints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kyodo_portal.text import Label

# What the columns that hold a code have room for.
MOST_CHARACTERS = 30


@dataclass(frozen=True)
class Area:
    """One area.

    urls: the module of its public addresses, which stand at the site's root. fixtures: the
    files of `fixtures/` with its real data, in the order of loading.
    """

    code: str
    label: Label
    urls: str
    fixtures: tuple[str, ...] = ()


@dataclass
class Areas:
    """The areas by code, in the order of the installed apps."""

    by_code: dict[str, Area] = field(default_factory=dict)

    def register(self, area: Area) -> None:
        """Add an area. Raises ValueError for a code that is taken or too long."""
        if area.code in self.by_code or len(area.code) > MOST_CHARACTERS:
            raise ValueError(f"the area {area.code!r} is registered already, or too long")
        self.by_code[area.code] = area

    def __iter__(self) -> Iterator[Area]:
        return iter(self.by_code.values())

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    @property
    def codes(self) -> list[str]:
        """Return the codes of all areas."""
        return list(self.by_code)


areas = Areas()


def area_choices() -> list[tuple[str, Label]]:
    """Return the choices of a field that holds an area's code, asked anew each time."""
    return [(area.code, area.label) for area in areas]
