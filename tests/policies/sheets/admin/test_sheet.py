"""The sheet's form, posted as a browser posts it."""

import pytest

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change, CorrectionRequest
from policies.models import EvaluationSheet, SheetSection
from tests.factories.admin_pages import admin_url, logged_in, messages, words
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    PolicyCity,
    RatingGradeFactory,
    make_policy_city,
)
from tests.factories.publishing import publish
from tests.factories.sent_forms import as_sent
from tests.factories.sheet_pages import page, sections_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def test_form_stands_in_the_order_of_the_paper_sheet(city):
    text = words(page(city.editors[0], city.sheet))
    parts = [
        "見本市の花壇づくりを広げます。",
        "令和元年度",
        "担当部・課",
        "反映区分",
        "見本市市民課",
        "具体的な取組",
        "今後の取組の方向性",
        "確認しました",
        "見本市福祉課",
        "注",
    ]
    places = [text.index(part, text.index("見本市の花壇")) for part in parts[:4]]
    after = text.index("要確認")
    places += [text.index("確認しました"), text.rindex("見本市福祉課 要確認"), text.rindex(" 注 ")]
    assert after < places[4]
    assert places == sorted(places)


def test_department_fills_in_and_confirms_its_own_part(city):
    response = send(
        city.editors[0],
        city.sheet,
        rating=str(city.grade.pk),
        **{"sections-0-actions": "花壇を10か所に増やしました。", "sections-0-is_confirmed": "on"},
    )
    assert response.redirect_chain[0][0] == admin_url(city.sheet, "change")
    own, other = sections_of(city.sheet)
    assert (own.actions, own.is_confirmed, own.confirmed_by) == (
        "花壇を10か所に増やしました。",
        True,
        city.editors[0],
    )
    assert (other.actions, other.is_confirmed) == ("見本市福祉課の取組です。", False)
    assert EvaluationSheet.objects.get(pk=city.sheet.pk).rating == city.grade
    assert Change.objects.filter(kind="policies.evaluationsheet").count() == 1
    assert f"{city.editors[0]}さんが" in words(response)


def test_part_of_another_department_is_only_to_be_read_and_a_forged_post_changes_nothing(city):
    content = page(city.editors[0], city.sheet).content.decode()
    assert 'name="sections-1-actions"' not in content
    assert "見本市福祉課の取組です。" in content
    send(
        city.editors[0],
        city.sheet,
        **{
            "sections-1-actions": "よその文",
            "sections-1-is_confirmed": "on",
            "sections-1-department": str(city.departments[0].pk),
            "sections-1-DELETE": "on",
            "sections-0-DELETE": "on",
        },
    )
    rows = [(row.department, row.actions, row.is_confirmed) for row in sections_of(city.sheet)]
    assert rows == [
        (city.departments[0], "見本市市民課の取組です。", False),
        (city.departments[1], "見本市福祉課の取組です。", False),
    ]


def test_mass_assignment_of_other_fields_changes_nothing(city):
    stranger = make_policy_city("別の市")
    send(
        city.editors[0],
        city.sheet,
        notes="※注",
        state="published",
        municipality=str(stranger.municipality.pk),
        plan_item=str(stranger.measure.pk),
        fiscal_year="2018",
        version="9",
    )
    sheet = EvaluationSheet.objects.get(pk=city.sheet.pk)
    assert (sheet.notes, sheet.state, sheet.plan_item, sheet.fiscal_year, sheet.version) == (
        "※注",
        State.DRAFT,
        city.measure,
        2019,
        2,
    )
    assert sheet.municipality == city.municipality


def test_editor_adds_no_part_by_a_forged_post(city):
    new = DepartmentFactory(municipality=city.municipality)
    send(
        city.editors[0],
        city.sheet,
        **{"sections-TOTAL_FORMS": "3", "sections-2-department": str(new.pk)},
    )
    assert city.sheet.sections.count() == 2


def test_coordinator_adds_and_takes_away_parts(city):
    new = DepartmentFactory(municipality=city.municipality)
    send(
        city.coordinator,
        city.sheet,
        **{
            "sections-2-department": str(new.pk),
            "sections-2-actions": "新しい課の取組",
            "sections-0-DELETE": "on",
        },
    )
    assert [row.department for row in sections_of(city.sheet)] == [city.departments[1], new]


@pytest.mark.parametrize("value", ["999999", "x", "9" * 30])
def test_strange_department_is_refused(city, value):
    stranger = DepartmentFactory()
    for posted in (value, str(stranger.pk)):
        response = send(city.coordinator, city.sheet, **{"sections-2-department": posted})
        assert response.status_code == 200
        assert "担当課の記入に、直すところがあります" in words(response)
    assert city.sheet.sections.count() == 2


def test_only_the_plans_own_grades_can_be_chosen(city):
    other = RatingGradeFactory()
    form = page(city.editors[0], city.sheet).context["adminform"].form
    assert list(form.fields["rating"].queryset) == [city.grade]
    response = send(city.editors[0], city.sheet, rating=str(other.pk))
    assert "rating" in response.context["adminform"].form.errors


