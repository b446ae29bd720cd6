"""Tries to log in are counted before a password is hashed, in a cache that all workers share.

A try from a browser that was in before under this name counts for that browser alone. Any other
counts for name and address together, and for each of them under a wide limit: so guessing from
one address locks a name for nobody else, and guessing from many shuts out no browser that its
owner has used before.
"""

import hashlib
import ipaddress
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kyodo_portal.staff.accounts.known_browsers import known_browser

CACHE = "limits"
WINDOW = 15 * 60
# Who owns one IPv6 address owns its whole network.
IPV6_NETWORK = 64


class TooManyTries(ValidationError):
    """A try was refused; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            _(
                "パスワードの間違いが続いたため、しばらく受け付けません。"
                "あと%(minutes)s分待ってから、もう一度入力してください。"
            ),
            code="too_many_tries",
            params={"minutes": math.ceil(seconds / 60)},
        )


@dataclass(frozen=True)
class Limit:
    """How many tries somebody has within how many seconds."""

    subject: str
    tries: int
    seconds: int = WINDOW

    def slots(self, whose: str) -> list[str]:
        """Return one key of the cache for each try; they tell neither name nor address."""
        digest = hashlib.sha256(whose.encode()).hexdigest()
        return [f"{self.subject}:{digest}:{number}" for number in range(self.tries)]


BROWSER = Limit("browser", tries=5)
PAIR = Limit("pair", tries=5)
NAME = Limit("name", tries=50)
ADDRESS = Limit("address", tries=100)
OLD_PASSWORD = Limit("old_password", tries=5)


def take(limit: Limit, whose: str) -> str:
    """Take one try and return its slot. Raises TooManyTries when all are taken.

    A slot is taken by adding its key, which the database lets one worker alone do; it is free
    again when its time is over.
    """
    cache = caches[CACHE]
    slots = limit.slots(whose)
    taken = cache.get_many(slots)
    for slot in slots:
        if slot not in taken and cache.add(slot, time.time(), limit.seconds):
            return slot
    now = time.time()
    oldest = min(cache.get_many(slots).values(), default=now)
    raise TooManyTries(max(1, math.ceil(oldest + limit.seconds - now)))


def take_all(limits: Iterable[tuple[Limit, str]]) -> list[str]:
    """Take a try of each limit, or of none. Raises TooManyTries."""
    slots: list[str] = []
    try:
        for limit, whose in limits:
            slots.append(take(limit, whose))
    except TooManyTries:
        give_back(slots)
        raise
    return slots


def give_back(slots: Iterable[str]) -> None:
    """Forget tries that turned out to be right."""
    caches[CACHE].delete_many(slots)


def limits_of_login(request: HttpRequest, name: str) -> Iterator[tuple[Limit, str]]:
    """Yield the limits that hold for logging in under this name, with whose they are."""
    name = name.casefold()
    browser = known_browser(request, name)
    if browser:
        yield BROWSER, f"{name} {browser}"
        return
    address = network_of(client_address(request))
    yield PAIR, f"{name} {address}"
    yield NAME, name
    yield ADDRESS, address


def client_address(request: Any) -> str:
    """Return the address that asks, as the trusted proxies tell it; `-` where nobody knows."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a Unix socket without a proxy in front
        return "-"
    return address


def network_of(address: str) -> str:
    """Return what counts as one address: an IPv6 network, or the address itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, IPV6_NETWORK), strict=False))
    return address
