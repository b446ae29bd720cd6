"""What the first staff page says of the other publishable records: how many wait, by state.

Some models have blocks of their own; a new publishable kind is shown here as soon as it has a
list in the admin.
"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import visible
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.registry import publishable_models
from kyodo_portal.staff.contributions import contributions

WAITING = (State.DRAFT, State.RETURNED, State.SUBMITTED)


@dataclass(frozen=True)
class WaitingState:
    """How many records of a kind stand in one state, and the list of exactly these."""

    state: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class WaitingKind:
    """The records of one kind that wait for somebody; `total` over its states."""

    label: str
    states: list[WaitingState]
    url: str

    @property
    def total(self) -> int:
        """Return how many records wait."""
        return sum(state.count for state in self.states)


def waiting_kinds(access: Access) -> list[WaitingKind]:
    """Return the kinds of which records wait for somebody who enters or collects them.

    One query for each kind that the person works on; none for planners, who only read.
    """
    found = [_waiting(access, model) for model in publishable_models() if _works_on(access, model)]
    return [kind for kind in found if kind is not None]


def _works_on(access: Access, model: type[Publishable]) -> bool:
    if model in contributions.own_blocks:
        return False
    working = access.municipalities_with([Role.EDITOR, Role.COORDINATOR], model.area_code)
    return bool(access.is_operator or working)


def _waiting(access: Access, model: type[Publishable]) -> WaitingKind | None:
    try:
        address = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
    except NoReverseMatch:
        return None
    counts = visible(model._default_manager.all(), access).aggregate(
        **{state.value: Count("pk", filter=Q(state=state.value)) for state in WAITING}
    )
    states = [
        WaitingState(
            state.value, str(state.label), counts[state.value], f"{address}?state={state.value}"
        )
        for state in WAITING
        if counts[state.value]
    ]
    if not states:
        return None
    return WaitingKind(str(model._meta.verbose_name_plural), states, address)
