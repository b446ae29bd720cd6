"""How the history is stored."""

import pytest
from django.db import connection

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change


def changed(city):
    city.record.purpose = "花壇を𠮷田さんと\n手入れする"
    return funnel.save(
        city.record, write=funnel.Write(city.editor, Channel.ADMIN), expected_version=1
    )


def stored_text(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS TEXT) FROM publishing_change")
        [[text]] = cursor.fetchall()
    return text


def test_text_is_stored_as_it_was_written(city):
    changed(city)
    assert '"はじめの目的"' in stored_text("before")
    assert r'"花壇を𠮷田さんと\n手入れする"' in stored_text("after")
    assert Change.objects.get().after["purpose"] == "花壇を𠮷田さんと\n手入れする"
    assert Change.objects.filter(after__purpose="花壇を𠮷田さんと\n手入れする").exists()


@pytest.mark.sqlite
def test_text_that_was_stored_escaped_reads_the_same(city):
    change = changed(city)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_change SET after = %s", [r'{"purpose": "\u82b1\u58c7 \ud842\udfb7"}']
        )
    change.refresh_from_db()
    assert change.after == {"purpose": "花壇 𠮷"}
    assert Change.objects.filter(after__purpose="花壇 𠮷").exists()
