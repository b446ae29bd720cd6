"""What stands in tests/results and tests/findings.md names tests and files that exist."""

import re

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
