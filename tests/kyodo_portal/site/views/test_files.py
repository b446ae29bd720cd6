import pytest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "User-agent: *\nDisallow: /\n"),
        ("苫小牧市 協働ポータル", "User-agent: *\nDisallow: /admin/\n"),
    ],
)
def test_robots_keeps_everybody_off_a_sample(client, settings, name, text):
    settings.SITE_OFFICIAL_NAME = name
    response = client.get("/robots.txt")
    assert (response.content.decode(), response["Content-Type"]) == (
        text,
        "text/plain; charset=utf-8",
    )


def test_favicon_leads_to_the_mark(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (
        301,
        "/static/kyodo_portal/images/favicon.svg",
    )
