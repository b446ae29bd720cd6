"""No public answer asks who is there: not in a session, not in the database, not in a header."""

import re
from collections import deque
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.factories.admin_pages import logged_in
from tests.factories.organizations import OperatorFactory

LINK = re.compile(r'href="(/[^"#]*)|"(?:url|next)": ?"http://testserver(/[^"]*)"')
# What is answered before sessions are looked at has none.
NO_SESSION = SimpleNamespace(accessed=False)
PERSONAL = re.compile("django_session|organizations_user|organizations_membership|portal_limits")
STARTS = ["/", "/en/", "/easy/", "/api/v1/", "/api/v1/docs/", "/api/v1/schema/", "/healthz"]
STARTS += ["/readyz", "/nowhere/", "/en/nowhere/", "/api/v1/nowhere/", "/projects/?page=x"]
STARTS += ["/projects/?page=x&format=json", "/api/v1/projects/?page=x", "/projects/999999/"]


def kind_of(address: str) -> tuple[str, ...] | None:
    """Return what an address is a page of, and as what; None for what is not followed."""
    path, query = urlsplit(address).path, urlsplit(address).query
    if path.startswith(("/admin/", "/static/", "/en/", "/easy/")):
        return None
    try:
        return (resolve(path).view_name, *parse_qs(query).get("format", []))
    except Resolver404:
        return None


def one_answer_of_each_kind(client):
    """Yield (address, answer, queries) of the starts, and of the first link to each kind."""
    todo, seen = deque(STARTS), set(map(kind_of, STARTS))
    while todo:
        address = todo.popleft()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            body = b"".join(response) if response.streaming else response.content
        yield address, response, [query["sql"] for query in queries]
        if not response.get("Content-Type", "").startswith(("text/html", "application/json")):
            continue
        for link in LINK.finditer(body.decode()):
            found = unescape(link[1] or link[2])
            if kind_of(found) not in {None, *seen}:
                seen.add(kind_of(found))
                todo.append(found)


def test_no_public_answer_reads_a_session_or_varies_by_it(real_data):
    personal, formats, answers = {}, set(), 0
    for address, response, queries in one_answer_of_each_kind(logged_in(OperatorFactory())):
        found = {
            "queries": [sql for sql in queries if PERSONAL.search(sql)],
            "session": getattr(response.wsgi_request, "session", NO_SESSION).accessed,
            "vary": "cookie" in response.get("Vary", "").lower(),
            "cookies": list(response.cookies),
        }
        if any(found.values()):
            personal[address] = found
        formats.add(response.get("Content-Type", "").partition(";")[0])
        answers += 1
    assert personal == {}
    # The walk came to the pages of all areas and to every kind of file.
    assert answers >= 75
    assert formats == {
        "text/html",
        "text/plain",
        "text/csv",
        "application/json",
        "application/vnd.oai.openapi",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }


def test_walk_would_notice_a_page_that_asks_who_is_there(db):
    client = logged_in(OperatorFactory())
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/admin/account/")
    assert response.wsgi_request.session.accessed
    assert [query for query in queries if PERSONAL.search(query["sql"])]
