"""A fourth area is plugged in by its folder and one line of settings: no other file is touched."""

import os
import re
import subprocess
import sys

from tests.source_tree import ROOT

PATIENCE = 300


def test_fourth_area_has_all_that_an_area_has():
    """Its tests run in a process of their own, since settings are one for a process."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/fourth_area"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.fourth_area.settings"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    run = subprocess.run(
        [*command, "--ds=tests.fourth_area.settings", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert re.search(r"\b14 passed", run.stdout)


def test_fourth_area_is_named_nowhere_else():
    folders = ("kyodo_portal", "projects", "policies", "pledges", "templates")
    named = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html"} and "fourth_area" in path.read_text("utf-8")
    ]
    assert named == []


def test_fourth_area_needs_one_line_of_settings():
    lines = (ROOT / "tests" / "fourth_area" / "settings.py").read_text("utf-8").splitlines()
    code = [line for line in lines if line and not line.startswith(('"', "from "))]
    assert len(code) == 1
