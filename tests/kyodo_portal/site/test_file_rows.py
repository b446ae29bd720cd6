"""No list loses a row: what a page counts is what its CSV, Excel and JSON hold, and what the
API hands out page by page, at every size around the blocks in which they are made.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse

from kyodo_portal.api_urls import router
from tests.factories import many_rows
from tests.factories.city_ground import YEAR, Ground
from tests.factories.many_rows import FIRST_YEAR, LAST_YEAR

pytestmark = pytest.mark.django_db

FORMATS = ["csv", "xlsx", "json"]
# A CSV is sent in blocks of 200 lines, its headings among them. Excel and JSON are not, and
# are asked for at every size in the full dose alone; rows are read 500 at a time.
SMALL_DOSE = {0: ["csv", "json"], 1: FORMATS, 199: ["csv"], 200: ["csv"], 201: ["csv", "json"]}
LARGE, LARGEST = 1_001, 5_000
YEARS = LAST_YEAR - FIRST_YEAR + 1
FILES = {
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def stated(answer: dict[str, Any]) -> int:
    """Return what a list says that it has."""
    return answer["count"]


def results(answer: dict[str, Any]) -> int:
    return len(answer["results"])


def answers(answer: dict[str, Any]) -> int:
    return sum(len(review["answers"]) for review in answer["results"])


def values(answer: dict[str, Any]) -> int:
    return sum(len(indicator["values"]) for indicator in answer["indicators"])


def figures(answer: dict[str, Any]) -> int:
    """Return how many figures the summary of 協働事業 has; one line each."""
    names = ("departments", "forms", "activity_fields", "recurrence")
    tables = [answer[name] for name in names]
    return sum(
        [
            *(len(row["counts"]) for table in tables for row in table["rows"]),
            *(len(table["totals"]) for table in tables),
            *(len(year["departments"]) + 1 for year in answer["participants"]),
        ]
    )


@dataclass(frozen=True)
class FileList:
    """A list with files: the name of its page, and what writes its rows.

    args: of the page's address. fewest, most: how many rows it can have. lines: how many its
    files have of so many rows. in_json: how many its JSON states. sheets: those of the Excel
    file that hold them.
    """

    page: str
    grow: Callable[[Ground, range], Any]
    args: Callable[[Ground], list[Any]] = lambda _ground: []
    fewest: int = 0
    most: int = LARGEST
    lines: Callable[[int], int] = int
    in_json: Callable[[dict[str, Any]], int] = stated
    sheets: Sequence[int] = (1,)


LISTS = [
    FileList("projects:list", many_rows.records),
    FileList(
        # Five tables: two of one row, three of a row for each department, each with its total.
        "projects:summary",
        many_rows.records_of_departments,
        fewest=1,
        lines=lambda departments: 3 * (departments + 1) + 2 * 2,
        in_json=figures,
        sheets=range(1, 6),
    ),
    FileList("projects:review_list", many_rows.reviews),
    FileList(
        "projects:review_detail",
        many_rows.answers_of_a_review,
        lambda ground: [ground.review.record.project_id, YEAR],
        # Nobody asks a thousand questions, and SQLite cannot look up so many at once.
        most=500,
        in_json=answers,
    ),
    FileList(
        "projects:detail",
        many_rows.records_of_a_project,
        lambda ground: [ground.project.pk],
        fewest=1,
        most=YEARS,
    ),
    # Before its first year, a project's files are those of its case sheet.
    FileList(
        "projects:detail",
        many_rows.the_case_sheet,
        lambda ground: [ground.project.pk],
        fewest=1,
        most=1,
    ),
    FileList("projects:case_list", many_rows.case_sheets),
    FileList(
        "projects:case_detail",
        many_rows.the_case_sheet,
        lambda ground: [ground.case_sheet.pk],
        fewest=1,
        most=1,
    ),
    FileList("projects:partner_list", many_rows.partners),
    FileList(
        "projects:partner_detail",
        many_rows.records_of_a_partner,
        lambda ground: [ground.partner.pk],
    ),
    FileList("policies:tree", many_rows.measures),
    FileList("policies:summary", many_rows.measures, in_json=values, sheets=[3]),
    # A branch has the files of its 施策, a 施策 those of its years.
    FileList(
        "policies:item",
        many_rows.measures,
        lambda ground: [ground.plan.slug, ground.branch.path_code],
    ),
    FileList(
        "policies:item",
        many_rows.sheets_of_a_measure,
        lambda ground: [ground.plan.slug, ground.measure.path_code],
        most=YEARS,
        in_json=lambda answer: len(answer["sheets"]),
    ),
    FileList("pledges:list", many_rows.pledge_sets),
    FileList(
        "pledges:set",
        many_rows.lines_of_a_report,
        lambda ground: [ground.pledge_set.slug],
        fewest=1,
        in_json=results,
    ),
    FileList(
        "pledges:compare",
        many_rows.pledge_items,
        lambda ground: [ground.pledge_set.slug],
        in_json=results,
    ),
    FileList(
        "pledges:item",
        many_rows.pledge_items,
        lambda ground: [ground.pledge_set.slug, "1"],
        fewest=1,
        in_json=results,
    ),
    FileList("departments:list", many_rows.departments),
    FileList("departments:detail", many_rows.records, lambda ground: [ground.department.pk]),
]
LONG_LISTS = [one for one in LISTS if one.page in {"projects:list", "projects:partner_list"}]
# What everybody may open and nobody can take home as a table, with the arguments of its address.
PAGES_WITHOUT_FILES: dict[str, Callable[[Ground], list[Any]]] = {
    "account_login": lambda _ground: [],
    "home": lambda _ground: [],
    "projects:guideline": lambda _ground: [],
    "municipalities:detail": lambda ground: [ground.city.code],
    "data": lambda _ground: [],
    "help": lambda _ground: [],
    "accessibility": lambda _ground: [],
    "robots": lambda _ground: [],
    "favicon": lambda _ground: [],
    "healthz": lambda _ground: [],
    "readyz": lambda _ground: [],
}
# For what watches the process, search engines and browsers, or for staff alone.
NO_PAGES = {"account_login", "robots", "favicon", "healthz", "readyz"}
LONG_API_LISTS = ["project-records", "partners", "departments"]
API_LISTS = {
    "municipalities": many_rows.municipalities,
    "departments": many_rows.departments,
    "partners": many_rows.partners,
    "collaboration-forms": many_rows.forms,
    "activity-fields": many_rows.activity_fields,
    "guideline-sections": many_rows.guideline_sections,
    "projects": many_rows.records,
    "project-records": many_rows.records,
    "project-reviews": many_rows.reviews,
    "case-sheets": many_rows.case_sheets,
    "plans": many_rows.plans,
    "plan-items": many_rows.branches,
    "evaluation-sheets": many_rows.measures,
    "indicators": many_rows.measures,
    "pledge-sets": many_rows.pledge_sets,
    "pledge-items": many_rows.pledge_items,
    "progress-reports": many_rows.pledge_sets,
}


def of_page(one: FileList) -> str:
    return f"{one.page} {one.grow.__name__}"


def public_pages() -> Iterator[str]:
    """Yield the name of every address outside staff's pages and API."""
    for found in get_resolver().url_patterns:
        if str(found.pattern) not in {"admin/", "api/v1/"}:
            yield from names_of(found)


