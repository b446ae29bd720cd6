"""Requests that no reader would send, each made again from a seed and its number alone."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.urls import URLResolver, get_resolver

from kyodo_portal.open_data.catalogue import catalogue

SEED = 20_261_126
LONG, MANY = 5_000, 3_000
LONGEST_QUERY = 100_000  # far more than any server lets in
TAG = "%3Czq-tag%3E"
# Percent-encoded, as they stand in an address or in the body of a form.
TEXTS = [
    *("%00", "a%00b", "%FF%FE", "%ED%A0%80", "%C0%AF", "%E2%80%AE%E8%8B%AB", "%F0%9F%92%A9", "%"),
    *("%0D%0AZq-Header:%201", "..%2F..%2Fetc%2Fpasswd", "%5C%5Chost%5Cshare", "%7B%7B7*7%7D%7D"),
    *("'%20OR%201=1--", "%22;DROP%20TABLE%20projects_project;--", "%25", "_", "%5C", "%25%25%25"),
    *(TAG, f"%22%3E{TAG}", f"'%3E{TAG}", "%22%20zq-attr=1%20x=%22", "'%20zq-attr=1%20x='"),
    *("javascript:zq()", "//zq.example/", "https://zq.example/", "%3C/script%3E" + TAG),
    *("=1%2B1", "@SUM(1)", "%2B1", "-1%7Ccmd", "%EF%BC%9D1", "%09=1", "null", "true", "undefined"),
    *("a" * LONG, "%E3%81%82" * LONG, "%F0%A0%AE%B7", "e%CC%81" * 50, "%EF%B7%BA" * 20),
]
NUMBERS = [
    *("0", "-1", "1", "2", "3", "7", "1.5", "1e9", "9" * 18, "9" * 19, "9" * 400, "NaN", "-0"),
    *("%EF%BC%91", "%D9%A1", "0x10", "1_000", "%2B1", "%201", "01", "2025", "%E4%BB%A4%E5%92%8C7"),
]
NAMES = [
    *("q", "page", "format", "sort", "fields", "ordering", "updated_since", "municipality", "next"),
    *(
        "_popup",
        "_to_field",
        "_changelist_filters",
        "app_label",
        "model_name",
        "field_name",
        "term",
    ),
    *("o", "p", "e", "all", "lang", "csrfmiddlewaretoken", "__proto__", "constructor", "report"),
    *("state__exact", "municipality__id__exact", "id__in", "updated_by__password__startswith"),
    *("", "%00", "%FF", TAG, "a" * LONG),
]
WORDS = ["json", "csv", "xlsx", "name", "document", "012131", "summary", "compare", "1-1", "draft"]
METHODS = [
    *(["GET"] * 6 + ["POST"] * 4),
    *("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "ZQ"),
]
HOSTS = ["zq.example", "testserver:99999", "testserver@zq.example", "[::1", "", "a" * 300, "té"]
HEADERS: dict[str, list[str]] = {
    "Accept": ["*/*", "text/html", "application/xml", "q=;;,", "a/b;q=9" * 500, "\xff\xfe"],
    "Accept-Language": ["en", "xx-" * 900, "*;q=nan", "../../etc", "ja;q=0.0001", "\x80"],
    "Accept-Encoding": ["gzip", "br;q=x", "identity;q=0"],
    "If-None-Match": ["*", '"', 'W/"x"', '"a",' * 900, "\xff"],
    "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "99999", "Thu, 99 Foo 99999 99:99:99"],
    "If-Match": ["*", '"x"'],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-1,2-3," * 200, "lines=x"],
    "X-Forwarded-For": ["127.0.0.1", "<zq-tag>", "::1, " * 500, "-"],
    "X-Forwarded-Proto": ["https", "javascript", "http,https"],
    "X-Forwarded-Host": ["zq.example"],
    "X-HTTP-Method-Override": ["DELETE", "PUT"],
    "X-Request-ID": ["a" * LONG, "<zq-tag>"],
    "Origin": ["https://zq.example", "null"],
    "Referer": ["https://zq.example/<zq-tag>", "x" * LONG],
    "User-Agent": ["", "<zq-tag>", "() { :; }; zq"],
    "Cookie": [
        "portal-session=zq",
        "portal-session=" + "a" * LONG,
        "portal-csrf=" + "z" * 32,
        ";;;==;",
        "messages=zq; sessionid=\xff",
        "portal-device=zq:zq:zq",
    ],
}
TYPES = [
    *(
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain",
        "",
        "zq",
        "a/b; x=\xff",
    ),
    *("multipart/form-data", "multipart/form-data; boundary=zq", "multipart/form-data; boundary="),
    *(
        "application/x-www-form-urlencoded; charset=zq",
        "application/xml",
        "text/html; charset=utf-7",
    ),
]
PLACEHOLDER = re.compile(r"<[^<>]+>|\(\?P<\w+>[^()]*\)")


@dataclass(frozen=True)
class Hostile:
    """A request: who sends it, and what.

    who: "" for nobody, a role of the city's own staff, or "stranger" for a member of staff of
    another city, whose requests alone bear a right token.
    """

    number: int
    who: str
    method: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = ""

    def __str__(self) -> str:
        """Say how to make the request again, and what it is."""
        headers = {name: value[:60] for name, value in self.headers.items()}
        who = self.who or "nobody"
        return (
            f"{SEED}:{self.number} {who} {self.method} {self.address[:200]} {headers}"
            f" {self.content_type!r} {self.body[:120]!r}"
        )


@dataclass(frozen=True)
class Ground:
    """What requests are made of: addresses with {} for each part, and names that exist.

    rows: addresses of the staff's side that begin with a record, with its number in place.
    """

    public: Sequence[str]
    staff: Sequence[str]
    rows: Sequence[str]
    slugs: Sequence[str]
    names: Sequence[str]
    roles: Sequence[str]


def addresses() -> Iterator[str]:
    """Give every address of the site, with {} for each part that is a value."""

    def walk(resolver: Any, before: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern).replace("^", "").removesuffix("$")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            else:
                yield PLACEHOLDER.sub("{}", route)

    yield from (f"/{address}" for address in dict.fromkeys(walk(get_resolver(), "")))


def names_of_conditions() -> list[str]:
    """Return the names of all conditions of the public lists."""
    found = [name for resource in catalogue.resources for name in resource.filterset.base_filters]
    return list(dict.fromkeys(found))


def hostile_request(number: int, ground: Ground) -> Hostile:
    """Return the request of that number."""
    random = Random(f"{SEED}:{number}")
    who = random.choice(["", "", "", *ground.roles, "stranger"])
    method = "POST" if who == "stranger" else random.choice(METHODS)
    headers = hostile_headers(random)
    if who:
        headers.pop("Cookie", None)  # its own session is what makes it staff
    body, content_type = b"", ""
    if method not in {"GET", "HEAD"}:
        body, content_type = hostile_body(random, ground)
    address = hostile_path(random, ground, who) + hostile_query(random, ground)
    return Hostile(number, who, method, address, headers, body, content_type)


def hostile_path(random: Random, ground: Ground, who: str) -> str:
    """Return a path: of a pattern with hostile parts, or of a record that is there."""
    if who == "stranger":
        return random.choice(ground.rows)
    if who and random.random() < 0.4:
        return random.choice(ground.rows)
    pattern = random.choice(ground.staff if who and random.random() < 0.8 else ground.public)
    while "{}" in pattern:
        part = random.choice([random.choice(ground.slugs), hostile_value(random)])
        pattern = pattern.replace("{}", part.replace("{", "%7B").replace("?", "%3F"), 1)
    is_page = not pattern.startswith(("/admin/", "/api/"))
    return (random.choice(["", "", "/en", "/easy"]) if is_page else "") + pattern


def hostile_value(random: Random) -> str:
    """Return the value of one part of an address or body, percent-encoded."""
    return random.choice([random.choice(NUMBERS), random.choice(TEXTS), random.choice(WORDS)])


def hostile_query(random: Random, ground: Ground) -> str:
    """Return a query string, from none at all to thousands of conditions."""
    if random.random() < 0.01:
        how_many = random.choice([MANY, 2 * MANY])
        pairs = [f"{random.choice(ground.names)}={random.randrange(10)}" for _ in range(how_many)]
        return "?" + "&".join(pairs)
    pairs = []
    for _number in range(random.choice([0, 0, 1, 1, 2, 3, 5, 12])):
        name = random.choice([random.choice(ground.names), random.choice(NAMES)])
        name += random.choice(["", "", "", "", "[]", "[0]", "__in", "__regex", "%5B%24ne%5D"])
        pairs += [f"{name}={hostile_value(random)}"] * random.choice([1, 1, 1, 2])
    query = random.choice(["&", "&", "&", ";", "&&"]).join(pairs)
    return f"?{query[:LONGEST_QUERY]}" if pairs else ""


def hostile_headers(random: Random) -> dict[str, str]:
    """Return some headers; one request of twenty asks for another host."""
    chosen = random.sample(sorted(HEADERS), random.choice([0, 0, 1, 2, 4]))
    headers = {name: random.choice(HEADERS[name]) for name in chosen}
    if random.random() < 0.05:
        headers["Host"] = random.choice(HOSTS)
    return headers


def hostile_body(random: Random, ground: Ground) -> tuple[bytes, str]:
    """Return a body and what it says of itself; mostly the two do not fit."""
    form = hostile_form(random, ground)
    deep = "[" * LONG + "]" * LONG
    part = f'--zq\r\nContent-Disposition: form-data; name="{"a" * random.choice([1, LONG])}"'
    bodies = [
        form,
        form,
        form,
        deep.encode(),
        json.dumps({"name": "x", "version": 1, "state": "published"}).encode(),
        b"{",
        b"\xff\xfe\x00",
        part.encode(),
        (part + '; filename="../../zq.xlsx"\r\nContent-Type: zq\r\n\r\nx\r\n--zq--\r\n').encode(),
        (part + "\r\n\r\nx\r\n--zq--\r\n").encode(),
        b"",
    ]
    if random.random() < 0.005:
        return b"a=" + b"b" * 6_000_000, TYPES[0]
    if random.random() < 0.5:
        return form, TYPES[0]
    return random.choice(bodies), random.choice(TYPES)


def hostile_form(random: Random, ground: Ground) -> bytes:
    """Return a form as a forger would send it: a token made up, and fields of any record."""
    known = [
        *("name", "title", "purpose", "state", "version", "municipality", "department", "reason"),
        *("_save", "_continue", "action", "_selected_action", "post", "is_staff", "is_superuser"),
        *("username", "password", "password1", "role", "comment", "published_at", "is_published"),
    ]
    names = random.sample([*known, *ground.names, *NAMES], random.choice([0, 3, 8, 20]))
    values = [f"{name}={hostile_value(random)}" for name in names]
    values.append(f"csrfmiddlewaretoken={random.choice(['', 'z' * 64, TAG, 'é'])}")
    if random.random() < 0.01:
        values += [f"x{number}=1" for number in range(2 * MANY)]
    return "&".join(values).encode()
