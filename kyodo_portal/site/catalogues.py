"""Which texts the code and the templates want translated, and new ones put into a catalogue.

GNU gettext is not needed. What stands in a catalogue stays as its translators wrote it, line by
line: nothing is sorted, wrapped, dated or guessed.
"""

import ast
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

# The positions of text, plural and context among a call's arguments.
ARGUMENTS: dict[str, tuple[int, int | None, int | None]] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"), (0, None, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (1, None, 0)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (1, 2, 0)),
}


class Message(NamedTuple):
    """A text to be translated, with its plural and its context, "" where there is none."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what an entry of a catalogue is found by."""
        return self.context, self.text


class NewMessage(NamedTuple):
    """A message that no catalogue holds yet, with those before it in its file."""

    message: Message
    preceding: Sequence[Message]


def messages_of(tree: ast.AST) -> Iterator[Message]:
    """Yield the texts that Python code hands to gettext, in their order."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        places = ARGUMENTS.get(getattr(call.func, "id", getattr(call.func, "attr", "")))
        if places is not None:
            text, plural, context = (_constant(call, place) for place in places)
            if text:
                yield Message(text, plural, context)


def _constant(call: ast.Call, place: int | None) -> str:
    """Return an argument that is a text, "" for one that is something else or not there."""
    argument = call.args[place] if place is not None and place < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ""


def messages_of_template(text: str) -> Iterator[Message]:
    """Yield the texts of a template's translate and blocktranslate tags, in their order."""
    calls = re.findall(r"\bn?p?gettext\((?:[^()]|\([^()]*\))*\)", templatize(text))
    for call in calls:
        # Django writes the calls for a tokenizer: old prefixes, a bare word as the count.
        yield from messages_of(ast.parse(re.sub(r"\bu(?=[\"'])", "", call)))


def used_messages() -> list[list[Message]]:
    """Return every text that is wanted: a list for each file of the site's own code."""
    folders: Any = settings.TEMPLATES[0]["DIRS"]
    templates = [path for folder in folders for path in sorted(Path(folder).rglob("*.*"))]
    return [
        *(list(messages_of(ast.parse(path.read_text(encoding="utf-8")))) for path in _modules()),
        *(list(messages_of_template(path.read_text(encoding="utf-8"))) for path in templates),
    ]


def _modules() -> list[Path]:
    """Return the modules of the apps that stand in this repository, but for migrations."""
    folders = {Path(config.path) for config in apps.get_app_configs()}
    folders.add(Path(__file__).parent.parent)
    own = [
        folder
        for folder in folders
        if folder.is_relative_to(settings.BASE_DIR)
        # A virtual environment may stand in the repository.
        and not folder.relative_to(settings.BASE_DIR).parts[0].startswith(".")
    ]
    found = {path for folder in own for path in folder.rglob("*.py")}
    return sorted(path for path in found if "migrations" not in path.parts)


def new_messages(
    used: Iterable[Sequence[Message]], known: Container[tuple[str, str]]
) -> list[NewMessage]:
    """Return the texts that are not known yet, in their order.

    known: (context, text) of what the complete catalogue holds.
    """
    found: dict[tuple[str, str], NewMessage] = {}
    for messages in used:
        for place, message in enumerate(messages):
            if message.key not in known and message.key not in found:
                found[message.key] = NewMessage(message, messages[:place])
    return list(found.values())


def with_new_entries(text: str, new: Iterable[NewMessage], polib: Any) -> str:
    """Return a catalogue's text with an empty entry for each new message.

    It stands behind the entry of what precedes it in its file, or at the end; of what stood
    there no line changes. polib: the module, which production has not.
    """
    catalogue = polib.pofile(text)
    lines = text.rstrip("\n").split("\n")
    ends = {
        (entry.msgctxt or "", entry.msgid): _end(lines, entry.linenum - 1) for entry in catalogue
    }
    added: dict[int, list[str]] = {}
    for message, preceding in new:
        places = (ends[one.key] for one in reversed(preceding) if one.key in ends)
        # What follows this one in its file goes behind it.
        ends[message.key] = place = next(places, len(lines))
        entry = _entry(message, catalogue, polib)
        added.setdefault(place, []).extend(["", *entry.rstrip("\n").split("\n")])
    found: list[str] = []
    for place in range(len(lines) + 1):
        found += [*added.get(place, ()), *lines[place : place + 1]]
    return "\n".join(found) + "\n"


def _end(lines: list[str], start: int) -> int:
    """Return the number of the line behind the entry that begins at a line."""
    following = (number for number in range(start, len(lines)) if not lines[number])
    return next(following, len(lines))


def _entry(message: Message, catalogue: Any, polib: Any) -> str:
    """Return an entry without a translation, as it is written into a catalogue."""
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        rule = catalogue.metadata.get("Plural-Forms", "nplurals=1")
        entry.msgstr_plural = dict.fromkeys(range(int(rule.split(";")[0].partition("=")[2])), "")
    if re.search(r"%\(\w+\)", message.text):
        entry.flags = ["python-format"]
    return str(entry.__unicode__(wrapwidth=0))
