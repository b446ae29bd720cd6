"""A safe subset of Markdown: paragraphs, lists, ### headings, **bold**, links within the site.

A text is read into plain blocks that templates print and escape; no HTML is ever taken from
it. What lies outside the subset is refused with the line it stands on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

# A path or an anchor of this site; neither another host (//host) nor a backslash, nor a control
# character, which browsers leave out of an address.
OWN_ADDRESS = re.compile(r"(?:/(?![/\\])|#)[^\s\\()<>\"'\x00-\x1f\x7f-\x9f]*")
INLINE = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<label>[^\[\]\n]+)\]\((?P<url>[^()\n]*)\)")
ITEM = re.compile(r"(?:- |(?P<number>[0-9]{1,3})\. )")
HEADING = "### "
# Of a whole text in another markup the first places tell enough.
MOST_MESSAGES = 20
# Each with what it is called in a message.
REFUSED = (
    (re.compile(r"<\s*[/!?A-Za-z]"), "HTML"),
    (re.compile(r"!\["), "画像"),
    (re.compile(r"^\s*(?:`{3}|~{3})|`"), "コード"),
    (re.compile(r"^(?:#{1,2}|#{4,6})\s"), "### のほかの見出し"),
    (re.compile(r"^\s*>"), "引用"),
    (re.compile(r"^\s*\|.*\|\s*$"), "表"),
    (re.compile(r"^\s*\[[^\]]+\]:"), "リンクの定義"),
)


class UnsafeMarkdown(ValueError):
    """A text outside the subset; `messages` say where (the first places), and how to mend it."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__(" ".join(messages))


@dataclass(frozen=True)
class Piece:
    """A run of words: bold, a link of this site, or plain."""

    text: str
    is_bold: bool = False
    url: str = ""


Line = list[Piece]


@dataclass(frozen=True)
class Block:
    """One block. kind: paragraph, heading, list or numbered; lines: its lines or items."""

    kind: str
    lines: list[Line]


def parse(text: str) -> list[Block]:
    """Return the blocks of a text in their order. Raises UnsafeMarkdown."""
    if messages := [*islice(_problems(text), MOST_MESSAGES)]:
        raise UnsafeMarkdown(messages)
    blocks: list[Block] = []
    is_open = False
    for line in text.splitlines():
        words = line.strip()
        if not words:
            is_open = False
            continue
        kind, rest = _kind_of(words)
        if is_open and kind == blocks[-1].kind and kind != "heading":
            blocks[-1].lines.append(_pieces(rest))
        else:
            blocks.append(Block(kind, [_pieces(rest)]))
        is_open = True
    return blocks


def plain_text(text: str) -> str:
    """Return the words of a text without its marks, one line for each line of a block.

    A text outside the subset is returned as it is.
    """
    try:
        blocks = parse(text)
    except UnsafeMarkdown:
        return text
    return "\n".join(
        "".join(piece.text for piece in line) for block in blocks for line in block.lines
    )


def _kind_of(words: str) -> tuple[str, str]:
    if words.startswith(HEADING):
        return "heading", words.removeprefix(HEADING)
    if item := ITEM.match(words):
        return "numbered" if item["number"] else "list", words[item.end() :]
    return "paragraph", words


def _pieces(words: str) -> Line:
    pieces: Line = []
    end = 0
    for found in INLINE.finditer(words):
        if found.start() > end:
            pieces.append(Piece(words[end : found.start()]))
        bold = found["bold"]
        pieces.append(
            Piece(bold, is_bold=True) if bold else Piece(found["label"], url=found["url"])
        )
        end = found.end()
    if end < len(words):
        pieces.append(Piece(words[end:]))
    return pieces


def _problems(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, name in REFUSED:
            if pattern.search(line):
                yield _(
                    "%(number)s行目：%(name)sは使えません。"
                    "使えるのは、段落、箇条書き（- ）、見出し（### ）、太字（**）、サイトの中へのリンクです。"
                ) % {"number": number, "name": name}
        for found in INLINE.finditer(line):
            if found["label"] and not OWN_ADDRESS.fullmatch(found["url"]):
                yield _(
                    "%(number)s行目：リンク先「%(url)s」は使えません。"
                    "/ か # で始まる、このサイトの中のアドレスを書いてください。例：/projects/、#form-1"
                ) % {"number": number, "url": found["url"][:100]}
        rest = INLINE.sub("", line)
        if "](" in rest:
            yield _(
                "%(number)s行目：リンクを読み取れません。[ことば](/アドレス/) の形で書いてください。"
            ) % {"number": number}
        if rest.count("**") % 2:
            yield _(
                "%(number)s行目：太字の印 ** が閉じていません。前と後ろに1つずつ付けてください。"
            ) % {"number": number}
