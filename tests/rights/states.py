"""A record in each state of the table."""

from typing import Any

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.transitions import transition
from tests.factories.organizations import UserFactory
from tests.factories.publishing import bring_to

# Again a draft, but one that was in other hands: nothing of it may be deleted any more.
TAKEN_BACK = "taken back"
STATES = (*State.values, TAKEN_BACK)


def taken_to(record: Any, state: str) -> Any:
    """Take a draft to a state of the table; what is withdrawn leaves no trace for the public."""
    if state != TAKEN_BACK:
        return bring_to(record, state, without_trace=True)
    submitted = bring_to(record, State.SUBMITTED)
    return transition(
        submitted,
        Action.TAKE_BACK,
        by=UserFactory(),
        channel=Channel.FIXTURE,
        expected_version=submitted.version,
    )