def names_of(found: Any, *namespaces: str) -> Iterator[str]:
    if isinstance(found, URLPattern):
        yield ":".join([*namespaces, found.name or str(found.pattern)])
        return
    inside = [*namespaces, *([found.namespace] if found.namespace else [])]
    for pattern in found.url_patterns:
        yield from names_of(pattern, *inside)


def growing(one: FileList, *sizes: int) -> Iterator[tuple[int, str]]:
    """Let a new list grow; yield each size that it can have, and the address of its page."""
    ground, there = Ground(), 0
    for size in [size for size in sizes if one.fewest <= size <= one.most]:
        one.grow(ground, range(there, size))
        there = size
        yield size, reverse(one.page, args=one.args(ground))


def rows_of_csv(client: Any, address: str) -> int:
    """Return how many different rows a CSV has: one given twice makes up for none lost."""
    text = client.get(address, {"format": "csv"}).getvalue().decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(text, newline=""))
    return len(set(map(tuple, rows)))


def rows_of_excel(client: Any, address: str, sheets: Sequence[int]) -> int:
    """Return how many rows stand below the headings of some sheets of an Excel file."""
    book = zipfile.ZipFile(io.BytesIO(client.get(address, {"format": "xlsx"}).getvalue()))
    lines = [book.read(f"xl/worksheets/sheet{place}.xml").count(b"<row ") for place in sheets]
    return sum(lines) - len(lines)


