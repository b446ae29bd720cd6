"""Modules, functions and class families stay small enough to be read in one go."""

import ast
import importlib

import pytest

from tests.source_tree import PACKAGES, ROOT, dotted_name, modules, parsed

MODULE_LINES = 400
FUNCTION_LINES = 40
ANCESTRY = 2
SOURCES = modules(*PACKAGES, "tests", ".ci")


def test_modules_are_short():
    sources = modules(*PACKAGES)
    lines = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in sources}
    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}


def test_functions_are_short():
    lines = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: count for name, count in lines.items() if count > FUNCTION_LINES} == {}


def ancestry(cls: type) -> int:
    """Return how many classes of our own stand above this one in its longest line."""
    own = [base for base in cls.__bases__ if base.__module__.split(".")[0] in PACKAGES]
    return max((1 + ancestry(base) for base in own), default=0)


@pytest.mark.parametrize("package", PACKAGES)
def test_classes_have_few_ancestors_of_our_own(package):
    families = {
        f"{path.relative_to(ROOT)} {cls.__name__}": ancestry(cls)
        for path in modules(package)
        if "management" not in path.parts and path.name != "wsgi.py"
        for cls in vars(importlib.import_module(dotted_name(path))).values()
        if isinstance(cls, type) and cls.__module__ == dotted_name(path)
    }
    assert {name: depth for name, depth in families.items() if depth > ANCESTRY} == {}
