"""Editions, and records on their way to publication."""

from typing import Any

import factory

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.models import Edition
from kyodo_portal.publishing.transitions import transition

from .organizations import CheckedFactory, MunicipalityFactory, UserFactory

# The steps that lead from a draft to each state.
WAYS = {
    State.DRAFT: (),
    State.SUBMITTED: (Action.SUBMIT,),
    State.RETURNED: (Action.SUBMIT, Action.RETURN),
    State.PUBLISHED: (Action.SUBMIT, Action.PUBLISH),
    State.WITHDRAWN: (Action.SUBMIT, Action.PUBLISH, Action.WITHDRAW),
}
COMMENTS = {
    Action.RETURN: "目的をもう少し書いてください。",
    Action.WITHDRAW: "内容を確かめています。",
}


class EditionFactory(CheckedFactory):
    class Meta:
        model = Edition

    municipality = factory.SubFactory(MunicipalityFactory)
    area = "projects"
    fiscal_year = 2025
    coverage = "その他（事業協力）だけを収めています。"
    is_published = True


def bring_to(
    record: Any, state: str, *, by: User | None = None, without_trace: bool = False
) -> Any:
    """Take a draft to a state through the services, and return it as stored."""
    by = by or UserFactory()
    for action in WAYS[State(state)]:
        record = transition(
            record,
            action,
            by=by,
            channel=Channel.FIXTURE,
            expected_version=record.version,
            comment=COMMENTS.get(action, ""),
            without_trace=without_trace and action == Action.WITHDRAW,
        )
    return record


def saved(record: Any, **values: Any) -> Any:
    """Write new values of a stored record through the funnel: history and search row too."""
    for name, value in values.items():
        setattr(record, name, value)
    write = funnel.Write(UserFactory(), Channel.FIXTURE)
    funnel.save(record, write=write, expected_version=record.version)
    return record


def publish(record: Any, *, by: User | None = None) -> Any:
    """Take a draft to publication through the services, and return it as stored."""
    return bring_to(record, State.PUBLISHED, by=by)
