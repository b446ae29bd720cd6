"""Real Chromium against the live site: one browser a worker, a clean context a test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.both_widths import HEIGHT, WIDTHS
from tests.browser.watch import Watch

CHROMIUM = Path("/usr/bin/chromium")
# As root and in closed networks: no sandbox, and no calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds; a busy machine is slow, a broken page stays broken


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; skipped where it is missing, unless CI_REQUIRE_BROWSER=1."""
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is missing: install Debian's package chromium"
        if os.environ.get("CI_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, where Django then refuses its ORM.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@pytest.fixture
def watch(live_server) -> Iterator[Watch]:
    """What the browser complains about; any complaint fails the test at its end."""
    watch = Watch(urlsplit(live_server.url).netloc)
    yield watch
    complaints = watch.complaints()
    if complaints:
        pytest.fail("The browser complained:\n" + "\n".join(complaints))


@pytest.fixture
def new_page(browser: Browser, live_server, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open a page: `new_page(width=768, java_script_enabled=False)`; options as of a context.

    Addresses are relative to the live site: `page.goto("/projects/")`.
    """
    contexts = []

    def open_page(width: int = 1280, **options) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.listen(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(params=WIDTHS, ids=[f"{width}px" for width in WIDTHS])
def width(request: pytest.FixtureRequest) -> int:
    """The widths in CSS pixels at which every page is looked at: a telephone and a desk."""
    return request.param


@pytest.fixture
def page(new_page: Callable[..., Page], width: int) -> Page:
    """A page at each of the widths."""
    return new_page(width)


@pytest.fixture
def sign_in(live_server) -> Callable[[Page, AbstractBaseUser], None]:
    """Sign a user in on a page without walking through the login form."""

    def sign_in(page: Page, user: AbstractBaseUser) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in
