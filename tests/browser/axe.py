"""axe-core, the accessibility checker, run inside a page of the tests' browser."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
# WCAG 2.0, 2.1 and 2.2, levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    rules: {'target-size': {enabled: true}},
    resultTypes: ['violations'],
    preload: false,
}).then(result => result.violations)"""


@cache
def source() -> str:
    """Return the script's text; the policy of the pages refuses a script element, not this."""
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """Return axe-core's violations of WCAG 2.2 A and AA on the page as it stands now."""
    page.evaluate(source())
    return page.evaluate(RUN, TAGS)


def assert_accessible(page: Page) -> None:
    """Fail with rule, reason and elements of every violation on the page."""
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(f"    {node['target']}  {node['html'][:200]}" for node in violation["nodes"])
        for violation in violations(page)
    ]
    if found:
        raise AssertionError(f"{page.url} is not accessible:\n" + "\n".join(found))
