"""What the first staff page says of the other publishable records: how many wait, by state.

Some models have blocks of their own; a new publishable kind is shown here as soon as it is
registered and has a list in the admin.
"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import visible
from kyodo_portal.publishing.registry import RecordType, registry
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
    found = [
        _waiting(access, record_type)
        for record_type in registry.publishable()
        if _works_on(access, record_type)
    ]
    return [record_type for record_type in found if record_type is not None]


def _works_on(access: Access, record_type: RecordType) -> bool:
    if record_type.model in contributions.own_blocks:
        return False
    working = access.municipalities_with([Role.EDITOR, Role.COORDINATOR], record_type.area)
    return bool(access.is_operator or working)


def _waiting(access: Access, record_type: RecordType) -> WaitingKind | None:
    try:
        address = reverse(
            f"admin:{record_type.model._meta.label_lower.replace('.', '_')}_changelist"
        )
    except NoReverseMatch:
        return None
    counts = visible(record_type.model._default_manager.all(), access, record_type).aggregate(
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
    return WaitingKind(str(record_type.model._meta.verbose_name_plural), states, address)
