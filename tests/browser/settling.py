"""Waiting for a page no longer than it needs."""

from playwright.sync_api import Page

SETTLED = """() => new Promise(settled =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settled, 0)))
).then(() => Promise.all(document.getAnimations().map(moving => moving.finished)))"""


def settle(page: Page) -> None:
    """Wait until a loaded page is drawn, its scripts have run and nothing on it moves.

    No script of the portal asks the server for anything by itself, so there is no silence of
    the network to wait for: that would cost half a second a page.
    """
    page.evaluate(SETTLED)
