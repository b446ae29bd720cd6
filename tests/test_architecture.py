"""Imports go one way, and every module is named by its subject."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.source_tree import PACKAGES, dotted_name, imports, modules, parsed

# From the ground up; a part imports only from its own row and the rows above it.
ROWS = [
    [
        "kyodo_portal.fiscal_years",
        "kyodo_portal.text",
        "kyodo_portal.markdown",
        "kyodo_portal.quoting",
        "kyodo_portal.quantities",
    ],
    ["kyodo_portal.query_values", "kyodo_portal.pages"],
    [
        "kyodo_portal.organizations",
        "kyodo_portal.publishing",
        "kyodo_portal.quality",
        "kyodo_portal.search",
        "kyodo_portal.spreadsheets",
        "kyodo_portal.documents",
        "kyodo_portal.charts",
        "kyodo_portal.public_api",
        "kyodo_portal.twins",
    ],
    ["projects"],
    ["policies"],
    ["pledges"],
    [
        "kyodo_portal.site",
        "kyodo_portal.urls",
        "kyodo_portal.api_urls",
        "kyodo_portal.settings",
        "kyodo_portal.formats",
        "kyodo_portal.wsgi",
    ],
]
RANK = {part: rank for rank, row in enumerate(ROWS) for part in row}

# Inside an app, likewise; modules of one row may use each other.
APP_ROWS = [
    ["choices", "validators", "source_text", "sdgs"],
    [
        "querysets",
        "case_querysets",
        "guideline_querysets",
        "review_querysets",
        "models",
        "orders",
    ],
    [
        "aggregates",
        "arithmetic",
        "case_content",
        "case_kinds",
        "case_services",
        "content",
        "wording",
        "comparison",
        "concentration",
        "corrections",
        "related_pledges",
        "facets",
        "indicator_values",
        "plan_tree",
        "guideline_addresses",
        "related_names",
        "related_projects",
        "review_content",
        "review_kinds",
        "review_rules",
        "review_services",
        "services",
        "shown_sheets",
        "summary_indicators",
        "sponsorship",
        "summaries",
        "yearly_work",
        "delivery",
        "link_suggestions",
        "kinds",
    ],
    [
        "columns",
        "case_columns",
        "case_filters",
        "case_serializers",
        "case_twins",
        "concentration_columns",
        "concentration_tables",
        "concentration_workbook",
        "workbooks",
        "filters",
        "register_filters",
        "review_columns",
        "review_filters",
        "review_serializers",
        "review_twins",
        "forms",
        "serializers",
        "twins",
        "summary_twin",
        "checks",
    ],
    ["admin", "views", "api", "urls", "management", "templatetags", "apps"],
]
APP_RANK = {name: rank for rank, row in enumerate(APP_ROWS) for name in row}
APPS = ["projects", "policies", "pledges"]
FORBIDDEN_NAMES = {"utils", "util", "common", "commons", "helpers", "helper", "misc", "tools"}


def part_of(name: str) -> str | None:
    """Return the part that a dotted name belongs to: `kyodo_portal.text`, `projects`."""
    words = name.split(".")
    part = words[0] if words[0] in APPS else ".".join(words[:2])
    return part if part != "kyodo_portal" else None


def own_imports() -> Iterator[tuple[str, str, str]]:
    """Yield (where, importing module, imported name) for the whole project."""
    for path in modules(*PACKAGES):
        importer = dotted_name(path)
        for line, imported in imports(path):
            yield f"{importer}:{line} imports {imported}", importer, imported


def test_every_part_has_its_row():
    parts = {part_of(dotted_name(path)) for path in modules(*PACKAGES)} - {None}
    assert sorted(parts - RANK.keys()) == []


def test_parts_import_only_from_rows_above():
    wrong = [
        where
        for where, importer, imported in own_imports()
        if (part_of(importer) and part_of(imported))
        and RANK[part_of(importer)] < RANK[part_of(imported)]
    ]
    assert wrong == []


def test_modules_do_not_import_in_a_circle():
    names = {dotted_name(path) for path in modules(*PACKAGES)}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for _where, importer, imported in own_imports():
        # `projects.models.Partner` is a name in the module `projects.models`.
        module = imported if imported in names else imported.rpartition(".")[0]
        if module != importer:
            graph[importer].add(module)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' ← '.join(error.args[1])}")


@pytest.mark.parametrize("app", APPS)
def test_every_module_of_an_app_has_its_row(app):
    names = {dotted_name(path).split(".")[1] for path in modules(app) if dotted_name(path) != app}
    assert sorted(names - APP_RANK.keys()) == []


def test_modules_of_an_app_import_only_from_rows_above():
    wrong = [
        where
        for where, importer, imported in own_imports()
        if part_of(importer) == part_of(imported)
        and below(importer) is not None
        and below(imported) is not None
        and below(importer) < below(imported)
    ]
    assert wrong == []


def below(name: str) -> int | None:
    """Return the row of a module inside its app; None for names without a row."""
    rest = name.removeprefix(part_of(name) or name).strip(".").split(".")
    return APP_RANK.get(rest[0])


def test_no_module_is_a_drawer_for_everything():
    names = [dotted_name(path) for path in modules(*PACKAGES, "tests")]
    assert [name for name in names if FORBIDDEN_NAMES.intersection(name.split("."))] == []


def test_only_settings_and_formats_import_everything():
    wildcards = [
        dotted_name(path)
        for path in modules(*PACKAGES, "tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert wildcards == ["kyodo_portal.formats.easy.formats", "tests.settings"]
