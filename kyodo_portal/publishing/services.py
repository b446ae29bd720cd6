"""The services that write records, where a kind has one that does more than the funnel.

Models stand below services, so an app's `area.py` registers them here. Whoever writes records
of any kind (the admin, the fixtures) asks `save`, and no channel passes a service by.
"""

from collections.abc import Callable
from typing import Any

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import NewRelations
from kyodo_portal.publishing.versioned import Versioned

SaveService = Callable[..., Change | None]
StepService = Callable[[Any, str], None]

_saving: dict[type[Versioned], SaveService] = {}
_stepping: dict[type[Publishable], StepService] = {}


def register_save(model: type[Versioned], service: SaveService) -> None:
    """Let a service write records of a model: `service(record, **relations, by=, channel=, …)`.

    Raises ValueError for a second one.
    """
    if model in _saving:
        raise ValueError(f"{model._meta.label} has a service already")
    _saving[model] = service


def register_step(model: type[Publishable], service: StepService) -> None:
    """Let a service set what a step writes on a record and the model itself cannot know."""
    _stepping[model] = service


def save(
    record: Versioned,
    *,
    relations: NewRelations | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a record by the service of its model, else by the funnel; see there for the errors."""
    service = _saving.get(type(record))
    if service is None:
        write = funnel.Write(by, channel, reason)
        return funnel.save(
            record, write=write, expected_version=expected_version, relations=relations
        )
    return service(
        record,
        **(relations or {}),
        by=by,
        channel=channel,
        expected_version=expected_version,
        reason=reason,
    )


def prepare_step(record: Publishable, action: str) -> None:
    """Set all that a step writes on a record besides its state."""
    record.prepare_step(action)
    if service := _stepping.get(type(record)):
        service(record, action)
