"""One person at one page: what is asked for, and what is stored before and after."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kyodo_portal.publishing.models import Change, CorrectionRequest, DataVersion
from tests.rights.specimens import Specimen
from tests.rights.table import Cell
from tests.rights.world import SITE, World

# No database has given this number to anything.
MISSING = 987654321


@dataclass(frozen=True)
class Visit:
    """What a cell needs to be asked."""

    world: World
    cell: Cell

    @cached_property
    def area(self) -> str:
        return self.world.area_of(self.cell.record)

    @cached_property
    def client(self) -> Client:
        return self.world.client(self.cell.person, self.area)

    @cached_property
    def user(self) -> Any:
        return self.world.person(self.cell.person, self.area)

    @cached_property
    def record(self) -> Any:
        return self.world.record(self.cell.record, self.cell.state)

    @cached_property
    def specimen(self) -> Specimen:
        return self.world.specimen(self.cell.record)

    @property
    def key(self) -> int:
        """The number of the record; 0 on pages of no record."""
        return 0 if self.record is None else self.record.pk

    @cached_property
    def model(self) -> Any:
        return apps.get_model(self.cell.record)

    @property
    def url_prefix(self) -> str:
        """How the names of the record's addresses begin."""
        return "" if self.cell.record == SITE else f"{self.cell.record.replace('.', '_')}_"

    @property
    def version(self) -> int:
        return getattr(self.record, "version", 0)

    def prepare(self) -> None:
        """Make what is needed to ask: person and record for good, the rest for this visit."""
        _needed = (self.client, self.record, self.world.operator, self.query)

    @cached_property
    def query(self) -> dict[str, Any]:
        """What follows the address of the form of a new record."""
        return dict(self.specimen.query(self.world))

    @cached_property
    def new(self) -> dict[str, Any]:
        """What is typed into the form of a new record; whatever stands in its way is gone."""
        if self.specimen.make_room is not None:
            self.specimen.make_room(self.world)
        return dict(self.specimen.new(self.world))

    @cached_property
    def typed(self) -> dict[str, Any]:
        """What the specimen says is sent with this action."""
        return dict(self.specimen.typed[self.cell.action](self.world, self.record))

    def address(self, page: str, *keys: Any) -> str:
        """Return an address of the record's admin by the last part of its name, or the whole."""
        try:
            return reverse(f"admin:{self.url_prefix}{page}", args=keys)
        except NoReverseMatch:
            return reverse(f"admin:{page}", args=keys)

    def stored(self) -> dict[str, Any]:
        """Return what no refusal may change."""
        found: dict[str, Any] = {
            "changes": Change.objects.count(),
            "requests": sorted(CorrectionRequest.objects.values_list("pk", "state")),
            "data version": list(DataVersion.objects.values_list("number", flat=True)),
        }
        if self.cell.record != SITE:
            rows = self.model._base_manager
            found["row"] = rows.filter(pk=self.key).values().first()
            found["rows"] = rows.count()
        return found


def sent_back(response: Any) -> dict[str, Any]:
    """Return what a browser would send from the form of an admin page, nothing being typed."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        data |= fields_of(form)
    return data


def fields_of(form: Any) -> dict[str, Any]:
    """Return the fields of a form by their names, as they were shown."""
    found = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple):
            found[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif value is not None and value is not False:
            found[bound.html_name] = str(getattr(value, "pk", value))
    return found
