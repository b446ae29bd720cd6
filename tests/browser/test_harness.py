"""The browser tests are only worth something if their own alarms ring."""

import pytest

from tests.browser.axe import assert_accessible

SPOTLESS = """<!doctype html><html lang="ja"><title>題</title>
<main><h1>題</h1><p>本文です。</p></main>"""
POLICY = "default-src 'none'; script-src 'self'; img-src 'self'"


@pytest.fixture
def serve(page):
    """Answer /trial/ with a document of the test's own, under the strict policy."""

    def serve(html: str) -> None:
        page.route(
            "**/trial/",
            lambda route: route.fulfill(
                body=html,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": POLICY},
            ),
        )
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto("/trial/")

    return serve


def complaints_of(watch) -> list[str]:
    """Take the complaints out, so that the test that provoked them can pass."""
    complaints = watch.complaints()
    watch.allow(".")
    return complaints


def test_axe_on_a_spotless_page_finds_nothing(page, serve):
    serve(SPOTLESS)
    assert_accessible(page)


def test_axe_under_the_strict_policy_finds_what_is_wrong(page, serve):
    serve(SPOTLESS.replace("本文です。", "<img src='/favicon.ico'>"))
    with pytest.raises(AssertionError) as failure:
        assert_accessible(page)
    assert "image-alt (critical)" in str(failure.value)


def test_axe_finds_targets_that_are_too_small(page, serve):
    serve(SPOTLESS.replace("本文です。", "<button>前</button><button>後</button>" * 3))
    page.evaluate("for (const b of document.querySelectorAll('button')) b.style.padding = 0")
    with pytest.raises(AssertionError, match="target-size"):
        assert_accessible(page)


def test_watch_notices_a_policy_violation(page, serve, watch):
    serve(SPOTLESS + "<script>document.title = 'inline'</script>")
    assert [c for c in complaints_of(watch) if "content security policy: script-src-elem" in c]


def test_watch_notices_console_and_script_errors(page, serve, watch):
    serve(SPOTLESS)
    page.evaluate("console.error('broken'); setTimeout(() => { throw new Error('thrown') }, 0)")
    page.wait_for_timeout(200)
    complaints = [complaint.split(" (")[0] for complaint in complaints_of(watch)]
    assert complaints == ["error: broken", "script error: thrown"]


def test_watch_notices_requests_to_other_hosts(page, serve, watch):
    serve(SPOTLESS)
    page.context.route("https://elsewhere.example/**", lambda route: route.abort())
    page.evaluate("window.open('https://elsewhere.example/map')")
    page.wait_for_timeout(200)
    assert "request to another host: https://elsewhere.example/map" in complaints_of(watch)
