"""Everything a browser complains about while a test drives it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

# Chromium writes violations to the console too, but not all of them, and not in stable words.
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event => console.error(
    'content security policy: ' + event.violatedDirective + ' refused ' + event.blockedURI
    + ' at ' + event.sourceFile + ':' + event.lineNumber))"""


class Watch:
    """Collects console errors, script errors, policy violations and requests to other hosts.

    Listens to every page of a context, popups included. What a test provokes on purpose it
    allows beforehand: `watch.allow("status of 404")`.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        self.problems: list[str] = []
        self.allowed: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Note from now on what the pages of this context complain about."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self.note_console)
        context.on("weberror", self.note_error)
        context.on("request", self.note_request)

    def allow(self, pattern: str) -> None:
        """Forgive complaints in which this regular expression is found."""
        self.allowed.append(pattern)

    def complaints(self) -> list[str]:
        """Return what was noted and not allowed."""
        return [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self.allowed)
        ]

    def note_console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings; what a page only logs is its own affair."""
        if message.type in {"error", "warning"}:
            self.problems.append(f"{message.type}: {message.text} ({message.location['url']})")

    def note_error(self, error: WebError) -> None:
        """Note an exception that no script caught."""
        self.problems.append(f"script error: {error.error}")

    def note_request(self, request: Request) -> None:
        """Note a request that a closed city network would not let out."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")
