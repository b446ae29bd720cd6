"""Reads the public side as a stranger would: by links, by conditions and by guessing."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from html import unescape
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from django.test import Client
from openpyxl import load_workbook

from tests.factories.secret_words import WORD

HOST = "testserver"
STARTS = [
    *("/", "/en/", "/easy/", "/api/v1/", "/api/v1/schema/", "/api/v1/docs/"),
    *("/robots.txt", "/favicon.ico", "/healthz", "/readyz", "/admin/", "/admin/login/"),
    *("/sitemap.xml", "/nowhere/", "/api/v1/nowhere/", "/en/nowhere/", "/admin/nowhere/"),
]
HTML_LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
JSON_LINK = re.compile(r'"(https?://testserver[^"]+|/[^"\s]*)"')
FORMATS = ("json", "csv", "xlsx")
# Said of one request, never of a record.
OF_THE_REQUEST = {"X-Request-ID"}


@dataclass(frozen=True)
class Answer:
    """What a request got: all that it says, an Excel file part by part and cell by cell."""

    request: str
    status: int
    headers: dict[str, str]
    body: str

    @property
    def said(self) -> str:
        """Everything that a reader could see, the headers too."""
        return "\n".join([*(f"{key}: {value}" for key, value in self.headers.items()), self.body])


def read(client: Client, address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address and return the answer."""
    response = client.generic(method, address, headers=headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    is_book = "spreadsheetml" in kind and content
    body = parts_and_cells(content) if is_book else content.decode("utf-8", "replace")
    given = {key: value for key, value in response.items() if key not in OF_THE_REQUEST}
    shown = " ".join([method, address, *(f"{key}={value}" for key, value in headers.items())])
    return Answer(shown, response.status_code, given, body)


def parts_and_cells(content: bytes) -> str:
    """Return an Excel file as text: every part as it is stored, then every cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    book = load_workbook(io.BytesIO(content), read_only=True)
    cells = [
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    ]
    book.close()
    return "\n".join([*parts, *cells])


def links_of(address: str, answer: Answer) -> Iterator[str]:
    """Give the addresses of this site that an answer names, and the files of a list."""
    pattern = JSON_LINK if "json" in answer.headers.get("Content-Type", "") else HTML_LINK
    found = [unescape(link) for link in pattern.findall(answer.body)]
    if "Location" in answer.headers:
        found.append(answer.headers["Location"])
    if "format=csv" in answer.body and "format=" not in address:
        mark = "&" if "?" in address else "?"
        found += [f"{address}{mark}format={name}" for name in FORMATS]
    for link in found:
        target = urlsplit(urldefrag(urljoin(f"http://{HOST}{address}", link)).url)
        is_ours = target.netloc == HOST and target.scheme == "http"
        if is_ours and not target.path.startswith("/static/"):
            yield quote(target.path, safe="/%:@") + (f"?{target.query}" if target.query else "")


@dataclass(frozen=True)
class Pair:
    """Addresses of something hidden and of something that is not there.

    names: what each is called in its address.
    """

    hidden: str
    missing: str
    names: tuple[str, str]

    def shown(self, answer: Answer) -> tuple[Any, ...]:
        """Return what must be equal: status, type, target and body, whatever the thing's name."""
        either = "|".join(re.escape(name) for name in self.names)
        name = re.compile(rf"(?<![0-9A-Za-z])(?:{either})(?![0-9A-Za-z])")
        parts = [answer.headers.get("Content-Type", ""), answer.headers.get("Location", "")]
        return (answer.status, *(name.sub("…", part) for part in [*parts, answer.body]))


@dataclass
class Crawl:
    """Answers to different requests, and the words that were found in them.

    Shorter conditions come first, so that every kind of page is read before the thousandth
    combination of filters of one list.
    """

    client: Client
    most: int
    words: set[str] = field(default_factory=set)
    answers: int = 0
    leaks: list[tuple[str, list[str]]] = field(default_factory=list)
    faults: list[tuple[str, int]] = field(default_factory=list)
    etags: dict[str, str] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer | None:
        """Ask once for an address, and look for the words; None where that was done before."""
        key = " ".join([method, address, *headers.values()])
        if key in self._asked:
            return None
        self._asked.add(key)
        answer = read(self.client, address, method, **headers)
        self.answers += 1
        # The words of the request itself are no secret; whether they match is asked elsewhere.
        found = set(WORD.findall(answer.said)) & self.words - set(WORD.findall(key))
        if found:
            self.leaks.append((answer.request, sorted(found)[:5]))
        if answer.status >= 500:
            self.faults.append((answer.request, answer.status))
        if method == "GET" and answer.status == 200 and "ETag" in answer.headers:
            self.etags[address] = answer.headers["ETag"]
        return answer

    def follow(self, starts: Iterable[str]) -> None:
        """Read these addresses and all that they lead to, up to `most` answers."""
        waiting: list[tuple[int, int, str]] = []
        seen: set[str] = set()

        def add(addresses: Iterable[str]) -> None:
            for address in addresses:
                if address not in seen and not WORD.search(address):
                    seen.add(address)
                    heappush(waiting, (address.count("="), len(seen), address))

        add(starts)
        while waiting and self.answers < self.most:
            address = heappop(waiting)[2]
            if answer := self.ask(address):
                add(links_of(address, answer))

    def ask_again(self, most: int) -> list[str]:
        """Ask with HEAD and with the ETag that came; return where the answer is not as it must be.

        Neither has a body: that of a page that still holds is with the reader already.
        """
        wrong = []
        for address, etag in list(self.etags.items())[:most]:
            head = self.ask(address, "HEAD")
            held = self.ask(address, "GET", if_none_match=etag)
            if head and (head.status, head.body) != (200, ""):
                wrong.append(head.request)
            if held and (held.status, held.body) != (304, ""):
                wrong.append(held.request)
        return wrong

    def differences(self, pairs: Iterable[Pair]) -> list[str]:
        """Return where a hidden thing is answered otherwise than a missing one."""
        missing: dict[str, Answer] = {}
        told = []
        for pair in pairs:
            answer = self.ask(pair.hidden)
            if pair.missing not in missing:
                missing[pair.missing] = read(self.client, pair.missing)
            if answer and pair.shown(answer) != pair.shown(missing[pair.missing]):
                told.append(answer.request)
        return told
