"""Two cities with the people of every column, and one of each record in each of its states.

It is built once, in a transaction that is taken back; whoever walks through it leaves no trace.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from functools import cached_property
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any

from django.db import transaction
from django.test import Client

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Municipality, User
from kyodo_portal.publishing import funnel, snapshots
from kyodo_portal.publishing.areas import area_choices
from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.models import Change
from tests.factories import organizations
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory, UserFactory
from tests.rights.specimens import Specimen
from tests.rights.table import TESTS, folders

SITE = "site"


def brought(name: str) -> dict[str, Any]:
    """Return what the `rights.py` beside each table bring under a name, all together."""
    found: dict[str, Any] = {}
    for folder in folders():
        found |= getattr(import_module(f"{TESTS.name}.{folder.name}.rights"), name, {})
    return found


class World:
    """What the table is about: `city` with `own` and `other`, and another city, `far`."""

    def __init__(self) -> None:
        self.city: Municipality = MunicipalityFactory(name="見本市")
        self.far: Municipality = MunicipalityFactory(name="遠方市")
        self.own: Department = DepartmentFactory(municipality=self.city, name="総務課")
        self.other: Department = DepartmentFactory(municipality=self.city, name="環境課")
        self.far_department: Department = DepartmentFactory(municipality=self.far, name="遠方課")
        self.areas = [code for code, _label in area_choices()]
        self.specimens: dict[str, Specimen] = brought("SPECIMENS")
        self._made: dict[tuple[str, str], Any] = {}
        self._people: dict[tuple[str, str], User | None] = {}
        self._clients: dict[tuple[str, str], tuple[Client, SimpleCookie]] = {}
        # What specimens share, forgotten again where it was made on a visit that is taken back.
        self.kept: dict[Any, Any] = {}
        # Forms as the operator is shown them.
        self.forms: dict[Any, Any] = {}

    # --- Records -----------------------------------------------------------------------------

    def specimen(self, label: str) -> Specimen:
        """Return how a record is made, and what is typed into its form."""
        return self.specimens[label]

    def record(self, label: str, state: str) -> Any:
        """Return the city's one record of this kind in this state; None for pages of none."""
        if (label, state) not in self._made:
            record = self.specimen(label).make(self, state)
            # What factories write has no history yet.
            if hasattr(record, "relations") and not Change.objects.of(record).exists():
                write = funnel.Write(UserFactory(), Channel.FIXTURE)
                funnel.add_change(record, Action.CREATE, write, None, snapshots.take(record))
            self._made[label, state] = record
        return self._made[label, state]

    def area_of(self, label: str) -> str:
        """Return the area of a kind of record; the first one for what belongs to none."""
        return self.specimen(label).area or self.areas[0]

    def keep(self, name: Any, make: Callable[[], Any]) -> Any:
        """Return what is kept under a name, made when it is first asked for."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """Take back whatever is written inside."""
        kept = dict(self.kept)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.kept = kept

    # --- People ------------------------------------------------------------------------------

    def person(self, name: str, area: str) -> User | None:
        """Return who stands for a column, in a record's area; None for nobody."""
        if (name, area) not in self._people:
            self._people[name, area] = self._made_person(name, area)
        return self._people[name, area]

    def _made_person(self, name: str, area: str) -> User | None:
        special = self._outsiders.get(name)
        if special is not None:
            return special()
        next_area = self.areas[(self.areas.index(area) + 1) % len(self.areas)]
        role, _of, place = name.partition(" of another ")
        worked = next_area if place == "area" else area
        city, department = (
            (self.far, self.far_department)
            if place == "city"
            else (self.city, self.other if place == "department" else self.own)
        )
        if role == Role.EDITOR:
            return organizations.editor(department, worked)
        if role == Role.ADMINISTRATOR:
            return organizations.administrator(city)
        return {"planner": organizations.planner, "coordinator": organizations.coordinator}[role](
            city, worked
        )

    @cached_property
    def _outsiders(self) -> Mapping[str, Any]:
        return {
            "anonymous": lambda: None,
            "without role": UserFactory,
            "closed account": self._closed_account,
            "operator": organizations.OperatorFactory,
        }

    def _closed_account(self) -> User:
        user = organizations.coordinator(self.city, self.areas[0])
        user.is_active = False
        user.save()
        return user

    def client(self, name: str, area: str) -> Client:
        """Return the browser of a person, logged in where that is possible."""
        if (name, area) not in self._clients:
            client, user = Client(), self.person(name, area)
            if user is not None:
                client.force_login(user)
            self._clients[name, area] = client, deepcopy(client.cookies)
        client, cookies = self._clients[name, area]
        # A visit may have ended with another session, which was taken back with all the rest.
        client.cookies = deepcopy(cookies)
        return client

    @property
    def operator(self) -> Client:
        """Return the operator's browser, which sees every form as a whole."""
        return self.client("operator", self.areas[0])