def rows(
    client: Any, address: str, one: FileList, formats: Sequence[str] = FORMATS
) -> dict[str, int]:
    """Return how many rows some formats of a list have."""
    ways = {
        "csv": lambda: rows_of_csv(client, address),
        "xlsx": lambda: rows_of_excel(client, address, one.sheets),
        "json": lambda: one.in_json(client.get(address, {"format": "json"}).json()),
    }
    return {name: ways[name]() for name in formats}


@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_every_file_has_every_row_around_the_end_of_a_block(client, one):
    for size, address in growing(one, *SMALL_DOSE):
        expected = dict.fromkeys(SMALL_DOSE[size], one.lines(size))
        assert rows(client, address, one, SMALL_DOSE[size]) == expected


@pytest.mark.parametrize("one", LONG_LISTS, ids=of_page)
def test_every_file_has_every_row_of_a_long_list(client, one):
    [(_size, address)] = growing(one, LARGE)
    assert rows(client, address, one) == dict.fromkeys(FORMATS, LARGE)


@pytest.mark.slow
@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_every_file_has_every_row_at_every_size(client, one):
    for size, address in growing(one, *SMALL_DOSE, LARGE, LARGEST):
        assert rows(client, address, one) == dict.fromkeys(FORMATS, one.lines(size))


def test_every_public_page_is_known_to_have_files_or_none():
    with_files = {one.page for one in LISTS}
    assert sorted(public_pages()) == sorted([*with_files, *PAGES_WITHOUT_FILES])


@pytest.mark.parametrize("page", sorted(set(PAGES_WITHOUT_FILES) - NO_PAGES))
@pytest.mark.parametrize("wanted", ["csv", "xlsx", "json", "pdf"])
def test_a_page_without_files_refuses_every_format(client, page, wanted):
    address = reverse(page, args=PAGES_WITHOUT_FILES[page](Ground()))
    response = client.get(address, {"format": wanted})
    words = "このページはファイルで保存できません。アドレスから format を消してください。"
    assert response.status_code == 400
    if wanted == "json":
        assert response.json() == {"detail": words, "errors": {}}
    else:
        assert words in response.content.decode()


@pytest.mark.parametrize("page", sorted(NO_PAGES))
@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_what_is_no_page_answers_no_file(client, page, wanted):
    address = reverse(page, args=PAGES_WITHOUT_FILES[page](Ground()))
    response = client.get(address, {"format": wanted})
    assert response.status_code in {200, 301}
    assert response["Content-Type"].partition(";")[0] not in FILES


def paged(client: Any, name: str) -> tuple[int, int, int]:
    """Return what a list counts, how many rows all its pages have, and how many different."""
    answer = client.get(f"/api/v1/{name}/").json()
    count, keys = answer["count"], keys_of(answer)
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        keys += keys_of(answer)
    return count, len(keys), len(set(keys))


def keys_of(answer: dict[str, Any]) -> list[Any]:
    """Return the numbers of a page's rows; those of municipalities are their codes."""
    return [row["id"] if "id" in row else row["code"] for row in answer["results"]]


def assert_each_row_once(client: Any, name: str, *sizes: int) -> None:
    ground, there = Ground(), 0
    for size in sizes:
        API_LISTS[name](ground, range(there, size))
        there = size
        assert paged(client, name) == (size, size, size)


@pytest.mark.parametrize("name", LONG_API_LISTS)
def test_all_pages_of_the_api_have_each_row_once_around_the_end_of_a_page(client, name):
    assert_each_row_once(client, name, 0, 1, 49, 50, 51, 201)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG_API_LISTS)
def test_all_pages_of_the_api_have_each_row_of_a_long_list_once(client, name):
    assert_each_row_once(client, name, LARGE)


@pytest.mark.parametrize("name", sorted(set(API_LISTS) - set(LONG_API_LISTS)))
def test_all_pages_of_the_api_have_each_row_once(client, name):
    assert_each_row_once(client, name, 201)


def test_every_list_of_the_api_is_paged_here():
    assert sorted(prefix for prefix, _view, _name in router.registry) == sorted(API_LISTS)
