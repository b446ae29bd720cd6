"""A project's page: the record's own words, its years, and what is not there."""

import pytest
from django.utils import timezone

from kyodo_portal.fiscal_years import format_date
from kyodo_portal.publishing.choices import Channel
from projects.models import Project
from projects.partners.services import merge_partners
from projects.records.services import save_record
from tests.factories.organizations import DepartmentFactory, UserFactory
from tests.factories.project_pages import address
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectRecordFactory,
    published_record,
    record_in,
)
from tests.factories.publishing import publish
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="教育部", telephone="0144-00-0000")


def test_page_of_a_real_record_says_all_that_the_table_says(client, real_data):
    record = Project.objects.get(name="出張！図書館").records.get()
    text = page_text(client.get(address(record.project)))
    assert "<h1>出張！図書館</h1>" in text
    assert "<span>苫小牧市</span><span>令和7年度の一覧 No.1</span>" in text
    assert "1,225<small>人</small>" in text
    assert '2023<small>年</small><span class="facts__note">令和5年</span>' in text
    assert '毎年実施<span class="facts__note">開催周期 毎年実施</span>' in text
    assert (
        '<time datetime="2025-04-01">令和7年4月1日</time>から'
        '<time datetime="2026-03-31">令和8年3月31日</time>まで'
    ) in text
    assert f'<p class="verbatim">{record.purpose}</p>' in text
    assert "<li>5/20 錦岡児童センター5人</li>" in text
    assert f'<p class="verbatim">{record.outcome}</p><p class="note">市の自己評価です。</p>' in text
    assert "<p>その他（事業協力）</p>" in text
    assert "市民と市とが互いの特性を活かし" in text
    assert "苫小牧市「協働事業一覧（令和7年度）」 No.1" in text
    assert "電話番号は登録されていません" in text
    others = [row["name"] for row in client.get(address(record.project)).context["others"]]
    assert others == ["定例おはなし会", "第16回本のばりっこ市", "青空こども図書館"]


def test_partners_are_linked_within_the_sources_own_words(client, city, department):
    first, second = (
        PartnerFactory(municipality=city, name=name, kind="generic")
        for name in ("町内会・自治会", "各種団体")
    )
    record = published_record(
        department=department, partner_text="町内会・自治会、各種団体等", partners=[first, second]
    )
    text = page_text(client.get(address(record.project)))
    words = text.partition("<dt>関係団体（主催者）</dt>")[2].partition("</dd>")[0]
    assert words == (
        f'<dd><p><a class="inline-target" href="/partners/{first.pk}/">町内会・自治会</a>、'
        f'<a class="inline-target" href="/partners/{second.pk}/">各種団体</a>等</p>'
    )
    assert text.count('<span class="band__role">総称</span>') == 1


def test_merged_spelling_leads_to_its_partner(client, city, department):
    kept = PartnerFactory(municipality=city, name="中央図書館")
    other = PartnerFactory(municipality=city, name="市立図書館")
    record = published_record(department=department, partner_text="市立図書館", partners=[other])
    merge_partners(
        source=other, target=kept, by=UserFactory(), channel=Channel.FIXTURE, source_version=1
    )
    text = page_text(client.get(address(record.project)))
    assert f'<a class="inline-target" href="/partners/{kept.pk}/">市立図書館</a>' in text
    assert f"/partners/{other.pk}/" not in text


def test_persons_are_never_named(client, city, department):
    person = PartnerFactory(municipality=city, kind="person", name="山田太郎")
    record = published_record(
        department=department, partner_text="山田 太郎、緑の会", partners=[person]
    )
    text = page_text(client.get(address(record.project)))
    assert "太郎" not in text
    assert "個人、緑の会" in text
    assert f"/partners/{person.pk}/" not in text


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("R7.7.27", "R7.7.27", '<time datetime="2025-07-27">令和7年7月27日</time></dd>'),
        ("通年", "", "<p>開始日 通年</p>"),
        ("", "", '<span class="empty">資料に記載なし</span></dd>'),
        ("R7.7.27", "", '<p>終了日<span class="empty">資料に記載なし</span></p>'),
    ],
)
def test_period_says_what_is_known(client, department, start, end, words):
    record = published_record(department=department, start_text=start, end_text=end)
    text = page_text(client.get(address(record.project)))
    assert words in text.partition("<dt>開始日・終了日</dt>")[2].partition("</div>")[0]


