"""README's 'Add a field' is carried out as it stands, in a copy of the tree.

`.ci/run` runs the tests of that app in such a copy, `.ci/full` the whole suite.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.source_tree import ROOT

PATIENCE = 300
# What tells at once that a step is missing: keys and order, last year, words, migrations.
TESTS = [
    "tests/test_catalogues.py",
    "tests/projects/records/test_columns.py",
    "tests/projects/records/test_api.py::test_record_has_every_key_with_its_value",
    "tests/projects/records/admin/test_record.py::test_form_stands_in_the_order_of_the_citys_form",
]


def copy_of_the_tree(target: Path) -> Path:
    # But for what stands in no repository: environments, databases, caches.
    shutil.copytree(
        ROOT, target, ignore=shutil.ignore_patterns(".[!c]*", "__pycache__", "*.sqlite3*")
    )
    return target


def run(folder, *command, **variables):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-4000:]
    return done.stdout


def test_section_is_carried_out_as_it_stands_and_is_complete(tmp_path):
    tree = copy_of_the_tree(tmp_path / "tree")
    run(tree, str(ROOT / ".ci" / "add_a_field.py"), str(tree), sys.executable)
    run(tree, "manage.py", "makemigrations", "--check", "--dry-run", DEBUG="1")
    run(tree, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *TESTS)
    assert '"venue"' in (tree / "projects" / "records" / "columns.py").read_text("utf-8")
