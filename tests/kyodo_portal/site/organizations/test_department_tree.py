import pytest

from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.site.organizations.department_tree import counts_by_department, municipality_trees
from projects.partners.choices import PartnerKind
from tests.factories.case_sheets import case_sheet
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import PartnerFactory, published_record, record_in
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


def trees(*municipalities):
    return municipality_trees(list(municipalities), published_editions())


def shape(branches):
    return [(b.department.name, b.count, shape(b.children)) for b in branches]


def test_tree_stands_in_the_citys_order_and_counts_what_is_below():
    city = EditionFactory().municipality
    second = DepartmentFactory(municipality=city, name="教育部", sort_order=20)
    first = DepartmentFactory(municipality=city, name="環境部", sort_order=10)
    office = DepartmentFactory(municipality=city, name="推進室", sort_order=11, parent=first)
    published_record(department=office)
    published_record(department=first)
    [tree] = trees(city)
    assert tree.fiscal_year == 2025
    assert shape(tree.roots) == [("環境部", 2, [("推進室", 1, [])])]
    assert shape(tree.unnamed) == [("教育部", 0, [])]
    assert second.pk == tree.unnamed[0].department.pk


def work(branches):
    return [
        (b.department.name, [(str(w.label), w.count) for w in b.work], work(b.children))
        for b in branches
    ]


def test_department_that_only_case_sheets_name_shows_them():
    unit = case_sheet("published").department
    draft = case_sheet("draft", department=DepartmentFactory(municipality=unit.municipality))
    [tree] = trees(unit.municipality)
    assert (tree.fiscal_year, shape(tree.roots)) == (None, [(unit.name, None, [])])
    assert work(tree.roots) == [(unit.name, [("事例", 1)], [])]
    assert [branch.department for branch in tree.unnamed] == [draft.department]


def test_department_that_only_records_name_as_a_partner_says_so():
    city = EditionFactory().municipality
    division = DepartmentFactory(municipality=city, name="教育部")
    library = DepartmentFactory(municipality=city, name="図書館")
    old, new = (
        PartnerFactory(municipality=city, kind=PartnerKind.CITY_UNIT, department=library, name=name)
        for name in ("中央図書館", "市立図書館")
    )
    published_record(department=division, partners=[old, new])
    published_record(department=division, partners=[new])
    record_in("draft", department=division, partners=[new])
    [tree] = trees(city)
    assert work(tree.roots) == [("教育部", [], []), ("図書館", [("関係団体として", 2)], [])]


def test_department_of_two_sheets_below_is_counted_once_for_what_both_name():
    city = MunicipalityFactory()
    division = DepartmentFactory(municipality=city, name="部")
    one, other = (
        DepartmentFactory(municipality=city, parent=division, name=name) for name in ("A課", "B課")
    )
    case_sheet("published", department=one, departments=[one, other])
    [tree] = trees(city)
    [(name, counted, below)] = work(tree.roots)
    assert (name, counted) == ("部", [("事例", 1)])
    assert below == [("A課", [("事例", 1)], []), ("B課", [("事例", 1)], [])]


def test_source_that_names_divisions_alone_tells_nothing_of_sections():
    city = EditionFactory().municipality
    named = DepartmentFactory(municipality=city, name="総合政策部")
    silent = DepartmentFactory(municipality=city, name="福祉部")
    for parent in (named, silent):
        DepartmentFactory(municipality=city, name=f"{parent}の課", parent=parent)
    DepartmentFactory(municipality=city, name="部の分からない課")
    published_record(department=named)
    [tree] = trees(city)
    assert tree.has_only_divisions
    assert shape(tree.roots) == [("総合政策部", 1, [])]
    assert shape(tree.unnamed) == [
        ("福祉部", 0, []),
        ("総合政策部の課", None, []),
        ("福祉部の課", None, []),
        ("部の分からない課", None, []),
    ]


def test_section_below_a_division_that_is_named_as_a_whole_is_not_0():
    city = EditionFactory().municipality
    division = DepartmentFactory(municipality=city, name="部")
    told, silent = (
        DepartmentFactory(municipality=city, name=name, parent=division) for name in ("A課", "B課")
    )
    other = DepartmentFactory(municipality=city, name="ほかの部")
    for unit in (division, told):
        published_record(department=unit)
    [tree] = trees(city)
    assert not tree.has_only_divisions
    assert shape(tree.roots) == [("部", 2, [("A課", 1, [])])]
    assert shape(tree.unnamed) == [("B課", None, []), ("ほかの部", 0, [])]
    assert [branch.department for branch in tree.unnamed] == [silent, other]


def test_tree_counts_only_published_records_of_the_latest_year():
    city = EditionFactory(fiscal_year=2024).municipality
    EditionFactory(municipality=city, fiscal_year=2025)
    unit = DepartmentFactory(municipality=city)
    for state in ["draft", "submitted", "returned", "withdrawn", "published"]:
        record_in(state, department=unit)
    published_record(department=unit, fiscal_year=2024)
    [tree] = trees(city)
    assert [branch.count for branch in tree.roots] == [1]


def test_tree_of_each_municipality_has_its_own_latest_year():
    old, new = EditionFactory(fiscal_year=2023), EditionFactory(fiscal_year=2025)
    for edition in [old, new]:
        unit = DepartmentFactory(municipality=edition.municipality)
        for year in [2023, 2025]:
            published_record(department=unit, fiscal_year=year)
        published_record(department=unit, fiscal_year=edition.fiscal_year)
    found = [
        (tree.fiscal_year, tree.roots[0].count)
        for tree in trees(old.municipality, new.municipality)
    ]
    assert found == [(2023, 2), (2025, 2)]


def test_tree_without_edition_is_no_data():
    unit = DepartmentFactory()
    EditionFactory(municipality=unit.municipality, area="pledges")
    [tree] = trees(unit.municipality)
    assert (tree.fiscal_year, shape(tree.roots)) == (None, [(unit.name, None, [])])


def test_tree_sets_former_departments_apart():
    city = EditionFactory().municipality
    ended = DepartmentFactory(municipality=city, valid_to=2024)
    now = DepartmentFactory(municipality=city, valid_from=2025)
    coming = DepartmentFactory(municipality=city, valid_from=2026)
    [tree] = trees(city)
    assert [branch.department for branch in tree.roots] == [now]
    assert tree.former == [ended, coming]


def test_tree_keeps_a_former_department_that_has_records_of_the_year():
    city = EditionFactory().municipality
    ended = DepartmentFactory(municipality=city, valid_to=2024)
    published_record(department=ended)
    [tree] = trees(city)
    assert (shape(tree.roots), tree.former) == ([(ended.name, 1, [])], [])


def test_tree_makes_the_child_of_a_former_department_a_root():
    city = EditionFactory().municipality
    ended = DepartmentFactory(municipality=city, valid_to=2024)
    office = DepartmentFactory(municipality=city, parent=ended)
    [tree] = trees(city)
    assert [branch.department for branch in tree.roots] == [office]


def test_counts_without_years_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counts_by_department({}) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_trees_cost_the_same_at_any_size(number, django_assert_num_queries):
    cities = [EditionFactory().municipality for _ in range(number)]
    for city in cities:
        for _ in range(number):
            parent = DepartmentFactory(municipality=city)
            published_record(department=DepartmentFactory(municipality=city, parent=parent))
    editions = published_editions()
    with django_assert_num_queries(8):
        assert len(municipality_trees(cities, editions)) == number


def test_tree_of_a_municipality_without_departments_is_empty():
    [tree] = trees(MunicipalityFactory())
    assert (tree.roots, tree.former) == ([], [])
