"""One line for each event at the login, in key=value, for who reads the log.

A name is written as it was typed, cut and without control characters; passwords and session
keys never.
"""

import json
import logging
from typing import Any

from django.utils import timezone

from kyodo_portal.publishing.request_ids import current_request_id
from kyodo_portal.staff.accounts.rate_limits import client_address
from kyodo_portal.text import quotable

logger = logging.getLogger("kyodo_portal.accounts")


def log_done(event: str, request: Any, user: Any) -> None:
    """Write what somebody with an account did: `login`, `logout`, `password_changed`."""
    _write(logging.INFO, event, request, user=user.pk, name=user.get_username())


def log_failed(event: str, request: Any, name: str) -> None:
    """Write a try that was wrong: `login_failed`, `password_change_failed`."""
    _write(logging.WARNING, event, request, name=name)


def log_refused(event: str, request: Any, name: str, wait: int) -> None:
    """Write a try that was not looked at, and how many seconds it has to wait."""
    _write(logging.WARNING, event, request, name=name, wait=wait)


def _write(level: int, event: str, request: Any, **facts: object) -> None:
    """Write one line; texts stand in quotes, so that none can pretend to be another fact."""
    written = {
        "at": timezone.localtime().isoformat(timespec="seconds"),
        "event": event,
        **{key: _quoted(fact) if isinstance(fact, str) else fact for key, fact in facts.items()},
        "address": client_address(request),
        "request": current_request_id(),
    }
    logger.log(level, " ".join(f"{key}={fact}" for key, fact in written.items()))


def _quoted(text: str) -> str:
    return json.dumps(quotable(text), ensure_ascii=False)
