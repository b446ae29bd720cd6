import json

import pytest
from django.core.management import call_command

from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.models import Change, DataVersion, Edition
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.site.fixture_loading import FIXTURES
from projects.models import (
    CaseSheet,
    CollaborationForm,
    GuidelineSection,
    Partner,
    Project,
    ProjectRecord,
)

pytestmark = pytest.mark.django_db

MODELS = [
    Municipality,
    Department,
    CollaborationForm,
    Partner,
    Project,
    ProjectRecord,
    Edition,
    CaseSheet,
    GuidelineSection,
]
RECORDS = [
    entry["fields"]
    for entry in json.loads((FIXTURES / "projects.json").read_text(encoding="utf-8"))
    if entry["model"] == "projects.projectrecord"
]


@pytest.fixture
def loaded(db):
    call_command("load_fixtures", verbosity=0)


def test_all_of_the_documents_is_loaded(loaded):
    assert [model.objects.count() for model in MODELS] == [2, 73, 14, 49, 41, 14, 3, 27, 56]


def test_every_text_and_every_parsed_value_is_the_fixtures_own(real_data):
    """The parsed values in the file were checked by eye; the model must read the same."""
    for fields in RECORDS:
        record = ProjectRecord.objects.get(project__code=fields["project"][1])
        expected = {
            name: value
            for name, value in fields.items()
            if name not in {"project", "department", "partners", "forms"}
        }
        stored = {name: getattr(record, name) for name in expected}
        for side in ("start_date", "end_date"):
            stored[side] = stored[side].isoformat()
        assert stored == expected
        names = [link.partner.name for link in record.partner_links.order_by("position")]
        assert names == [name for _code, name in fields["partners"]]


def test_the_figures_of_the_table(real_data):
    counted = [r.participants for r in ProjectRecord.objects.all() if r.participants is not None]
    assert (len(counted), sum(counted)) == (13, 26892)
    unknown = ProjectRecord.objects.get(participants_status="unknown")
    assert (unknown.number, unknown.participants_text) == ("3", "不明")


def test_rows_13_and_14_have_no_recurrence_but_a_frequency(real_data):
    rows = ProjectRecord.objects.filter(recurrence="not_entered").order_by("position")
    assert [(r.number, r.recurrence_text, r.frequency) for r in rows] == [
        ("13", "", "毎年実施"),
        ("14", "", "毎年実施"),
    ]


def test_units_of_the_city_are_told_from_partners(real_data):
    numbers = ProjectRecord.objects.filter(partners__kind="city_unit").order_by("position")
    assert [r.number for r in numbers.distinct()] == ["1", "2", "6", "7", "9", "11", "12", "14"]


def test_every_record_has_its_history_and_search_row(real_data):
    for record in ProjectRecord.objects.all():
        actions = list(Change.objects.of(record).values_list("action", "channel").order_by("id"))
        assert actions == [(action, "fixture") for action in ("create", "submit", "publish")]
        row = SearchRow.objects.get(kind="projects.projectrecord", object_id=record.pk)
        assert row.is_public


def test_no_misreading_of_the_citys_name_is_left():
    text = "".join(path.read_text(encoding="utf-8") for path in FIXTURES.glob("*.json"))
    assert [word for word in ("宮小牧", "苦小牧", "苔小牧") if word in text] == []


def test_a_second_load_changes_nothing(real_data):
    record = ProjectRecord.objects.get(number="1")
    ProjectRecord.objects.filter(pk=record.pk).update(purpose="市が直した目的")
    before = Change.objects.count(), DataVersion.current()
    call_command("load_fixtures", verbosity=0)
    assert (Change.objects.count(), DataVersion.current()) == before
    record.refresh_from_db()
    assert record.purpose == "市が直した目的"


def test_what_is_missing_comes_back(real_data):
    Edition.objects.all().delete()
    Change.objects.filter(kind="publishing.edition").delete()
    call_command("load_fixtures", verbosity=0)
    edition = Edition.objects.get(area="projects")
    assert edition.coverage == ("「その他（事業協力）」の14件です。共催・後援などは含みません。")
