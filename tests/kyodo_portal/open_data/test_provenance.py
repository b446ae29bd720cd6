"""Every record of the API says when it was last changed, in which version, and from which source."""

from datetime import date

import pytest
from django.utils.dateparse import parse_datetime

from kyodo_portal.organizations.models import Municipality
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Edition
from projects import AREA
from projects.models import ProjectRecord
from projects.records.services import save_record
from tests.factories.city_ground import Ground
from tests.factories.organizations import MunicipalityFactory, OperatorFactory
from tests.factories.projects import published_record
from tests.kyodo_portal.site.test_file_rows import API_LISTS

pytestmark = pytest.mark.django_db
KEYS = ["updated_at", "version", "source"]
TABLE = {
    "title": "協働事業一覧（令和7年度）",
    "url": "https://city.example/list.pdf",
    "as_of": None,
}


def edition(municipality, fiscal_year=2025, **values):
    return Edition.objects.create(
        **{
            "municipality": municipality,
            "area": AREA,
            "fiscal_year": fiscal_year,
            "coverage": "全部",
            "source_title": TABLE["title"],
            "source_url": TABLE["url"],
            "is_published": True,
            **values,
        }
    )


def records(client):
    return client.get("/api/v1/project-records/").json()["results"]


@pytest.mark.parametrize("name", API_LISTS)
def test_every_record_of_every_list_says_all_three(client, name):
    API_LISTS[name](Ground(), range(1))
    [row, *_others] = client.get(f"/api/v1/{name}/").json()["results"]
    assert list(row)[-3:] == KEYS
    assert type(row["version"]) is int
    single = client.get(f"/api/v1/{name}/{row.get('id', row.get('code'))}/").json()
    assert [single[key] for key in KEYS] == [row[key] for key in KEYS]


def test_version_and_time_follow_each_write(client):
    record = published_record(fiscal_year=2025, name="清掃")
    [before] = records(client)
    stored = ProjectRecord.objects.get(pk=record.pk)
    stored.name = "清掃の日"
    save_record(
        stored,
        by=OperatorFactory(),
        channel=Channel.FIXTURE,
        expected_version=stored.version,
        reason="誤記",
    )
    [after] = records(client)
    stored.refresh_from_db()
    assert (after["version"], after["version"] - before["version"]) == (stored.version, 1)
    assert parse_datetime(after["updated_at"]) == stored.updated_at
    assert after["updated_at"].endswith("+09:00")


def test_source_is_the_document_of_the_years_published_edition(client):
    city = published_record(fiscal_year=2025).municipality
    edition(city)
    [row] = records(client)
    assert row["source"] == TABLE
    [shown] = client.get("/projects/?format=json").json()["results"]
    assert shown["source"] == TABLE


@pytest.mark.parametrize(
    "values",
    [
        {"is_published": False},
        {"fiscal_year": 2024},
        {"area": "policies"},
        {"source_title": ""},
    ],
)
def test_other_editions_documents_are_not_named(client, values):
    edition(published_record(fiscal_year=2025).municipality, **values)
    assert [row["source"] for row in records(client)] == [None]


def test_another_citys_document_is_not_named(client):
    published_record(fiscal_year=2025)
    edition(MunicipalityFactory(code="012076"))
    assert [row["source"] for row in records(client)] == [None]


def test_the_real_records_name_the_documents_that_are_known(client, real_data):
    sheets = {"title": "施策評価表（R1年度）", "url": None, "as_of": None}
    expected = {
        "project-records": {**TABLE, "url": None},
        "plans": sheets,
        "plan-items": sheets,
        "evaluation-sheets": sheets,
        "indicators": sheets,
        "progress-reports": {
            "title": "市長公約の取組状況（令和6年5月 苫小牧市）",
            "url": None,
            "as_of": date(2024, 3, 31).isoformat(),
        },
    }
    for name, source in expected.items():
        rows = client.get(f"/api/v1/{name}/?page_size=200").json()["results"]
        assert [row["source"] for row in rows] == [source] * len(rows), name
    assert Municipality.objects.exists()
