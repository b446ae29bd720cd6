"""New texts go into the catalogues, and nothing that stands there moves."""

import ast

import polib
import pytest

from kyodo_portal.site.catalogues import (
    Message,
    NewMessage,
    messages_of,
    messages_of_template,
    new_messages,
    used_messages,
    with_new_entries,
)

CATALOGUE = """# Words that a translator wrote.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "い"
msgstr ""
"wrapped "
"by hand"

#, python-format
msgid "%(count)sけん"
msgid_plural "%(count)s件"
msgstr[0] "one"
msgstr[1] "many"

msgid "は"
msgstr "ha"
"""


def test_messages_of_code_stand_in_their_order():
    code = """
first(gettext("い"), _("ろ"))
x = ngettext_lazy("一件", "%(n)s件", n); pgettext("月", "は")
npgettext("こよみ", "日", "日々", n)
_(name); _("に" "ほ"); other("へ"); _(1)
"""
    assert list(messages_of(ast.parse(code))) == [
        Message("い"),
        Message("ろ"),
        Message("一件", "%(n)s件"),
        Message("は", context="月"),
        Message("日", "日々", "こよみ"),
        Message("にほ"),
    ]


def test_messages_of_a_template():
    text = (
        '{% load i18n %}{% translate "い" %}{% translate "ろ" context "は" %}'
        "{% blocktranslate count n=1 %}{{ n }}つ{% plural %}{{ n }}こ{% endblocktranslate %}"
    )
    assert list(messages_of_template(text)) == [
        Message("い"),
        Message("ろ", context="は"),
        Message("%(n)sつ", "%(n)sこ"),
    ]


def test_site_uses_texts_of_code_and_templates():
    found = {message.text for messages in used_messages() for message in messages}
    assert {"この記録の履歴はまだありません。", "変更履歴"} <= found
    assert not any("Migration" in text for text in found)


def test_new_is_what_the_complete_catalogue_does_not_hold():
    used = [[Message("い"), Message("ろ"), Message("い", context="月")], [Message("ろ")]]
    assert new_messages(used, {("", "い")}) == [
        NewMessage(Message("ろ"), [Message("い")]),
        NewMessage(Message("い", context="月"), [Message("い"), Message("ろ")]),
    ]


def test_new_entries_stand_behind_what_precedes_them_and_no_line_changes():
    before = [Message("い"), Message("こ")]
    new = [
        NewMessage(Message("ろ"), before),
        NewMessage(Message("%(n)sつ", "%(n)sこ"), [*before, Message("ろ")]),
        NewMessage(Message("ど\nこ", context="月"), []),
    ]
    text = with_new_entries(CATALOGUE, new, polib)
    added = """
msgid "ろ"
msgstr ""

#, python-format
msgid "%(n)sつ"
msgid_plural "%(n)sこ"
msgstr[0] ""
msgstr[1] ""
"""
    at_end = '\nmsgctxt "月"\nmsgid ""\n"ど\\n"\n"こ"\nmsgstr ""\n'
    head, tail = CATALOGUE.split('"by hand"\n')
    assert text == f'{head}"by hand"\n{added}{tail}{at_end}'
    assert [entry.msgid for entry in polib.pofile(text)] == [
        "い",
        "ろ",
        "%(n)sつ",
        "%(count)sけん",
        "は",
        "ど\nこ",
    ]


@pytest.mark.parametrize("text", [CATALOGUE])
def test_nothing_new_changes_nothing(text):
    assert with_new_entries(text, [], polib) == text
