"""Walks the cells of the table over HTTP, and says what each person really got."""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Any
from zlib import crc32

from django.contrib.messages import get_messages
from django.urls import reverse

from kyodo_portal.publishing.models import Change
from tests.rights.actions import YES, Action, actions
from tests.rights.table import Cell, Line
from tests.rights.visits import MISSING, Visit
from tests.rights.world import World

MOVED, UNKNOWN, NOT_FOUND = 302, 401, 404
REFUSED = {400, 403, 405}
KEPT_OUT = {"no", "hidden", "login"}
FEWEST = 2


def differences(world: World, cells: Iterable[Cell]) -> list[str]:
    """Return a sentence for each cell in which somebody got something else."""
    found = ((cell, answer_of(world, cell)) for cell in cells)
    return [
        f"{cell}: {cell.expected} expected, {answer} found"
        for cell, answer in found
        if answer != cell.expected
    ]


def everyday(line: Line) -> list[Cell]:
    """Return two cells of a line, always the same: who gets something, and who does not.

    One of its records, actions and states stands for all. Who is not logged in is asked only
    where everybody else gets something.
    """
    case = min(line.cases(), key=in_any_order)
    cells = sorted((cell for cell in line.cells() if cell[:3] == case), key=in_any_order)
    ranks = [(cell.expected in KEPT_OUT) + (cell.expected == "login") for cell in cells]
    by_rank = [cell for _rank, cell in sorted(zip(ranks, cells, strict=True), key=itemgetter(0))]
    kept_out = [cell for cell in by_rank if cell.expected in KEPT_OUT]
    return list(dict.fromkeys([by_rank[0], *kept_out[:1], *by_rank[1:FEWEST]]))[:FEWEST]


def in_any_order(what: Any) -> int:
    """Return a key that sorts things in an order of its own, which never changes."""
    return crc32(repr(what).encode())


def answer_of(world: World, cell: Cell) -> str:
    """Return the word of the table for what a person gets, or what is wrong with it.

    Whatever it writes is taken back.
    """
    visit, action = Visit(world, cell), actions()[cell.action]
    visit.prepare()
    with world.taken_back():
        if action.page == "add":
            _made_before = visit.new
        elif cell.action in visit.specimen.typed:
            _made_before = visit.typed
        return _answer(visit, action)


def _answer(visit: Visit, action: Action) -> str:
    before = visit.stored()
    response = action.send(visit, visit.key)
    if response.streaming:
        response.getvalue()  # read to its end, so that its file is closed
    after = visit.stored()
    if before != after:
        return _written(visit, action, before, after, response) if action.writes else "a change"
    if _asks_for_login(response):
        return "login"
    if visit.cell.expected == "hidden" and action.has_key:
        return (
            "hidden"
            if _is_like_missing(visit, action, response)
            else _shown(visit, action, response)
        )
    return _shown(visit, action, response)


def _shown(visit: Visit, action: Action, response: Any) -> str:
    """Return the word of an answer to somebody who is logged in, after which nothing changed."""
    if response.status_code in REFUSED:
        return "no"
    leads_away = response.status_code == MOVED and response.url == reverse("admin:index")
    if response.status_code == NOT_FOUND or (action.has_key and leads_away):
        return "hidden"
    return "no" if action.writes else action.shown(visit, response)


def _asks_for_login(response: Any) -> bool:
    is_sent = response.status_code == MOVED and response.url.startswith(reverse("admin:login"))
    return is_sent or response.status_code == UNKNOWN


def _is_like_missing(visit: Visit, action: Action, response: Any) -> bool:
    """Whether a record that does not exist is answered in the same way."""
    missing = action.send(visit, MISSING)
    return _outline(response, visit.key) == _outline(missing, MISSING)


def _outline(response: Any, key: Any) -> tuple[int, list[str]]:
    """Return where an answer leads and what it tells, without the number of the record."""
    told = get_messages(response.wsgi_request)._queued_messages
    words = [response.headers.get("Location", ""), *(str(message) for message in told)]
    return response.status_code, [re.sub(rf"\b{key}\b", "#", one) for one in words]


def _written(visit: Visit, action: Action, before: Any, after: Any, response: Any) -> str:
    """Return "yes" for a write that is what it should be, "ask" for a request, or what is wrong."""
    made = list(Change.objects.order_by("-pk")[: after["changes"] - before["changes"]])
    if response.status_code != MOVED:
        return f"a change, answered with {response.status_code}"
    if not made and len(after["requests"]) == len(before["requests"]) + 1:
        return "ask"
    wanted = visit.specimen.writes.get(visit.cell.action, 1)
    if wanted is not None and len(made) != wanted:
        return f"{len(made)} entries of history"
    if any(change.by != visit.user for change in made):
        return "a change in another's name"
    kinds = {(change.action, change.kind) for change in made}
    if wanted == 1 and action.step and kinds != {(action.step, visit.cell.record)}:
        return f"another change: {kinds}"
    return YES
