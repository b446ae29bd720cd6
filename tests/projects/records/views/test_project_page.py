"""Which years of a project are shown, and what is said of those that are not."""

import pytest
from django.utils import timezone

from kyodo_portal.fiscal_years import format_date
from tests.factories.project_pages import address
from tests.factories.projects import (
    ProjectFactory,
    published_record,
    record_in,
)
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def tabs(response):
    return [
        (tab.label, str(tab.small), tab.url, tab.is_current) for tab in response.context["tabs"]
    ]


def test_page_shows_the_newest_year_or_the_one_asked_for(client, department, project):
    for year, name in [(2023, "第14回本のばりっこ市"), (2025, "第16回本のばりっこ市")]:
        published_record(department=department, project=project, fiscal_year=year, name=name)
    EditionFactory(municipality=project.municipality, fiscal_year=2024)
    newest = client.get(address(project))
    assert newest.context["record"].name == "第16回本のばりっこ市"
    path = address(project)
    assert tabs(newest) == [
        ("令和7年度", "2025", f"{path}?fiscal_year=2025", True),
        ("令和6年度", "記載なし", "", False),
        ("令和5年度", "2023", f"{path}?fiscal_year=2023", False),
        ("令和4年度", "データなし", "", False),
    ]
    older = client.get(f"{path}?fiscal_year=2023")
    assert older.context["record"].name == "第14回本のばりっこ市"
    assert client.get(f"{path}?fiscal_year=2024").status_code == 404
    assert client.get(f"{path}?fiscal_year=").context["record"].fiscal_year == 2025


@pytest.mark.parametrize("year", ["x", "令和7年度", "99999", "\0", "9" * 10_000])
def test_year_that_cannot_be_read_is_400(client, department, project, year):
    published_record(department=department, project=project)
    response = client.get(address(project), {"fiscal_year": year})
    assert response.status_code == 400
    assert "年度の始まる西暦の年を、半角の数字4けたで書いてください。" in response.content.decode()
    programs = client.get(address(project), {"fiscal_year": year, "format": "json"})
    assert (programs.status_code, list(programs.json()["errors"])) == (400, ["fiscal_year"])


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_never_published_project_is_like_a_missing_one(client, state):
    record = record_in(state, name="秘密の事業")
    missing = client.get("/projects/999999/")
    for query in ["", "?fiscal_year=2025", "?format=json"]:
        hidden = client.get(f"/projects/{record.project_id}/{query}")
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert (
            hidden.content.decode().replace(f"{record.project_id}/{query}", "")
            == (missing.content.decode().replace("999999/", ""))
            or "秘密" not in hidden.content.decode()
        )


def test_withdrawn_record_says_when_and_why_and_nothing_else(client):
    record = record_in("withdrawn", name="取りやめた事業")
    response = client.get(f"/projects/{record.project_id}/")
    text = page_text(response)
    day = format_date(timezone.localdate(record.withdrawn_at))
    assert response.status_code == 410
    assert f"このページは{day}に公開を取りやめました。" in text
    assert "内容を確かめています。" in text
    assert "取りやめた事業" not in text
    answer = client.get(f"/projects/{record.project_id}/?format=json")
    assert answer.status_code == 410
    assert answer.json()["reason"] == "内容を確かめています。"


def test_record_withdrawn_without_trace_is_like_a_missing_one(client):
    record = record_in("withdrawn", without_trace=True)
    assert client.get(f"/projects/{record.project_id}/").status_code == 404
    assert client.get(f"/projects/{record.project_id}/?fiscal_year=2025").status_code == 404


def test_withdrawn_year_leaves_the_others(client, department, project):
    published_record(department=department, project=project, fiscal_year=2024)
    record_in("withdrawn", department=department, project=project, fiscal_year=2025)
    record_in(
        "withdrawn", without_trace=True, department=department, project=project, fiscal_year=2023
    )
    response = client.get(address(project))
    assert response.context["record"].fiscal_year == 2024
    assert [small for _label, small, *_ in tabs(response)] == ["公開停止", "2024", "データなし"]
    assert client.get(f"{address(project)}?fiscal_year=2025").status_code == 410
    assert client.get(f"{address(project)}?fiscal_year=2023").status_code == 404


def test_merged_project_leads_to_the_one_it_became(client, department, project):
    published_record(department=department, project=project)
    gone = ProjectFactory(municipality=project.municipality, merged_into=project)
    response = client.get(f"/projects/{gone.pk}/?fiscal_year=2025&format=json")
    assert response.status_code == 301
    assert response["Location"] == f"{address(project)}?fiscal_year=2025&format=json"
    hidden = ProjectFactory(municipality=project.municipality)
    gone = ProjectFactory(municipality=project.municipality, merged_into=hidden)
    assert client.get(f"/projects/{gone.pk}/").status_code == 404
