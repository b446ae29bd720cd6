"""One line of a table of results, out of the reports that pytest or schemathesis wrote.

    python3 .ci/table_row.py TITLE DOSE PATH REPORT…

PATH: "" for everything in the reports, else the test file or folder whose tests alone count;
then the figures that these tests told (`record_property`) stand after the dose.
"""

import sys
from collections.abc import Iterable
from xml.etree import ElementTree as ET


def line(title: str, dose: str, path: str, *reports: str) -> str:
    """Return the line: title, dose, tests passed, failed and skipped, seconds."""
    # The run's own reports, from nobody else.
    trees = [ET.parse(report) for report in reports]  # noqa: S314
    suites = [suite for tree in trees for suite in tree.iter("testsuite")]
    counts = of_path(suites, path) if path else of_all(suites)
    tests, failed, skipped, seconds = counts
    said = ", ".join(part for part in [dose, *(figures(suites, path) if path else [])] if part)
    passed = int(tests - failed - skipped)
    return (
        f"| {title} | {said} | {passed:,} | {int(failed):,} | {int(skipped):,} | {seconds:,.0f} |"
    )


def of_all(suites: Iterable[ET.Element]) -> tuple[float, ...]:
    """Return how many tests, failed and skipped ones, and the seconds, over all suites."""
    keys = ("tests", "failures", "errors", "skipped", "time")
    total = {key: sum(float(suite.get(key) or 0) for suite in suites) for key in keys}
    return total["tests"], total["failures"] + total["errors"], total["skipped"], total["time"]


def cases(suites: Iterable[ET.Element], path: str) -> list[ET.Element]:
    """Return the tests of a file or folder."""
    name = path.removesuffix(".py").replace("/", ".")
    every = [case for suite in suites for case in suite.iter("testcase")]
    return [case for case in every if f"{case.get('classname')}.".startswith(f"{name}.")]


def of_path(suites: Iterable[ET.Element], path: str) -> tuple[float, ...]:
    """Return the same of the tests of a file or folder; seconds as if one ran after the other."""
    own = cases(suites, path)
    failed = [case for case in own if case.find("failure") is not None or has_error(case)]
    skipped = [case for case in own if case.find("skipped") is not None]
    return len(own), len(failed), len(skipped), sum(float(case.get("time") or 0) for case in own)


def has_error(case: ET.Element) -> bool:
    """Whether something around a test failed."""
    return case.find("error") is not None


def figures(suites: Iterable[ET.Element], path: str) -> list[str]:
    """Return what the tests told of themselves: numbers summed over them, words as they are."""
    told: dict[str, list[str]] = {}
    for case in cases(suites, path):
        for one in case.iter("property"):
            told.setdefault(one.get("name") or "", []).append(one.get("value") or "")
    return [f"{name} {together(name, values)}" for name, values in told.items()]


def together(name: str, values: list[str]) -> str:
    """Return one value for those of several tests."""
    numbers = [value.replace(",", "") for value in values]
    if name == "seed" or not all(number.isdecimal() for number in numbers):
        return " and ".join(dict.fromkeys(values))
    return f"{sum(map(int, numbers)):,}"


if __name__ == "__main__":
    print(line(*sys.argv[1:]))
