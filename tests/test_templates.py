"""Every template that is named stands where it is named, and is named somewhere."""

import ast
import re

from django.template import engines
from django.template.loader import get_template

from tests.source_tree import PACKAGES, ROOT, modules, parsed

TEMPLATES = ROOT / "templates"
NAME = re.compile(r"[\w./-]+\.html")
# What Django itself finds by a name of its own making.
FOUND_BY_DJANGO = re.compile(r"(admin/.*|[45]\d\d\.html)")


def names_in_code() -> set[str]:
    """Return the templates that Python strings name, parts of a made-up name as `*`."""
    found = set()
    for path in modules(*PACKAGES):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    part.value if isinstance(part, ast.Constant) else "*" for part in node.values
                ]
                found.add("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {name for name in found if re.fullmatch(r"[\w*][\w./*-]*\.html", name)}


def own_templates() -> set[str]:
    """Return the names of our own templates."""
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}


def test_every_template_named_in_code_can_be_loaded():
    missing = []
    for name in sorted(names_in_code()):
        if "*" in name:
            if not list(TEMPLATES.glob(name)):
                missing.append(name)
        else:
            get_template(name)
    assert missing == []


def test_every_template_compiles():
    engine = engines["django"]
    assert [name for name in sorted(own_templates()) if not engine.get_template(name)] == []


def test_every_template_is_named_somewhere():
    """A template that nothing names any more is a left-over."""
    named = set(names_in_code())
    for path in TEMPLATES.rglob("*.html"):
        named |= set(NAME.findall(path.read_text("utf-8")))
    patterns = [re.compile(re.escape(name).replace(r"\*", r"\w+")) for name in named if "*" in name]
    left_over = [
        name
        for name in sorted(own_templates() - named)
        if not FOUND_BY_DJANGO.fullmatch(name)
        and not any(pattern.fullmatch(name) for pattern in patterns)
    ]
    assert left_over == []
