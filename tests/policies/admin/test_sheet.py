"""The sheet's form and list, posted as a browser posts them."""

import pytest

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change, CorrectionRequest
from policies.models import EvaluationSheet, SheetSection
from tests.factories.admin_pages import admin_url, logged_in, messages, untouched, words
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    PolicyCity,
    RatingGradeFactory,
    SheetFactory,
    make_policy_city,
)
from tests.factories.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def page(user, sheet):
    return logged_in(user).get(admin_url(sheet, "change"))


def filled(response, **changes):
    """Return what a browser sends from the page, its sections included."""
    data = untouched(response)
    [inline] = response.context["inline_admin_formsets"]
    formset = inline.formset
    data |= {
        f"{formset.prefix}-{name}": str(formset.management_form[name].value())
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    for form in formset:
        for bound in form:
            value = bound.value()
            if value not in (None, False, ""):
                data[bound.html_name] = "on" if value is True else str(value)
    return {**data, "_continue": "1", **changes}


def send(user, sheet, **changes):
    """Open the sheet's page and send it back with these changes."""
    client = logged_in(user)
    response = client.get(admin_url(sheet, "change"))
    data = {name: value for name, value in filled(response, **changes).items() if value is not None}
    return client.post(admin_url(sheet, "change"), data, follow=True)


def sections_of(sheet):
    return list(SheetSection.objects.filter(sheet=sheet).order_by("position"))


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


def test_stale_form_shows_the_difference_and_keeps_what_was_typed(city):
    client = logged_in(city.editors[0])
    old = filled(client.get(admin_url(city.sheet, "change")))
    send(city.editors[1], city.sheet, **{"sections-1-actions": "先に保存した文"})
    response = client.post(
        admin_url(city.sheet, "change"), {**old, "sections-0-actions": "打ち込んだ文"}
    )
    form = response.context["adminform"].form
    [conflict] = form.conflicts
    assert conflict.label == "担当課の記入"
    assert "先に保存した文" in conflict.now
    assert "打ち込んだ文" in conflict.typed
    assert "打ち込んだ文</textarea>" in response.content.decode()
    response = client.post(
        admin_url(city.sheet, "change"),
        {**old, "sections-0-actions": "打ち込んだ文", "seen_version": "2"},
    )
    assert response.status_code == 302
    assert [row.actions for row in sections_of(city.sheet)] == ["打ち込んだ文", "先に保存した文"]


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


def test_list_filters_by_year_department_confirmation_and_state(city):
    other = DepartmentFactory(municipality=city.municipality)
    done = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=[other])
    client = logged_in(city.coordinator)

    def listed(**query):
        response = client.get(admin_url(EvaluationSheet, "changelist"), query)
        return list(response.context["cl"].result_list)

    assert listed() == [city.sheet, done]
    assert listed(fiscal_year=2018) == [done]
    assert listed(department=other.pk) == [done]
    assert listed(confirmed="no") == [city.sheet]
    assert listed(confirmed="yes") == [done]
    assert listed(state="published") == []
    assert (
        client.get(admin_url(EvaluationSheet, "changelist"), {"confirmed": "x"}).status_code == 302
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries, city, count):
    for year in range(2019, 2019 - count + 1, -1):
        SheetFactory(plan_item=city.measure, fiscal_year=year - 1, departments=city.departments)
    client = logged_in(city.coordinator)
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(admin_url(EvaluationSheet, "changelist"))
    assert len(response.context["cl"].result_list) == count


LIST_QUERIES = 9


def step(client, sheet, action, **data):
    """Take a step as its page does: open it, confirm it."""
    sheet = EvaluationSheet.objects.get(pk=sheet.pk)
    url = admin_url(sheet, "step", action) + f"?version={sheet.version}"
    return client.post(
        url,
        {"confirmed": "1", f"version_{sheet.pk}": str(sheet.version), **data},
        follow=True,
    )


def fill_in(city, sheet):
    """Write and confirm each department's part, as that department."""
    for number, editor in enumerate(city.editors):
        send(
            editor,
            sheet,
            **{
                f"sections-{number}-actions": f"{number}の取組",
                f"sections-{number}-is_confirmed": "on",
            },
        )


def test_a_year_is_opened_filled_submitted_returned_and_published_by_those_who_may():
    city = make_policy_city("見本市")
    publish(city.sheet)
    coordinator = logged_in(city.coordinator)
    outsiders = [
        logged_in(city.planner),
        logged_in(make_policy_city("別の市").coordinator),
        *map(logged_in, city.editors),
    ]
    open_url = f"/admin/policies/plan/{city.plan.pk}/open-year/"
    for client in outsiders:
        client.post(open_url, {"fiscal_year": "R2"})
        assert EvaluationSheet.objects.filter(fiscal_year=2020).count() == 0
    coordinator.post(open_url, {"fiscal_year": "R2"})
    sheet = EvaluationSheet.objects.get(fiscal_year=2020)

    step(logged_in(city.editors[0]), sheet, "submit")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.DRAFT
    fill_in(city, sheet)
    step(logged_in(city.editors[0]), sheet, "submit")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.SUBMITTED

    for client in outsiders:
        for action in ("publish", "return"):
            step(client, sheet, action, comment="だめ")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.SUBMITTED
    step(coordinator, sheet, "return", comment="数を確かめてください。")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.RETURNED
    assert "数を確かめてください。" in words(page(city.editors[1], sheet))
    send(city.editors[1], sheet, **{"sections-1-actions": "直した取組"})
    step(logged_in(city.editors[1]), sheet, "submit")
    step(coordinator, sheet, "publish")
    sheet = EvaluationSheet.objects.get(pk=sheet.pk)
    assert (sheet.state, sheet.published_by) == (State.PUBLISHED, city.coordinator)
    assert [row.actions for row in sections_of(sheet)] == ["0の取組", "直した取組"]
    for client in outsiders:
        step(client, sheet, "withdraw", comment="だめ")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.PUBLISHED


def test_coordinator_makes_a_single_sheet(city):
    client = logged_in(city.coordinator)
    url = admin_url(EvaluationSheet, "add")
    data = {
        "plan_item": str(city.measure.pk),
        "fiscal_year": "令和3年度",
        "sections-TOTAL_FORMS": "2",
        "sections-INITIAL_FORMS": "0",
        "sections-0-department": str(city.departments[0].pk),
        "_continue": "1",
    }
    assert client.get(url).status_code == 200
    refused = client.post(url, {**data, "plan_item": str(city.measure.parent_id)})
    assert "plan_item" in refused.context["adminform"].form.errors
    refused = client.post(url, {**data, "fiscal_year": "いつか"})
    assert "fiscal_year" in refused.context["adminform"].form.errors
    client.post(url, data)
    sheet = EvaluationSheet.objects.get(fiscal_year=2021)
    assert [row.department for row in sections_of(sheet)] == [city.departments[0]]
    assert logged_in(city.editors[0]).get(url).status_code == 403
