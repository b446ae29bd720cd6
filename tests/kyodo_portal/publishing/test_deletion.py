"""A record that was never public goes together with its own; all others keep it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.organizations.access import Access
from kyodo_portal.publishing import deletion, funnel, permissions
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.models import Change
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.read_model.search_rows import refresh
from pledges.models import PledgeItem, PledgeLevel, PledgeSet, PolicyLink, ProgressReport, Rating
from policies.models import EvaluationSheet, Indicator, Plan, PlanItem, ProjectLink, RatingGrade
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    RatingFactory,
    report_in,
    tree,
)
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    ProjectLinkFactory,
    RatingGradeFactory,
    SheetFactory,
    sheet_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory()


def delete(record, by, **how):
    """Delete a record through the funnel, as an admin page does that shows it now."""
    write = funnel.Write(by, Channel.ADMIN)
    return funnel.delete(record, write=write, expected_version=record.version, **how)


def draft_report(city, widths=(2, 2), **values):
    """Return a draft report of an unpublished set with a rating for every item."""
    pledge_set = PledgeSetFactory(municipality=city, is_published=False)
    items = tree(pledge_set, *widths)
    return report_in(State.DRAFT, [{"item": one} for one in items], pledge_set=pledge_set, **values)


def draft_plan(city, **values):
    """Return an unpublished plan with a branch, a measure, its sheet, indicator, grade."""
    plan = PlanFactory(municipality=city, is_published=False, **values)
    measure = MeasureFactory(in_plan=plan)
    SheetFactory(plan_item=measure)
    IndicatorFactory(plan_item=measure, values={2018: "8.1"})
    RatingGradeFactory(plan=plan)
    return plan


def numbers(*models):
    return [model.objects.count() for model in models]


def test_draft_report_goes_with_its_ratings_each_with_its_history(city):
    report = draft_report(city)
    other = RatingFactory(report__pledge_set=PledgeSetFactory(municipality=city))
    change = delete(report, coordinator(city, "pledges"))
    assert (change.kind, change.after) == ("pledges.progressreport", None)
    assert numbers(ProgressReport, PledgeItem) == [1, 7]
    assert Rating.objects.get() == other
    gone = Change.objects.filter(action=Action.DELETE).values_list("kind", flat=True)
    assert sorted(gone) == ["pledges.progressreport", *["pledges.rating"] * 6]


def test_draft_set_goes_with_reports_items_and_links(city):
    report = draft_report(city)
    item = report.pledge_set.items.order_by("pk").last()
    plan = PlanFactory(municipality=city)
    PolicyLink.objects.create(item=item, plan_item=MeasureFactory(in_plan=plan))
    refresh([*PledgeItem.objects.all(), report])
    assert SearchRow.objects.filter(kind="pledges.pledgeitem").count() == 6
    delete(report.pledge_set, coordinator(city, "pledges"))
    found = numbers(PledgeSet, PledgeItem, PledgeLevel, ProgressReport, Rating, PolicyLink)
    assert found == [0] * 6
    assert not SearchRow.objects.filter(kind__startswith="pledges.").exists()
    assert Plan.objects.get() == plan


def test_draft_plan_goes_with_items_sheets_indicators_grades_and_links(city):
    plan = draft_plan(city)
    link = ProjectLinkFactory(plan_item=plan.items.get(parent__isnull=False))
    refresh([*plan.items.all(), *EvaluationSheet.objects.all()])
    delete(plan, coordinator(city, "policies"))
    models = (Plan, PlanItem, EvaluationSheet, Indicator, RatingGrade, ProjectLink)
    assert numbers(*models) == [0] * 6
    assert not SearchRow.objects.filter(kind__startswith="policies.").exists()
    assert type(link.project).objects.filter(pk=link.project_id).exists()


def test_new_item_goes_with_the_ratings_that_open_reports_ask_for(city):
    report = draft_report(city, widths=(2,))
    item = report.pledge_set.items.order_by("pk").last()
    delete(item, coordinator(city, "pledges"))
    assert numbers(PledgeItem, Rating) == [1, 1]


@pytest.mark.parametrize("state", [one for one in State if one != State.DRAFT])
def test_report_that_was_ever_submitted_is_never_deleted(city, state):
    report = report_in(state, pledge_set=PledgeSetFactory(municipality=city))
    with pytest.raises(PermissionDenied):
        delete(report, coordinator(city, "pledges"))
    assert numbers(ProgressReport) == [1]


@pytest.mark.parametrize("state", [one for one in State if one != State.DRAFT])
def test_sheet_that_was_ever_submitted_keeps_its_plan(city, state):
    plan = PlanFactory(municipality=city)
    measure = MeasureFactory(in_plan=plan)
    sheet_in(state, plan_item=measure)
    Plan.objects.update(is_published=False)
    plan.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        delete(plan, coordinator(city, "policies"))
    assert "提出または公開したことのある施策評価表1件" in refused.value.messages[0]
    assert numbers(Plan, PlanItem, EvaluationSheet) == [1, 2, 1]
    assert not Change.objects.filter(action=Action.DELETE).exists()


@pytest.mark.parametrize(
    ("factory", "area"), [(PlanFactory, "policies"), (PledgeSetFactory, "pledges")]
)
def test_what_was_public_once_is_never_deleted(city, factory, area):
    by = coordinator(city, area)
    hidden = factory(municipality=city, is_published=False)
    assert permissions.may_delete(Access(by), hidden)
    public = factory(municipality=city, is_published=False)
    for is_published in (True, False):
        public.is_published = is_published
        version, write = public.version, funnel.Write(by, Channel.FIXTURE)
        funnel.save(public, write=write, expected_version=version)
    assert not permissions.may_delete(Access(by), public)


def test_others_that_need_a_record_are_named_and_keep_it(city):
    plan = draft_plan(city)
    measure = plan.items.get(parent__isnull=False)
    pledge_set = PledgeSetFactory(municipality=city, is_published=False)
    for title in ("花壇", "図書館"):
        item = PledgeItemFactory(pledge_set=pledge_set, title=title)
        PolicyLink.objects.create(item=item, plan_item=measure)
    with pytest.raises(ValidationError) as refused:
        delete(plan, coordinator(city, "policies"))
    [sentence] = refused.value.messages
    # Whoever has no part in hidden 市長公約 learns how many there are, and not what they say.
    assert sentence == (
        "公約と総合計画の施策の関連2件がこの記録を使っているので、削除できません。"
        "先にそちらを直してください。"
    )
    assert numbers(Plan, PlanItem, PolicyLink) == [1, 2, 2]
    seen = deletion.obstacles(plan, deletion.own_records(plan), Access(_of_both(city)))
    assert "花壇" in seen[0]
    assert "図書館" in seen[0]


def _of_both(city):
    user = coordinator(city, "policies")
    user.memberships.create(municipality=city, role="coordinator", area="pledges")
    return user


def test_items_below_another_keep_it(city):
    branch = PlanItemFactory(plan=PlanFactory(municipality=city))
    MeasureFactory(plan=branch.plan, parent=branch)
    with pytest.raises(ValidationError) as refused:
        delete(branch, coordinator(city, "policies"))
    assert "計画の項目1件（「" in refused.value.messages[0]


def test_what_changed_after_it_was_seen_is_not_deleted(city):
    report = draft_report(city)
    seen = deletion.mark_of(deletion.own_records(report))
    rating = report.ratings.order_by("pk").first()
    Rating.objects.filter(pk=rating.pk).update(version=rating.version + 1)
    with pytest.raises(funnel.Stale):
        delete(report, coordinator(city, "pledges"), seen=seen)
    assert numbers(ProgressReport, Rating) == [1, 6]


def test_nobody_but_the_coordinator_deletes_what_others_filled_in(city):
    report = draft_report(city)
    department = DepartmentFactory(municipality=city)
    RatingFactory(report=report, departments=[department])
    with pytest.raises(PermissionDenied):
        delete(report, editor(department, "pledges"))
    with pytest.raises(PermissionDenied):
        delete(report, coordinator(MunicipalityFactory(), "pledges"))
    assert numbers(ProgressReport) == [1]


def test_counts_tell_all_that_goes_along(city):
    report = draft_report(city)
    Rating.objects.order_by("pk").first().initiatives.create(text="説明会")
    assert deletion.counts_of(report, deletion.own_records(report)) == {"評価": 6, "取組事業": 1}


def test_obstacles_cost_the_same_for_one_and_for_three(city, django_assert_num_queries):
    by = Access(_of_both(city))
    pledge_set = PledgeSetFactory(municipality=city)
    for rows in (1, 3):
        plan = draft_plan(city)
        for _row in range(rows):
            measure = MeasureFactory(in_plan=plan)
            link = {"item": PledgeItemFactory(pledge_set=pledge_set), "plan_item": measure}
            PolicyLink.objects.create(**link)
        own = deletion.own_records(plan)
        assert by.memberships
        with django_assert_num_queries(9):
            deletion.obstacles(plan, own, by)
