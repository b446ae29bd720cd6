"""How what belongs to no area is made and asked for, for `rights.md`."""

from typing import Any

from django.test import Client
from django.urls import reverse

from kyodo_portal.publishing import corrections
from kyodo_portal.publishing.models import Change
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    UserFactory,
    municipality_code,
)
from tests.factories.projects import published_record
from tests.factories.publishing import EditionFactory
from tests.rights.actions import Action, post
from tests.rights.specimens import Specimen

FREE_CODE = 1999
YEARS = {"unpublished": 2023, "published": 2024}
PASSWORD = "shizukana-7-mizuumi-no-ao"


def request_of_an_editor(world: Any, state: str) -> Any:
    """Return a request to correct a published record of the own department."""
    record = published_record(department=world.own, purpose="花を植える")
    record.purpose = "花と木を植える"
    asked = corrections.request_correction(
        record,
        by=world.person("editor", "projects"),
        expected_version=record.version,
        reason="木も植えたため。",
    )
    if state == "answered":
        coordinator = world.person("coordinator", "projects")
        return corrections.decline_correction(asked, by=coordinator, answer="このままにします。")
    return asked


def new_user(_world: Any) -> dict[str, str]:
    return {
        "username": "newcomer",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }


SPECIMENS = {
    "site": Specimen("", lambda _world, _state: None),
    "publishing.edition": Specimen(
        "",
        lambda world, state: EditionFactory(
            municipality=world.city,
            fiscal_year=YEARS[state],
            is_published=state == "published",
        ),
        change={"coverage": "すべてを収めています。"},
        new=lambda world: {
            "municipality": world.city.pk,
            "area": "projects",
            "fiscal_year": "2022",
            "coverage": "一部を収めています。",
        },
    ),
    "publishing.change": Specimen(
        "projects",
        lambda world, _state: Change.objects.of(published_record(department=world.own)).last(),
    ),
    "publishing.correctionrequest": Specimen(
        "projects",
        request_of_an_editor,
        typed={
            "apply": lambda _world, _asked: {"decision": "apply", "answer": ""},
            "decline": lambda _world, _asked: {"decision": "decline", "answer": "見送ります。"},
        },
        writes={"decline": 0},
    ),
    "organizations.department": Specimen(
        "",
        lambda world, _state: DepartmentFactory(municipality=world.city, name="広報課"),
        change={"name": "広報広聴課"},
        new=lambda world: {"municipality": world.city.pk, "name": "新課", "sort_order": "9"},
        looked_up="organizations.membership.department",
    ),
    "organizations.membership": Specimen(
        "",
        lambda world, _state: MembershipFactory(department=world.other),
        change={"area": "policies"},
        new=lambda world: {
            "user": MembershipFactory(department=world.other).user.pk,
            "municipality": world.city.pk,
            "role": "planner",
            "area": "projects",
        },
    ),
    "organizations.municipality": Specimen(
        "",
        lambda world, _state: world.city,
        change={"website": "https://www.example.jp/"},
        new=lambda _world: {"code": municipality_code(FREE_CODE), "name": "新市"},
    ),
    "organizations.user": Specimen(
        "",
        lambda _world, _state: UserFactory(),
        change={"last_name": "佐藤"},
        new=new_user,
        typed={
            "password": lambda _world, _user: {
                "usable_password": "true",
                "password1": PASSWORD,
                "password2": PASSWORD,
            }
        },
        writes={"save": 0, "add": 0, "password": 0},
    ),
}


def site_page(name: str, *keys: str) -> Action:
    """Return the action of opening a page that belongs to no record."""
    address = reverse(f"admin:{name}", args=keys)
    return Action(name, lambda visit, _key: visit.client.get(address), has_key=False)


def leave(visit: Any, _key: Any) -> Any:
    """Log out of a session of one's own."""
    client = Client()
    if visit.user is not None:
        client.force_login(visit.user)
    return client.post(reverse("admin:logout"))


ACTIONS = {
    "first page": site_page("index"),
    "pages of an app": site_page("app_list", "projects"),
    "words for scripts": site_page("jsi18n"),
    "own account": site_page("account"),
    "own password": site_page("password_change"),
    "own password changed": site_page("password_change_done"),
    "log in": site_page("login"),
    "alive": site_page("alive"),
    "log out": Action("logout", leave, has_key=False),
    "unknown address": Action(
        "(?P<url>.*)$", lambda visit, _key: visit.client.get("/admin/nothing/"), has_key=False
    ),
    "apply": Action("change", post("change"), writes=True),
    "decline": Action("change", post("change"), writes=True),
    "password form": Action(
        "auth_user_password_change",
        lambda visit, key: visit.client.get(visit.address("auth_user_password_change", key)),
    ),
    "password": Action("auth_user_password_change", post("auth_user_password_change"), writes=True),
}
