"""What stands in tests/results and tests/findings.md names tests and files that exist.

And a line of a table of results says what the reports say.
"""

import re
import subprocess
import sys

from tests.source_tree import ROOT

ROWS = [
    line.split(" | ")
    for line in (ROOT / "tests" / "results" / "mutations.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and "`" in line
]


def test_every_mutation_names_a_file_and_the_test_that_notices_it():
    missing = []
    for row in ROWS:
        source = re.search(r"`([\w/.]+)`", row[1])[1]
        module, name = re.search(r"`(tests/[\w/]+\.py)::(?:\w+::)?(\w+)", row[2]).groups()
        test = ROOT / module
        if not (ROOT / source).exists() or not test.exists():
            missing.append((source, module))
        elif f"def {name}(" not in test.read_text("utf-8"):
            missing.append((module, name))
    assert missing == []


def test_at_least_forty_mutations_are_noticed():
    assert len(ROWS) >= 40


def test_every_fault_that_was_found_names_the_test_that_holds_its_opposite():
    text = (ROOT / "tests" / "findings.md").read_text("utf-8")
    missing = []
    for module, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text):
        test = ROOT / module
        if not test.exists() or f"def {name}(" not in test.read_text("utf-8"):
            missing.append(f"{module}::{name}")
    assert missing == []


REPORT = """<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1" time="12.4">
<testcase classname="tests.faults.test_crawl" name="a" time="3"><properties>
<property name="answers" value="7,001"/><property name="seed" value="20261126"/>
</properties></testcase>
<testcase classname="tests.faults.test_crawl" name="b" time="4"><failure/></testcase>
<testcase classname="tests.faults.test_crawl.TestMore" name="c" time="0"><properties>
<property name="answers" value="12"/><property name="seed" value="20261126"/>
</properties><skipped/></testcase>
<testcase classname="tests.faults.test_crawling" name="d" time="5"><properties>
<property name="pages" value="9"/></properties></testcase>
<testcase classname="tests.test_sizes" name="e" time="0"><error/></testcase>
</testsuite></testsuites>"""


def line_of(tmp_path, *arguments):
    report = tmp_path / "report.xml"
    report.write_text(REPORT, "utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "table_row.py"), *arguments, str(report)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_line_of_a_whole_run_counts_everything(tmp_path):
    assert line_of(tmp_path, "Suite", "small", "") == "| Suite | small | 2 | 2 | 1 | 12 |"


def test_line_of_a_part_counts_its_own_tests_and_tells_their_figures(tmp_path):
    assert (
        line_of(tmp_path, "Crawl", "", "tests/faults/test_crawl.py")
        == "| Crawl | answers 7,013, seed 20261126 | 1 | 1 | 1 | 7 |"
    )
    assert line_of(tmp_path, "All", "", "tests/faults").startswith("| All | answers 7,013,")
