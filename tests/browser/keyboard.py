"""A person who has a keyboard and no mouse, and whose keystrokes are counted."""

from playwright.sync_api import Page

MOST_TABS = 120
FOCUSED = """() => {
    const element = document.activeElement;
    return element ? (element.id || element.getAttribute('name') || element.className) : '';
}"""


class Keyboard:
    """Presses keys on a page and counts them; Japanese text counts one a character."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes = 0

    def press(self, key: str, times: int = 1) -> None:
        """Press a key so many times."""
        for _time in range(times):
            self.page.keyboard.press(key)
        self.strokes += times

    def write(self, text: str) -> None:
        """Type a text into what has the focus; it replaces what is selected there."""
        self.page.keyboard.insert_text(text)
        self.strokes += len(text)

    def tab_to(self, selector: str) -> None:
        """Press Tab until the element of a selector has the focus."""
        for _time in range(MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} cannot be reached; at {self.page.evaluate(FOCUSED)}")
