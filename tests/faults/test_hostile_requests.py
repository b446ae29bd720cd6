"""Ten thousand requests that nobody should send: no fault, nothing echoed, nothing written."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Sum
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from kyodo_portal.publishing.registry import record_models
from kyodo_portal.publishing.versioned import Versioned
from tests.conftest import FULL_DOSE
from tests.factories.organizations import MunicipalityFactory, OperatorFactory
from tests.factories.populated_cities import (
    FEW_WAYS,
    WAYS,
    PopulatedCity,
    populated_city,
    staffed_city,
)
from tests.faults.hostile_requests import (
    SEED,
    Ground,
    Hostile,
    addresses,
    hostile_request,
    names_of_conditions,
)

pytestmark = pytest.mark.django_db
MOST_BYTES = 2_000_000
WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE
)
# The login's own notes: who is in, and how often somebody tried.
OF_THE_LOGIN = ("django_session", "portal_limits")
PAGES_OF_A_ROW = ("change", "history", "delete")


class Echoes(HTMLParser):
    """Collects what of a page can only have come out of a request, unescaped."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [tag, *(name for name, _value in attrs)]
        self.found += [name for name in names if name.startswith("zq-")]
        links = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.found += [link for link in links if link.lower().strip().startswith("javascript:")]


@dataclass
class Attack:
    """Sends requests and notes what is wrong with the answers."""

    clients: dict[str, Client]
    faults: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    largest: int = 0

    def __post_init__(self) -> None:
        self.cookies = {who: client.cookies.output() for who, client in self.clients.items()}

    def send(self, request: Hostile) -> None:
        """Send a request as if it were the first, and look at its answer."""
        client = self.clients[request.who]
        client.cookies = SimpleCookie()
        client.cookies.load(self.cookies[request.who].replace("Set-Cookie: ", ""))
        self.written.clear()
        try:
            response = client.generic(
                request.method,
                request.address,
                request.body,
                request.content_type,
                headers=request.headers,
            )
            body = b"".join(response.streaming_content) if response.streaming else response.content
        except Exception as error:  # noqa: BLE001  # whatever goes wrong is what is looked for
            self.faults.append(f"{error!r}: {request}")
            return
        self.largest = max(self.largest, len(body))
        wrong = [*wrong_with(request, response, body), *self.written]
        self.faults += [f"{what}: {request}" for what in wrong]

    def note_writes(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        """Note each statement that changes a table of ours."""
        if WRITES.match(sql) and not any(table in sql for table in OF_THE_LOGIN):
            self.written.append(sql[:200])
        return execute(sql, params, many, context)


def wrong_with(request: Hostile, response: Any, body: bytes) -> list[str]:
    """Return what must not be in any answer, and is in this one."""
    kind, text = response.get("Content-Type", ""), body.decode("utf-8", "replace")
    wrong = []
    if response.status_code >= 500:
        wrong.append(str(response.status_code))
    if len(body) > MOST_BYTES:
        wrong.append(f"{len(body)} bytes")
    if "Traceback (most recent call last)" in text:
        wrong.append("traceback")
    if any(name.lower().startswith("zq") for name in response.headers):
        wrong.append("header of the request")
    if response.get("Location", "").startswith(("//", "http://zq", "https://zq", "javascript:")):
        wrong.append(f"led to {response['Location']}")
    if "html" in kind and ("zq-" in text or "javascript:" in text.lower()):
        page = Echoes()
        page.feed(text)
        wrong += [f"unescaped {name}" for name in page.found]
    is_for_programs = request.address.startswith("/api/") and "/docs/" not in request.address
    if (
        is_for_programs
        and request.method != "HEAD"
        and response.status_code >= 400
        and not is_json(kind, text)
    ):
        wrong.append(f"{response.status_code} as {kind}")
    return wrong


def is_json(kind: str, text: str) -> bool:
    """Whether an answer says that it is JSON, and is."""
    try:
        return "json" in kind and json.loads(text) is not None
    except ValueError:
        return False


def contents() -> dict[str, Any]:
    """Return of every table how many rows it has, the newest, and the sum of their versions."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in OF_THE_LOGIN:
            numbers: dict[str, Any] = {"rows": Count("pk"), "newest": Max("pk")}
            if issubclass(model, Versioned):
                numbers["versions"] = Sum("version")
            found[model._meta.label] = model._base_manager.aggregate(**numbers)
    return found


def browsers(city: PopulatedCity, other: PopulatedCity) -> dict[str, Client]:
    """Return a browser for nobody, for each role, and for a stranger whose token is right."""
    users = {**city.staff, "operator": OperatorFactory()}
    clients = {who: Client(enforce_csrf_checks=True) for who in ("", *users)}
    clients["stranger"] = Client()
    for who, user in {**users, "stranger": other.staff["coordinator"]}.items():
        clients[who].force_login(user)
    for client in clients.values():
        client.raise_request_exception = False
        client.cookies[settings.CSRF_COOKIE_NAME] = get_random_string(32)
    return clients


def ground_of(city: PopulatedCity) -> Ground:
    """Return what requests to this city are made of."""
    every = list(addresses())
    staff = [address for address in every if address.startswith("/admin/")]
    return Ground(
        public=[address for address in every if address not in staff],
        staff=staff,
        rows=list(pages_of_rows(city)),
        slugs=[city.municipality.code, f"shown-{city.municipality.code}", "plan-1", "1", "2", "5"],
        names=names_of_conditions(),
        roles=[*city.staff, "operator"],
    )


def pages_of_rows(city: PopulatedCity) -> Any:
    """Give the staff's addresses of a few rows of each kind that belong to the city."""
    for model in record_models():
        own = model._base_manager.filter(**{model.municipality_lookup: city.municipality.pk})
        for row in own.order_by("pk")[:4]:
            for page in PAGES_OF_A_ROW:
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
                yield reverse(name, args=[row.pk])
            if model.is_publishable:
                for step in ("submit", "return", "publish", "withdraw"):
                    yield f"{reverse(name, args=[row.pk]).removesuffix('delete/')}step/{step}/"


def test_hostile_requests_meet_no_fault_and_write_nothing(dose, record_property):
    city = populated_city("東市", WAYS if FULL_DOSE else FEW_WAYS)
    attack = Attack(browsers(city, staffed_city("西市")))
    ground, how_many = ground_of(city), dose(100, 10_000)
    before = contents()
    with connection.execute_wrapper(attack.note_writes):
        for number in range(how_many):
            attack.send(hostile_request(number, ground))
    record_property("requests", f"{how_many:,}")
    record_property("seed", str(SEED))
    record_property("bytes at most", f"{attack.largest:,}")
    assert not attack.faults, "\n".join(attack.faults[:50])
    assert contents() == before


@pytest.mark.parametrize(
    ("address", "response", "wrong"),
    [
        ("/", HttpResponse('<a href="/"><zq-tag>'), ["unescaped zq-tag"]),
        ("/", HttpResponse('<input value="" zq-attr=1>'), ["unescaped zq-attr"]),
        ("/", HttpResponse('<a href=" JavaScript:zq()">'), ["unescaped  JavaScript:zq()"]),
        ("/", HttpResponse("&lt;zq-tag&gt;"), []),
        ("/", HttpResponse("Traceback (most recent call last):"), ["traceback"]),
        ("/", HttpResponse("x" * (MOST_BYTES + 1)), ["2000001 bytes"]),
        ("/", HttpResponse(status=503), ["503"]),
        ("/", HttpResponse(headers={"Zq-Header": "1"}), ["header of the request"]),
        ("/", HttpResponseRedirect("//zq.example/"), ["led to //zq.example/"]),
        ("/api/v1/x/", HttpResponse(status=404), ["404 as text/html; charset=utf-8"]),
        ("/api/v1/x/", JsonResponse({"detail": "x"}, status=404), []),
    ],
)
def test_what_must_not_be_in_an_answer_is_noticed(address, response, wrong):
    request = Hostile(number=0, who="", method="GET", address=address)
    assert wrong_with(request, response, response.content) == wrong


def test_what_a_request_writes_is_noticed():
    attack, before = Attack({}), contents()
    with connection.execute_wrapper(attack.note_writes):
        MunicipalityFactory()
    assert [sql.split()[0] for sql in attack.written] == ["INSERT"]
    assert contents() != before


def test_request_is_made_again_from_its_number():
    ground = Ground(["/{}/"], ["/admin/{}/"], ["/admin/x/1/"], ["a"], names_of_conditions(), ["x"])
    first, again, other = (str(hostile_request(number, ground)) for number in (7, 7, 8))
    assert (first == again, first == other) == (True, False)
