"""What the areas bring to the staff's side: lists in the menu, pages, blocks of the first page.

Each app's `area.py` adds its own, in the order of the areas.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest

from kyodo_portal.organizations.access import Access
from kyodo_portal.text import Label


@dataclass(frozen=True)
class StaffPage:
    """A page of the staff's side that belongs to no model.

    route: its address below the admin's. name: its URL name there. view: makes the view's
    class when the addresses are made, since an app's admin registers itself on import.
    may_open: whether the menu shows it to somebody.
    """

    route: str
    name: str
    label: Label
    view: Callable[[], Any]
    may_open: Callable[[Access], bool]


# What a block of the first page adds to its context.
Block = Callable[[HttpRequest, Access], dict[str, Any]]


@dataclass
class StaffContributions:
    """What was brought so far.

    daily, registers: labels of models (`projects.projectrecord`) worked with every day, and of
    those that records point to. entered: the labels of what is typed in most. own_blocks: the
    models that need no line among the other work, since a block shows them.
    """

    daily: list[str] = field(default_factory=list)
    registers: list[str] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    pages: list[StaffPage] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    own_blocks: list[type[models.Model]] = field(default_factory=list)

    def add(
        self,
        *,
        daily: Sequence[str] = (),
        registers: Sequence[str] = (),
        entered: Sequence[str] = (),
        pages: Sequence[StaffPage] = (),
        blocks: Sequence[Block] = (),
        own_blocks: Sequence[type[models.Model]] = (),
    ) -> None:
        """Add what one area brings, behind what others brought before it."""
        self.daily.extend(daily)
        self.registers.extend(registers)
        self.entered.extend(entered)
        self.pages.extend(pages)
        self.blocks.extend(blocks)
        self.own_blocks.extend(own_blocks)


contributions = StaffContributions()
