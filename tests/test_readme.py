"""What README says is compared with the code: commands, options, settings and files."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests.kyodo_portal.site.test_file_rows import API_LISTS, PAGES_WITHOUT_FILES
from tests.source_tree import PACKAGES, ROOT, parsed

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```[a-z]*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
INLINE = re.findall(r"`([^`\n]+)`", PROSE)
DEMO = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements.lock"
    " && .venv/bin/python manage.py demo"
)
TESTS = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements-test.lock && .venv/bin/pytest"
)


def command_lines() -> list[list[str]]:
    """Return the words after `manage.py` wherever README names a command of it."""
    lines = [line.strip() for block in BLOCKS for line in block.splitlines()] + INLINE
    calls = [line.partition("manage.py ")[2] for line in lines if "manage.py " in line]
    return [shlex.split(re.split(r"\s(?:&&|\||#)\s", call)[0]) for call in calls]


def own_commands() -> list[str]:
    """Return the management commands of the project itself."""
    return sorted(name for name, app in get_commands().items() if app.split(".")[0] in PACKAGES)


def environment_variables() -> set[str]:
    """Return the variables that settings.py reads: first arguments of `env…(…)` and the like."""
    names = set()
    for node in ast.walk(parsed(ROOT / "kyodo_portal" / "settings.py")):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = ast.unparse(node.func)
            if function in {"required", "whole_number"} or re.fullmatch(r"env(\.\w+)?", function):
                names.add(node.args[0].value)
    return names


@pytest.mark.parametrize("command", [DEMO, TESTS])
def test_readme_has_the_two_commands_word_for_word(command):
    assert [line for block in BLOCKS for line in block.splitlines()].count(command) == 1


def test_readme_names_every_command_and_no_other():
    named = {words[0] for words in command_lines()}
    assert sorted(set(own_commands()) - named) == []
    assert sorted(named - {"help", *get_commands()}) == []


def test_readme_names_only_options_that_exist():
    unknown = []
    for name, *words in command_lines():
        if name not in get_commands():
            continue
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        options = {option for action in parser._actions for option in action.option_strings}
        given = {word.strip("[]").partition("=")[0] for word in words}
        unknown += [(name, o) for o in given if o.startswith("--") and o not in options]
    assert unknown == []


def test_readme_lists_every_setting_and_no_other():
    rows = re.findall(r"^\| *`([A-Z][A-Z0-9_]+)` *\|", README, re.MULTILINE)
    assert sorted(rows) == sorted(environment_variables())


def test_readme_names_only_files_that_exist():
    named = [text for text in INLINE if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", text)]
    paths = [
        text for text in named if "/" in text or Path(text).suffix in {".py", ".toml", ".lock"}
    ]
    missing = [
        text for text in paths if not (ROOT / text).exists() and not list(ROOT.glob(f"*/{text}"))
    ]
    assert missing == []


def test_readme_links_lead_somewhere():
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_developers_are_promised_the_files_and_lists_that_there_are():
    promised = (
        "read every list and summary as JSON, CSV or xlsx, and every published record, the parts"
        " of the guideline and the sheets' texts among them, through an API"
    )
    assert promised in README
    assert "projects:guideline" in PAGES_WITHOUT_FILES  # no list: it is no file, but in the API
    assert {"guideline-sections", "evaluation-sheets"} <= set(API_LISTS)
