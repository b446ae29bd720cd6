"""Every template that is named stands where it is named, and is named somewhere."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import django.contrib.admin
from django.template import engines
from django.template.loader import get_template

from tests.source_tree import PACKAGES, ROOT, modules, parsed

TEMPLATES = ROOT / "templates"
NAME = re.compile(r"[\w./-]+\.html")
# What Django itself finds by a name of its own making.
FOUND_BY_DJANGO = re.compile(r"(admin/.*|[45]\d\d\.html)")
DJANGOS_OWN = Path(django.contrib.admin.__file__).parent / "templates"
INCLUDED = re.compile(r'{%\s*include\s+"([^"]+)"')
EXTENDED = re.compile(r'{%\s*extends\s+"([^"]+)"')
# One other template includes these, and still they stand alone.
STANDS_ALONE = {
    # A subject of its own, whose page would pass 150 lines with it.
    "admin/index/boards.html": "departments by state, for coordinators and planners",
    "admin/publishing/merge.html": "two versions of a record, of which one is chosen",
    "pledges/reports/item_panels.html": "what stands beside an item",
    "pledges/reports/summary_table.html": "the 総括表 with its conditions",
    "policies/indicators/counted.html": "stated counts beside published 協働事業",
    "policies/indicators/indicator_table.html": "the indicators of a sheet",
    "policies/sheets/contacts.html": "whom to ask about a sheet of several departments",
    "projects/guideline/contents.html": "the table of contents",
    "projects/guideline/self_check.html": "questions on 後援 to answer by oneself",
    "projects/records/record_fields.html": "every field, in the order of the city's table",
    "site/home_entry_links.html": "ways into the latest year",
    "site/home_hero.html": "name, search and the drawing of what 協働 means",
    "site/organizations/department_lineage.html": "where a department comes from and went",
    # The frame of every page, which is read in parts.
    "components/site_footer.html": "the foot of base.html",
    "components/site_header.html": "the head of base.html",
    # What pages are made of: the next page with a chart or a form takes it from here.
    "components/chart_bar.html": "sentence, bar chart and table",
    "components/chart_radar_figure.html": "radar",
    "components/flow.html": "a flow between parties",
    "components/form_field.html": "a form's field with its errors",
    # The parts of the grid of ratings, read beside the script that knows them.
    "pledges/reports/admin/grid_filter.html": "the conditions of the grid of ratings",
    "pledges/reports/admin/grid_row.html": "a row of the grid of ratings",
}


@cache
def names_in_code() -> frozenset[str]:
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
    return frozenset(name for name in found if re.fullmatch(r"[\w*][\w./*-]*\.html", name))


def is_made_up_in_code(name: str) -> bool:
    """Return whether code puts this template's name together from parts."""
    patterns = (
        re.escape(known).replace(r"\*", r"\w+") for known in names_in_code() if "*" in known
    )
    return any(re.fullmatch(pattern, name) for pattern in patterns)


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
    left_over = [
        name
        for name in sorted(own_templates() - named)
        if not FOUND_BY_DJANGO.fullmatch(name) and not is_made_up_in_code(name)
    ]
    assert left_over == []


def test_a_template_that_one_other_includes_is_part_of_it():
    """A template is its own file when it is used twice or is a page."""
    texts = [path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")]
    included = Counter(name for text in texts for name in INCLUDED.findall(text))
    extended = {name for text in texts for name in EXTENDED.findall(text)}
    once = {name for name, times in included.items() if times == 1}
    pages = extended | names_in_code()
    parts = [
        name
        for name in sorted(once - pages)
        if not is_made_up_in_code(name) and not (DJANGOS_OWN / name).exists()
    ]
    assert parts == sorted(STANDS_ALONE)
