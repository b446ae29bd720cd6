"""The translations: compiled files match their sources, nothing is missing, nothing is stale."""

import re
from functools import cache

import polib
import pytest
from django.conf import settings

from kyodo_portal.site.catalogues import used_messages
from tests.source_tree import ROOT

LOCALE = ROOT / "kyodo_portal" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@cache
def used() -> frozenset[str]:
    """Return every text that the portal's code and templates want translated."""
    messages = [message for one in used_messages() for message in one]
    return frozenset(text for one in messages for text in (one.text, one.plural) if text)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_no_entry_without_words(language):
    entries = catalogue(language)
    assert [entry.msgid for entry in entries if not entry.translated()] == []


def test_catalogue_in_english_is_complete():
    translated = {entry.msgid for entry in catalogue("en").translated_entries()}
    translated |= {entry.msgid_plural for entry in catalogue("en").translated_entries()}
    assert sorted(used() - translated) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_no_message_that_nothing_uses(language):
    assert sorted({entry.msgid for entry in catalogue(language)} - used()) == []
