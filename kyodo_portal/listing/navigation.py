"""The menu and the footer of every public page: entries of the areas and of the site itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import Label


@dataclass(frozen=True)
class Entry:
    """One link: its words, the name of its address, and its place among the others.

    position: smaller ones stand first; areas leave room between theirs for what comes later.
    """

    label: Label
    url_name: str
    position: int


class FooterGroup(Enum):
    """The columns of the footer, in their order; the value is the heading."""

    FIND = _("調べる")
    LEARN = _("知る")
    SITE = _("このサイト")


@dataclass
class Navigation:
    """What was brought so far."""

    menu: list[Entry] = field(default_factory=list)
    footer: dict[FooterGroup, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self,
        *,
        menu: Sequence[Entry] = (),
        footer: Mapping[FooterGroup, Sequence[Entry]] | None = None,
    ) -> None:
        """Add entries; they stand in the order of their positions, whoever comes first."""
        self.menu = in_order([*self.menu, *menu])
        for group, entries in (footer or {}).items():
            self.footer[group] = in_order([*self.footer[group], *entries])


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries by position."""
    return sorted(entries, key=lambda entry: entry.position)


navigation = Navigation()
