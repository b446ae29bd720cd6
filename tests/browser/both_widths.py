"""The widths at which every page is looked at, a telephone and a desk, and what must hold at both."""

from playwright.sync_api import Page

from tests.browser.axe import assert_accessible
from tests.browser.settling import settle

WIDTHS = [360, 1280]  # CSS pixels
HEIGHT = 900


def assert_in_order(page: Page, address: str, *, status: int = 200) -> None:
    """Fail where a page is not what was asked for, scrolls sideways or is not accessible.

    It is loaded once and looked at in both widths: nothing of the portal asks for the width
    but its style sheet. It is checked at its foot, where the bar of buttons covers nothing.
    """
    assert page.goto(address).status == status, address
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        settle(page)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{address} is {wider} px too wide at {width} px"
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert_accessible(page)
