"""Nothing is missing in the table of rights: no address, no record, no state, no action."""

from collections import Counter

import pytest
from django.contrib import admin
from django.test import RequestFactory

from kyodo_portal.publishing.registry import publishable_models, record_models
from tests.factories.organizations import OperatorFactory
from tests.rights.actions import actions
from tests.rights.states import STATES
from tests.rights.table import lines, number_of_cells
from tests.rights.walking import everyday

LINES = lines()

BASIC = set("list,page,save,add form,add,delete,history,short address,shortcut".split(","))
STEPS = {"submit", "take back", "return", "publish", "withdraw"}
BULK = {f"bulk {step}" for step in STEPS}
# A record of each kind is added once, not once for each state.
ONCE = {"add form", "add"}


def cases() -> list[tuple[str, str, str]]:
    return [case for line in LINES for case in line.cases()]


def walked_addresses() -> set[str]:
    """Return the names of the addresses to which the lines lead, and the routes of nameless ones."""
    pages = ((record, actions()[action].page) for record, action, _state in cases())
    return {
        name
        for record, page in pages
        for name in (
            page,
            f"{record.replace('.', '_')}_{page}",
            f"{record.replace('.', '/')}/{page}",
        )
    }


def staff_addresses(patterns, route="") -> list[str]:
    """Return the names of the staff's addresses, the route of each that has no name."""
    found = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            found += staff_addresses(pattern.url_patterns, route + str(pattern.pattern))
        else:
            found.append(pattern.name or route + str(pattern.pattern))
    return found


def states_by_action(record: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for named, action, state in cases():
        if named == record:
            found.setdefault(action, set()).add(state)
    return found


def test_every_address_has_its_line():
    walked = walked_addresses()
    known = staff_addresses(admin.site.get_urls())
    assert [name for name in known if name not in walked] == []
    assert len(known) > 200


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.label_lower)
def test_every_record_has_its_lines(model):
    """Each action stands in the table in every state that any action of the record names."""
    held = states_by_action(model._meta.label_lower)
    wanted = BASIC | (STEPS | BULK if model in publishable_models() else set())
    states = set(STATES) if model in publishable_models() else set().union(*held.values())
    lacking = {action: states - held.get(action, set()) for action in wanted - ONCE}
    assert {action: left for action, left in lacking.items() if left} == {}
    assert [action for action in wanted & ONCE if action not in held] == []


@pytest.mark.django_db
def test_every_action_of_a_list_has_its_lines():
    request = RequestFactory().get("/")
    request.user = OperatorFactory()
    offered = {
        (model._meta.label_lower, f"bulk {name.replace('_', ' ')}")
        for model, screens in admin.site._registry.items()
        for name in screens.get_actions(request)
    }
    assert sorted(offered - {(record, action) for record, action, _state in cases()}) == []


def test_everything_that_is_looked_up_has_its_lines():
    """Whatever a form looks up by its words, and so may be looked up by an address of its own."""
    found = {
        model._meta.get_field(name).related_model._meta.label_lower
        for model, screens in admin.site._registry.items()
        for name in screens.autocomplete_fields
    }
    held = {record for record, action, _state in cases() if action == "look up"}
    assert sorted(found - held) == []


def test_nothing_is_said_twice():
    assert [case for case, times in Counter(cases()).items() if times > 1] == []


def test_every_line_lets_somebody_and_keeps_somebody_out():
    """Or it is of a page that everybody gets, or of something that nobody may do."""
    few = [line.place for line in LINES if len(everyday(line)) < 2]
    assert few == []


def test_table_has_thousands_of_cells():
    """The start of each run says how many."""
    assert number_of_cells() > 9_000
