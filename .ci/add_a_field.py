"""Carry out README's section "Add a field" as it stands: `add_a_field.py DIRECTORY PYTHON`.

DIRECTORY: a copy of the tree, which is changed. PYTHON: stands for README's `.venv/bin/python`.
Fails where a place is not there exactly once, or a command fails.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

SECTION = re.compile(r"^## Add a field\n(.*?)^## ", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```([a-z]+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(readme: str) -> list[tuple[str, str]]:
    """Return kind and text of the section's blocks in their order."""
    found = SECTION.search(readme)
    if found is None:
        sys.exit("README.md has no section 'Add a field'")
    return BLOCK.findall(found[1])


def change(tree: Path, text: str) -> None:
    """Change a file as one block says, whose first line names it."""
    name, *lines = text.splitlines()
    path = tree / name
    before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    content = path.read_text("utf-8")
    places = content.count(f"\n{before}")
    if places != 1:
        sys.exit(f"{name}: this stands there {places} times, not once:\n{before}")
    path.write_text(content.replace(f"\n{before}", f"\n{after}"), "utf-8")


def run(tree: Path, command: str, python: str) -> None:
    """Run one line of the shell in the tree."""
    words = command.replace(".venv/bin/python", python)
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    subprocess.run(["bash", "-ec", words], cwd=tree, env=clean, check=True)  # noqa: S603, S607


def main(directory: str, python: str) -> None:
    """Carry out block by block."""
    tree = Path(directory)
    for kind, text in blocks((tree / "README.md").read_text("utf-8")):
        if kind == "diff":
            change(tree, text)
        else:
            run(tree, text, python)


if __name__ == "__main__":
    main(*sys.argv[1:])
