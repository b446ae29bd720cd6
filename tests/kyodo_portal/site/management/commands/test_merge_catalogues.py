"""What manage.py merge_catalogues does to the portal's own catalogues, in a copy."""

import shutil

import pytest
from django.conf import settings
from django.core.management import call_command

from kyodo_portal.site.catalogues import Message, used_messages
from kyodo_portal.site.management.commands import merge_catalogues

LANGUAGES = ["easy", "en"]


@pytest.fixture
def copied(tmp_path, monkeypatch):
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path / "locale"])
    return {one: tmp_path / "locale" / one / "LC_MESSAGES" / "django.po" for one in LANGUAGES}


def test_clean_tree_is_not_changed_by_a_byte(copied, capsys):
    before = {language: path.read_bytes() for language, path in copied.items()}
    call_command("merge_catalogues")
    assert {language: path.read_bytes() for language, path in copied.items()} == before
    assert capsys.readouterr().out == ("easy: 新しい文はありません。\nen: 新しい文はありません。\n")


def test_new_message_is_added_to_both_and_no_other_line_changes(copied, capsys, monkeypatch):
    before = {language: path.read_text("utf-8").split("\n") for language, path in copied.items()}
    known = Message("自治体")
    used = [*used_messages(), [known, Message("どこで開いたか")]]
    monkeypatch.setattr(merge_catalogues, "used_messages", lambda: used)
    call_command("merge_catalogues")
    for language, path in copied.items():
        lines = path.read_text("utf-8").split("\n")
        place = lines.index('msgid "どこで開いたか"')
        assert lines[place - 3] == 'msgid "自治体"'
        assert lines[place : place + 3] == ['msgid "どこで開いたか"', 'msgstr ""', ""]
        assert [*lines[: place - 1], *lines[place + 2 :]] == before[language]
    assert "en: 新しい文 1。訳を書いてください。\n  どこで開いたか\n" in capsys.readouterr().out


def test_message_that_is_no_longer_used_is_named_and_kept(copied, capsys):
    text = copied["en"].read_text("utf-8") + '\nmsgid "むかしの文"\nmsgstr "Of the past"\n'
    copied["en"].write_text(text, "utf-8")
    call_command("merge_catalogues")
    assert copied["en"].read_text("utf-8") == text
    assert "  もう使われていません。消してください：むかしの文\n" in capsys.readouterr().out
