"""A refusal is one line; a fault of the site keeps its traceback."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from kyodo_portal.site.log import RefusalsInOneLine, one_line
from kyodo_portal.site.views import home


def written(caplog):
    """Return the records as the handler of the settings would write them."""
    refusals = RefusalsInOneLine()
    for record in caplog.records:
        refusals.filter(record)
    return [(record.name, record.exc_info, record.getMessage()) for record in caplog.records]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/no-such-page/", {}),
        ("/projects/?department=x", {}),
        ("/admin/projects/projectrecord/", {"Host": "evil.example"}),
        ("/projects/?format=pdf", {}),
    ],
)
def test_refused_request_is_one_line_without_a_traceback(db, caplog, address, headers):
    response = Client(raise_request_exception=False).get(address, headers=headers)
    assert response.status_code in {400, 404}
    lines = written(caplog)
    assert [trace for _name, trace, _line in lines if trace] == []
    assert [line for _name, _trace, line in lines if "\n" in line] == []


def test_fault_of_the_site_keeps_its_traceback(db, caplog, monkeypatch):
    def broken(*_args):
        raise ValueError("ours")

    monkeypatch.setattr(home, "home_page", broken)
    Client(raise_request_exception=False).get("/")
    assert [name for name, trace, _line in written(caplog) if trace] == ["django.request"]


def test_line_holds_no_breaks_and_is_not_long():
    assert one_line("一行\r\nadmin logged in\u2028\x00") == "一行 admin logged in"
    assert len(one_line("x" * 5_000)) == 300


def test_settings_write_by_this_filter():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["refusals"]
    assert (
        settings.LOGGING["filters"]["refusals"]["()"] == "kyodo_portal.site.log.RefusalsInOneLine"
    )
    assert logging.getLogger("django.request").propagate