@pytest.mark.parametrize(
    ("text", "words"), [("不明", "不明"), ("-", "該当なし"), ("", "資料に記載なし")]
)
def test_facts_tell_the_kinds_of_empty_apart(client, department, text, words):
    record = published_record(department=department, participants_text=text)
    fact = client.get(address(record.project)).context["facts"][0]
    assert (fact["value"], fact["is_empty"]) == (words, True)


def test_history_shows_the_public_corrections_alone(client, department, project):
    record = ProjectRecordFactory(department=department, project=project)
    record.purpose = "公開前の直し"
    user = UserFactory(is_superuser=True)
    save_record(record, by=user, channel=Channel.FIXTURE, expected_version=1, reason="公開前の理由")
    record = publish(record)
    record.purpose = "公開後の直し"
    save_record(
        record,
        by=user,
        channel=Channel.FIXTURE,
        expected_version=record.version,
        reason="人数の誤り",
    )
    response = client.get(address(project))
    assert [change["reason"] for change in response.context["changes"]] == ["人数の誤り"]
    text = page_text(response)
    assert "公開前の理由" not in text
    assert user.username not in text
    today = format_date(timezone.localdate())
    assert f"{today}</time>人数の誤り" in text.replace("　", "")


def test_neighbours_are_those_of_the_citys_table(client, city, department):
    rows = [
        published_record(department=department, number=number) for number in ("1", "2", "10", "11")
    ]
    record_in("draft", department=department, number="3")
    published_record(number="4")  # another city's
    published_record(department=department, number="5", fiscal_year=2024)
    context = client.get(address(rows[1].project)).context
    assert [context[side]["number"] for side in ("before", "after")] == ["1", "10"]
    first = client.get(address(rows[0].project)).context
    last = client.get(address(rows[3].project)).context
    assert (first["before"], last["after"]) == (None, None)


def test_others_are_projects_with_the_same_single_partners(client, city, department):
    library = PartnerFactory(municipality=city)
    everybody = PartnerFactory(municipality=city, kind="generic")
    record = published_record(department=department, partners=[library, everybody])
    published_record(department=department, partners=[everybody], name="総称だけ")
    record_in("submitted", department=department, partners=[library], name="未公開")
    for number in range(6):
        published_record(
            department=department, partners=[library], name=f"同じ相手{number}", number=str(number)
        )
    context = client.get(address(record.project)).context
    assert [row["name"] for row in context["others"]] == [f"同じ相手{n}" for n in range(5)]
    assert context["others_url"] == f"/projects/?fiscal_year=all&partner={library.pk}"


def test_files_hold_the_year_asked_for_or_all(client, department, project):
    for year in (2024, 2025):
        published_record(department=department, project=project, fiscal_year=year)
    record_in("draft", department=department, project=project, fiscal_year=2023)
    published_record(department=department)
    every = client.get(f"{address(project)}?format=json").json()
    assert [row["fiscal_year"] for row in every["results"]] == [2025, 2024]
    one = client.get(f"{address(project)}?format=json&fiscal_year=2024").json()
    assert [row["fiscal_year"] for row in one["results"]] == [2024]
    response = client.get(f"{address(project)}?format=csv")
    assert len(response.getvalue().decode().splitlines()) == 3
    assert f"project_{project.pk}.csv" in response["Content-Disposition"]


def test_contact_is_the_departments(client, department, project):
    published_record(department=department, project=project)
    text = page_text(client.get(address(project)))
    assert "<p>教育部（苫小牧市）</p>" in text
    assert '">0144-00-0000</a>' in text.partition('href="tel:')[2]


def test_planned_record_says_so(client, department):
    record = published_record(department=department, stage="planned")
    assert client.get(address(record.project)).context["kickers"][-1] == "予定"


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_at_any_size(client, city, number, django_assert_num_queries):
    partners = [PartnerFactory(municipality=city) for _ in range(number)]
    forms = [CollaborationFormFactory(municipality=city) for _ in range(number)]
    project = ProjectFactory(municipality=city)
    for year in range(number):
        unit = DepartmentFactory(municipality=city)
        published_record(
            department=unit,
            project=project,
            fiscal_year=2025 - year,
            partners=partners,
            forms=forms,
        )
        published_record(department=unit, partners=partners)
    with django_assert_num_queries(19):
        client.get(address(project))