def test_words_of_other_years_stand_beside_what_is_not_confirmed(city):
    SheetSection.objects.filter(department=city.departments[0]).update(
        actions="平成30年度に始めました。"
    )
    assert "ほかの年度のことばがあります：平成30年度。" in words(page(city.editors[0], city.sheet))
    send(city.editors[0], city.sheet, **{"sections-0-is_confirmed": "on"})
    assert "ほかの年度のことば" not in words(page(city.editors[0], city.sheet))


@pytest.fixture
def opened(city):
    """The sheet's page as the first department has it open: (browser, address, what it sends)."""
    client, url = logged_in(city.editors[0]), admin_url(city.sheet, "change")
    return client, url, as_sent(client.get(url))


def compared(response):
    """Return what a page compares: (side, opened, now, typed, note) by label."""
    lines = response.context["adminform"].form.comparison.lines
    return {line.label: (line.side, line.opened, line.now, line.typed, line.note) for line in lines}


def test_parts_of_two_departments_are_put_together(city, opened):
    client, url, old = opened
    send(city.editors[1], city.sheet, **{"sections-1-actions": "先に保存した文"})
    response = client.post(url, {**old, "sections-0-actions": "打ち込んだ文"})
    typed = old["sections-0-actions"][0]
    assert compared(response) == {
        "担当課の記入「見本市市民課」　具体的な取組": ("mine", typed, typed, "打ち込んだ文", ""),
    }
    response = client.post(url, as_sent(response))
    assert response.status_code == 302
    assert [row.actions for row in sections_of(city.sheet)] == ["打ち込んだ文", "先に保存した文"]


def test_own_part_that_the_coordinator_changed_waits_for_a_choice(city, opened):
    client, url, old = opened
    typed = old["sections-0-actions"][0]
    changes = {"sections-0-actions": "先に保存した文", "sections-0-direction": "先の方向"}
    send(city.coordinator, city.sheet, **changes)
    response = client.post(url, {**old, "sections-0-actions": "打ち込んだ文"})
    lines = compared(response)
    label = "担当課の記入「見本市市民課」　具体的な取組"
    assert lines[label] == ("both", typed, "先に保存した文", "打ち込んだ文", "")
    assert lines["担当課の記入「見本市市民課」　今後の取組の方向性"][0] == "theirs"
    page = as_sent(response)
    assert page["sections-0-direction"] == ["先の方向"]
    [name] = page["merge"]
    assert client.post(url, page).status_code == 200
    assert client.post(url, {**page, f"merge_{name}": "mine"}).status_code == 302
    first = sections_of(city.sheet)[0]
    assert (first.actions, first.direction) == ("打ち込んだ文", "先の方向")


def test_sheet_is_submitted_only_when_all_parts_are_confirmed(city):
    client = logged_in(city.editors[0])
    url = admin_url(city.sheet, "step", "submit") + "?version=1"
    client.post(url, {"confirmed": "1", f"version_{city.sheet.pk}": "1"})
    response = client.get(url)
    assert "まだ全部の担当課が確認していません：見本市市民課、見本市福祉課。" in words(response)
    assert EvaluationSheet.objects.get(pk=city.sheet.pk).state == State.DRAFT


def test_published_sheet_is_corrected_by_asking():
    city = make_policy_city("見本市")
    sheet = publish(city.sheet)
    response = send(
        city.editors[0],
        sheet,
        reason="数の誤り",
        **{"sections-0-actions": "花壇を11か所に増やしました。", "sections-1-actions": "よその文"},
    )
    assert "訂正を依頼しました" in messages(response)[0]
    [asked] = CorrectionRequest.objects.all()
    rows = asked.values["sections"]
    assert [row["actions"] for row in rows] == [
        "花壇を11か所に増やしました。",
        "見本市福祉課の取組です。",
    ]
    client = logged_in(city.coordinator)
    answer = client.get(admin_url(asked, "change"))
    assert "具体的な取組：花壇を11か所に増やしました。" in words(answer)
    client.post(admin_url(asked, "change"), {"decision": "apply", "answer": ""})
    assert sections_of(sheet)[0].actions == "花壇を11か所に増やしました。"


def test_history_shows_the_parts_in_words(city):
    send(city.editors[0], city.sheet, **{"sections-0-actions": "花壇を増やしました。"})
    response = logged_in(city.editors[0]).get(admin_url(city.sheet, "history"))
    assert "担当課の記入" in words(response)
    assert "具体的な取組：花壇を増やしました。" in words(response)


def test_page_of_another_municipality_is_not_there(city):
    stranger = make_policy_city("別の市")
    for name in ("change", "history", "delete", "indicators"):
        response = logged_in(stranger.coordinator).get(admin_url(city.sheet, name), follow=True)
        assert "見本市" not in words(response)
    listed = logged_in(stranger.coordinator).get(admin_url(EvaluationSheet, "changelist"))
    assert "見本市" not in words(listed)
