"""Panels that a higher app puts on a lower app's public page.

A project's page shows the 施策 that it serves without knowing of plans: the higher app
registers in its `AppConfig.ready()` what it has to say of a record.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from kyodo_portal.text import Label


@dataclass(frozen=True)
class RelatedPanel:
    """A panel as the component panel.html shows it. `id` is unique on the page."""

    id: str
    title: Label
    links: list[tuple[Label, str]]
    note: Label = ""


PanelMaker = Callable[[Any], RelatedPanel | None]


@dataclass
class RelatedPanels:
    """What makes the panels of each model's records, in the order of registration."""

    makers: dict[type[models.Model], list[PanelMaker]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def register(self, model: type[models.Model], maker: PanelMaker) -> None:
        """Add what makes a panel of a record, or None where there is nothing to show."""
        self.makers[model].append(maker)

    def of(self, record: models.Model) -> list[RelatedPanel]:
        """Return the panels of a record."""
        panels = [maker(record) for maker in self.makers.get(type(record), ())]
        return [panel for panel in panels if panel is not None]


related_panels = RelatedPanels()
