"""What hangs on a record is public where that record is, at every level of what stands above."""

import pytest

from kyodo_portal.publishing import registry
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.parents import NoParent, is_public, published_condition
from kyodo_portal.publishing.publishable import Publishable
from pledges.models import Initiative, PledgeItem, PledgeSet, ProgressReport, Rating
from policies.models import EvaluationSheet, Indicator, Plan, PlanItem
from projects.models import Partner
from tests.factories.pledge_sets import PledgeSetFactory, report_in, tree
from tests.factories.policies import IndicatorFactory, MeasureFactory, sheet_in
from tests.factories.projects import record_in
from tests.factories.reviews import review_in

pytestmark = pytest.mark.django_db

# Each is a way in which what stands above may be hidden, "" for the one that is public.
WAYS = ["", *(state for state in State if state != State.PUBLISHED), "without trace", "above"]


def state_of(way):
    """Return the state, and whether a withdrawal leaves a trace, of what is hidden in a way."""
    state = {"": State.PUBLISHED, "above": State.PUBLISHED, "without trace": State.WITHDRAWN}
    return state.get(way, way), way == "without trace"


def shown(*querysets):
    return [queryset.published().count() for queryset in querysets]


@pytest.mark.parametrize("way", WAYS)
def test_reports_items_ratings_and_initiatives_are_public_with_report_and_set(way):
    pledge_set = PledgeSetFactory()
    [item] = tree(pledge_set, 1)
    state, is_without_trace = state_of(way)
    rating = {"item": item, "initiatives": ["花壇づくり"]}
    report_in(state, [rating], pledge_set=pledge_set, without_trace=is_without_trace)
    if way == "above":
        PledgeSet.objects.update(is_published=False)
    found = shown(ProgressReport.objects, PledgeItem.objects, Rating.objects)
    assert found == ([1, 1, 1] if way == "" else [0, 0, 0])
    assert shown(PledgeSet.objects) == [0 if way == "above" else 1]
    words = "\n".join(PledgeItem.objects.get().search_text().texts)
    assert Initiative.objects.count() == 1
    assert ("花壇づくり" in words) == (way == "")


@pytest.mark.parametrize("way", WAYS)
def test_sheets_items_and_indicators_are_public_with_sheet_and_plan(way):
    measure = MeasureFactory()
    IndicatorFactory(plan_item=measure, values={2019: "8.1"})
    state, is_without_trace = state_of(way)
    sheet_in(state, plan_item=measure, without_trace=is_without_trace)
    if way == "above":
        Plan.objects.update(is_published=False)
    found = shown(EvaluationSheet.objects, Indicator.objects)
    assert found == ([1, 1] if way == "" else [0, 0])
    assert shown(Plan.objects, PlanItem.objects) == ([0, 0] if way == "above" else [1, 2])


@pytest.mark.parametrize(
    ("review", "record", "count"),
    [(State.PUBLISHED, State.PUBLISHED, 1), (State.PUBLISHED, State.SUBMITTED, 0)],
)
def test_review_is_public_with_its_record(review, record, count):
    made = review_in(review)
    type(made.record).objects.update(state=record)
    assert shown(type(made).objects) == [count]
    assert type(made).objects.known_to_public().count() == count


# Persons are never public, an item waits for a report, an indicator for a value that is shown.
SAY_MORE = {Partner, PledgeItem, Indicator}


@pytest.mark.parametrize(
    "model",
    [
        model
        for model in registry.record_models()
        if hasattr(model._default_manager, "published") and model not in SAY_MORE
    ],
    ids=lambda model: model.__name__,
)
def test_published_is_the_one_rule_and_nothing_else(model):
    rule = model._default_manager.filter(published_condition(model))
    assert str(model._default_manager.published().query) == str(rule.query)


def test_one_record_is_public_where_the_rule_says_so_of_all():
    for state in State:
        record_in(state)
        report_in(state, [{}])
        sheet_in(state, plan_item=IndicatorFactory().plan_item)
    PledgeSet.objects.filter(pk__in=PledgeSet.objects.values("pk")[:3]).update(is_published=False)
    Plan.objects.filter(pk__in=Plan.objects.values("pk")[:3]).update(is_published=False)
    asked = 0
    for model in registry.record_models():
        expected = set(model._base_manager.filter(published_condition(model)))
        rows = list(model._base_manager.all())
        assert {row for row in rows if is_public(row)} == expected
        asked += len(rows)
    assert asked > 60


def test_every_model_without_a_state_says_what_it_hangs_on():
    """What these models say is looked at by people: a new one is to be added by hand."""
    said = {
        model._meta.label: model.parent_publishable
        for model in registry.record_models()
        if not (isinstance(model.parent_publishable, NoParent) or issubclass(model, Publishable))
    }
    assert said == {
        "pledges.PledgeItem": ("pledge_set",),
        "pledges.PolicyLink": ("item", "plan_item"),
        "pledges.ProjectLink": ("item", "project"),
        "pledges.Rating": ("report",),
        "policies.Indicator": ("plan_item__sheets",),
        "policies.PlanItem": ("plan",),
        "policies.ProjectLink": ("plan_item", "project"),
        "policies.RatingGrade": ("plan",),
        "projects.Project": ("records", "case_sheets"),
    }
