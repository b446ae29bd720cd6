"""What the first look says of itself."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kyodo_portal.site.management.commands import demo


@pytest.fixture
def calls(monkeypatch, db):
    """Take down which commands are called, in the place of calling them."""
    found = []
    monkeypatch.setattr(settings, "PORTAL_DEMO", True)
    monkeypatch.setattr(demo, "demo_accounts", list)
    monkeypatch.setattr(demo, "call_command", lambda name, *_words, **_options: found.append(name))
    return found


def test_preparation_alone_says_what_is_ready_and_names_no_address(calls, capsys):
    call_command("demo", no_serve=True)
    told = capsys.readouterr().out
    assert calls == ["migrate", "load_fixtures"]
    assert f"データベース {settings.DATABASES['default']['NAME']} に" in told
    assert "サイトは開いていません。" in told
    assert "http" not in told
    assert "Ctrl" not in told


def test_demo_names_its_addresses_and_serves(calls, capsys, monkeypatch):
    monkeypatch.setenv("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    call_command("demo", "127.0.0.1:8080")
    told = capsys.readouterr().out
    assert calls == ["migrate", "load_fixtures", "runserver"]
    assert "公開ページ http://127.0.0.1:8080/\n" in told
    assert "Ctrl+C で止まります。" in told


def test_demo_has_its_own_settings(monkeypatch):
    monkeypatch.setattr(settings, "PORTAL_DEMO", False)
    with pytest.raises(CommandError):
        call_command("demo")
