"""Models say by themselves how they are written; one that does not keeps the site from starting."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.test.utils import isolate_apps

from kyodo_portal.organizations.models import Municipality, User
from kyodo_portal.publishing import registry
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import ManyToMany
from kyodo_portal.publishing.versioned import Versioned
from pledges.models import ProgressReport
from policies.models import EvaluationSheet
from projects.models import CaseSheet, ProjectRecord, ProjectReview

MUNICIPALITY_LABEL = "organizations.municipality"


def place() -> models.ForeignKey:
    """Return a field of that kind for a model that only a test knows."""
    return models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")


def test_every_kind_of_record_is_collected():
    assert {model._meta.label_lower for model in registry.record_models()} == {
        "organizations.department",
        "organizations.membership",
        MUNICIPALITY_LABEL,
        "pledges.pledgeitem",
        "pledges.pledgeset",
        "pledges.policylink",
        "pledges.progressreport",
        "pledges.projectlink",
        "pledges.rating",
        "policies.evaluationsheet",
        "policies.indicator",
        "policies.plan",
        "policies.planitem",
        "policies.projectlink",
        "policies.ratinggrade",
        "projects.activityfield",
        "projects.casesheet",
        "projects.collaborationform",
        "projects.guidelinesection",
        "projects.involvement",
        "projects.partner",
        "projects.project",
        "projects.projectrecord",
        "projects.projectreview",
        "projects.reviewquestion",
        "projects.reviewsetting",
        "projects.sponsorshipcriterion",
        "projects.sponsorshipreview",
        "publishing.edition",
    }


def test_kinds_with_a_state_of_their_own_are_known():
    assert set(registry.publishable_models()) == {
        CaseSheet,
        EvaluationSheet,
        ProgressReport,
        ProjectRecord,
        ProjectReview,
    }


def test_model_is_found_by_the_label_that_history_keeps():
    assert registry.model_of(MUNICIPALITY_LABEL) is Municipality


@isolate_apps()
def test_model_without_an_area_is_refused_with_what_is_missing():
    class Grant(Versioned):
        parent_publishable = NoParent("a test's")
        municipality = place()

        class Meta:
            app_label = "grants"

    sentence = (
        "grants.Grant does not say its area_code: the code of its area, or '' where members of"
        " any area write it."
    )
    with pytest.raises(ImproperlyConfigured) as refused:
        registry.check_facts([Municipality, Grant])
    assert str(refused.value) == sentence


@isolate_apps()
def test_every_fact_that_leads_nowhere_is_named():
    class Grant(Publishable):
        area_code = "projects"
        relations = (ManyToMany("partners"),)
        place = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "grants"

    assert registry.missing_facts(Grant) == [
        "grants.Grant has no 'municipality_id', which its municipality_lookup says it has.",
        "grants.Grant has no 'department_id', which its department_lookup says it has.",
        "grants.Grant has no 'partners', which its relations name.",
    ]


@isolate_apps()
def test_model_that_says_all_is_accepted():
    class Grant(Versioned):
        area_code = "projects"
        parent_publishable = NoParent("a test's", flag="is_published")
        municipality = place()
        is_published = models.BooleanField(default=False)

        class Meta:
            app_label = "grants"

    assert registry.missing_facts(Grant) == []


@isolate_apps()
def test_model_without_a_state_that_does_not_say_what_it_hangs_on_is_refused():
    class Grant(Versioned):
        area_code = "projects"
        municipality = place()

        class Meta:
            app_label = "grants"

    sentence = (
        "grants.Grant has no state and does not say its parent_publishable:"
        " the look-ups to what it hangs on, or NoParent with the reason."
    )
    assert registry.missing_facts(Grant) == [sentence]


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ((), "has no state and does not say its parent_publishable:"),
        (("report",), "has no way ('report',), which its parent_publishable says it has."),
        (("code",), "has no way ('code',), which its parent_publishable says it has."),
        (("owner",), "hangs on what is no record: 'owner' in its parent_publishable."),
        (NoParent(""), "does not say why it has no parent."),
        (NoParent("a test's", flag="is_open"), "has no 'is_open', its NoParent's flag."),
    ],
)
@isolate_apps()
def test_parents_that_lead_nowhere_are_named(declared, sentence):
    class Grant(Versioned):
        area_code = "projects"
        parent_publishable = declared
        municipality = place()
        owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
        code = models.CharField(max_length=10)

        class Meta:
            app_label = "grants"

    [said] = registry.missing_facts(Grant)
    assert said.startswith(f"grants.Grant {sentence}")


def test_site_does_not_start_with_a_model_that_is_refused(monkeypatch):
    monkeypatch.setattr(Municipality, "municipality_lookup", "prefecture_id")
    with pytest.raises(ImproperlyConfigured, match="'prefecture_id'"):
        apps.get_app_config("publishing").ready()
