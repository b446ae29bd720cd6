"""The translations: compiled files match their sources, nothing is missing, nothing is stale."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests.source_tree import PACKAGES, ROOT, modules, parsed

LOCALE = ROOT / "kyodo_portal" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# The position of the message among a call's arguments; two for a plural.
MESSAGE_ARGUMENTS = {
    "gettext": [0],
    "gettext_lazy": [0],
    "gettext_noop": [0],
    "_": [0],
    "ngettext": [0, 1],
    "ngettext_lazy": [0, 1],
    "pgettext": [1],
    "pgettext_lazy": [1],
    "npgettext": [1, 2],
    "npgettext_lazy": [1, 2],
}


def messages_of(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that Python code hands to gettext."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for position in MESSAGE_ARGUMENTS.get(name, []):
            if position < len(node.args) and isinstance(node.args[position], ast.Constant):
                yield node.args[position].value


def messages_of_template(text: str) -> Iterator[str]:
    """Yield the texts of a template's translate and blocktranslate tags."""
    calls = re.findall(r"\bn?p?gettext\((?:[^()]|\([^()]*\))*\)", templatize(text))
    for call in calls:
        # Django writes the calls for a tokenizer: old prefixes, a bare word as the count.
        yield from messages_of(ast.parse(re.sub(r"\bu(?=[\"'])", "", call)))


@cache
def used_messages() -> frozenset[str]:
    """Return every text that the portal's code and templates want translated."""
    used = {text for path in modules(*PACKAGES) for text in messages_of(parsed(path))}
    for path in (ROOT / "templates").rglob("*.*"):
        used.update(messages_of_template(path.read_text(encoding="utf-8")))
    return frozenset(used)


@cache
def catalogue(language: str) -> polib.POFile:
    """Return the language's catalogue as translators edit it."""
    return polib.pofile((LOCALE / language / "LC_MESSAGES" / "django.po").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_matches_its_source(language):
    compiled = polib.mofile((LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes())
    source = [entry for entry in catalogue(language) if entry.translated() and not entry.obsolete]
    expected = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in source}
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_states_its_plural_rule(language):
    rule = catalogue(language).metadata["Plural-Forms"]
    assert re.fullmatch(r"nplurals=\d; plural=[()n !=<>&|?:%0-9]+;", rule)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_no_doubtful_or_obsolete_entry(language):
    entries = catalogue(language)
    assert [entry.msgid for entry in [*entries.fuzzy_entries(), *entries.obsolete_entries()]] == []


def test_catalogue_in_english_is_complete():
    translated = {entry.msgid for entry in catalogue("en").translated_entries()}
    translated |= {entry.msgid_plural for entry in catalogue("en").translated_entries()}
    assert sorted(used_messages() - translated) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_no_message_that_nothing_uses(language):
    assert sorted({entry.msgid for entry in catalogue(language)} - used_messages()) == []
