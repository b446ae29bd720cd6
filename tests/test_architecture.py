"""Imports go one way, and every module stands where its name says.

The rules are the names of the shared parts and the file names of a subject, in rows; no module
is listed. What a part or a subject is made of, it may say as a module or as a package.
"""

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.source_tree import PACKAGES, dotted_name, imports, modules, parsed

# From the ground up; a part imports only from its own row and the rows above it.
ROWS = [
    ["fiscal_years", "quantities", "text", "markdown"],
    ["organizations", "publishing"],
    ["read_model", "quality", "spreadsheets", "documents", "charts"],
    ["listing"],
    ["open_data", "staff", "importing"],
    ["projects"],
    ["policies"],
    ["pledges"],
    ["site", "urls", "api_urls", "settings", "formats", "wsgi"],
]
APPS = ["projects", "policies", "pledges"]
PURE = frozenset(ROWS[0])
# Inside an app, over all its subjects, likewise.
LAYERS = [
    ["choices", "validators", "source_text"],
    ["models", "querysets"],
    ["aggregates", "rules", "services", "rows"],
    ["columns", "resources", "filters", "forms", "checks"],
    ["admin", "views", "api"],
    ["area", "apps", "urls"],
]
# What stands at an app's root beside its subjects: names those of its folders, or the site's.
ROOT_MODULES = {"models", "admin", "area", "apps", "urls", "management", "templatetags"}
# What subjects may share both ways: data, and what one row says.
GROUND = {"choices", "validators", "source_text", "models", "querysets", "rows"}
# What a later app may take from projects: data and its rows, no page, file or form.
FROM_PROJECTS = {"choices", "models", "querysets"}
FORBIDDEN_NAMES = {"utils", "util", "common", "commons", "helpers", "helper", "misc", "tools"}

RANK = {part: rank for rank, row in enumerate(ROWS) for part in row}
LAYER = {name: layer for layer, names in enumerate(LAYERS) for name in names}
MODULES = {dotted_name(path) for path in modules(*PACKAGES)}


def own_imports() -> Iterator[tuple[str, str, str]]:
    """Yield (where, importing module, imported module) for the whole project.

    `projects.models.Partner` is a name in the module `projects.models`.
    """
    for path in modules(*PACKAGES):
        importer = dotted_name(path)
        for line, imported in imports(path):
            module = imported if imported in MODULES else imported.rpartition(".")[0]
            if module != importer:
                yield f"{importer}:{line} imports {imported}", importer, module


IMPORTS = list(own_imports())


def part_of(name: str) -> str | None:
    """Return the part that a module belongs to: `text`, `listing`, `projects`."""
    words = name.split(".")
    if words[0] != "kyodo_portal":
        return words[0]
    return words[1] if len(words) > 1 else None


def subject_of(name: str) -> tuple[str, str] | None:
    """Return app and subject of a module below a subject's folder: `projects`, `records`."""
    words = name.split(".")
    is_subject = words[0] in APPS and len(words) > 1 and words[1] not in ROOT_MODULES
    return (words[0], words[1]) if is_subject else None


def layer_name(name: str) -> str | None:
    """Return the file name of a module inside its app or subject: `models`, `views`."""
    words = name.split(".")
    if words[0] not in APPS or len(words) == 1:
        return None
    if words[1] in ROOT_MODULES:
        return words[1]
    return words[2] if len(words) > 2 else None


def test_every_part_has_its_row():
    assert sorted({part_of(name) for name in MODULES} - {None} - RANK.keys()) == []


def test_parts_import_only_from_rows_above():
    wrong = [
        where
        for where, importer, imported in IMPORTS
        if part_of(importer)
        and part_of(imported)
        and RANK[part_of(importer)] < RANK[part_of(imported)]
    ]
    assert wrong == []


def test_pure_functions_know_no_django_but_its_texts():
    wrong = [
        f"{dotted_name(path)}:{node.lineno} imports {name}"
        for path in modules("kyodo_portal")
        if part_of(dotted_name(path)) in PURE
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [node.names[0].name])
        if name
        and name.startswith(("django", "rest_framework"))
        and "translation" not in name
        and name not in {"django.utils.functional", "django.core.exceptions"}
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_every_module_of_a_subject_has_a_known_name(app):
    names = {name: layer_name(name) for name in MODULES if name.startswith(f"{app}.")}
    wrong = [name for name, layer in names.items() if subject_of(name) and layer is not None]
    assert sorted(name for name in wrong if names[name] not in LAYER) == []


def test_layers_of_an_app_import_only_from_layers_above():
    """Over all subjects: no model of any subject imports a service of any other."""
    wrong = [
        where
        for where, importer, imported in IMPORTS
        if part_of(importer) == part_of(imported)
        and layer_name(importer) in LAYER
        and layer_name(imported) in LAYER
        and importer.split(".")[1] not in {"models", "admin"}
        and LAYER[layer_name(importer)] < LAYER[layer_name(imported)]
    ]
    assert wrong == []


def test_later_apps_take_data_alone_from_projects():
    wrong = [
        where
        for where, importer, imported in IMPORTS
        if part_of(importer) in {"policies", "pledges"}
        and part_of(imported) == "projects"
        and layer_name(imported) not in FROM_PROJECTS
    ]
    assert wrong == []


def test_models_of_an_app_are_imported_through_it_from_outside_alone():
    """Inside, a subject names the subject whose model it needs: its app's list is a circle."""
    wrong = [
        where
        for where, importer, imported in IMPORTS
        if subject_of(importer) and imported == f"{part_of(importer)}.models"
    ]
    assert wrong == []


def assert_no_circle(arrows: Iterable[tuple[str, str]]) -> None:
    """Fail with the circle that these (importing, imported) pairs hold."""
    graph: dict[str, set[str]] = {}
    for importer, imported in arrows:
        graph.setdefault(importer, set()).add(imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' ← '.join(error.args[1])}")


def test_modules_do_not_import_in_a_circle():
    assert_no_circle((importer, imported) for _where, importer, imported in IMPORTS)


@pytest.mark.parametrize("app", APPS)
def test_subjects_of_an_app_stand_on_each_other_in_no_circle(app):
    """Leaving out the ground: what reads or writes one subject knows those below it alone."""
    assert_no_circle(
        (subject_of(importer)[1], subject_of(imported)[1])
        for _where, importer, imported in IMPORTS
        if part_of(importer) == part_of(imported) == app
        and subject_of(importer)
        and subject_of(imported)
        and subject_of(importer) != subject_of(imported)
        and layer_name(imported) not in GROUND
    )


def test_area_of_an_app_is_imported_by_its_app_alone():
    wrong = [
        where
        for where, importer, imported in IMPORTS
        if imported in {f"{app}.area" for app in APPS} and importer.split(".")[1:] != ["apps"]
    ]
    assert wrong == []


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
    assert wildcards == [
        "kyodo_portal.formats.easy.formats",
        "tests.fourth_area.settings",
        "tests.settings",
    ]
