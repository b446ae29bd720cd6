"""Wait for a server to answer, then visit pages: `visit.py PID http://127.0.0.1:8000 / /help/`."""

import os
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 180  # seconds for installing, migrating and loading


def status(address: str) -> int:
    """Return the answer's status; raises URLError while nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def wait_for(site: str, server: int) -> None:
    """Return as soon as the site answers anything; exit when it never does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.kill(server, 0)
            status(site)
        except ProcessLookupError:
            sys.exit(f"the server of {site} has stopped")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit(f"{site} did not answer within {PATIENCE} s")


def main(server: str, site: str, *paths: str) -> None:
    """Visit each path; exit with 1 unless all answer 200."""
    wait_for(site, int(server))
    answers = {path: status(site + path) for path in paths}
    for path, code in answers.items():
        print(f"{code} {path}")
    sys.exit(set(answers.values()) != {200})


if __name__ == "__main__":
    main(*sys.argv[1:])
