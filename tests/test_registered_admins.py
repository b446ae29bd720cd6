"""Every model that staff keep has its screens: an import that was lost would take them away."""

from django.apps import apps
from django.contrib import admin
from django.db import models

from kyodo_portal.publishing.registry import record_models
from tests.source_tree import PACKAGES

# What is written without screens of its own: in the form of what it belongs to, or by the funnel.
WITHOUT_SCREENS = {
    "publishing.dataversion",
    "publishing.sentform",
    "search.searchrow",
}


def own_models() -> list[type[models.Model]]:
    """Return the models of the portal itself that are kept for themselves."""
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]


def is_row_of_another(model: type[models.Model]) -> bool:
    """Whether rows of a model are saved with the record that they belong to."""
    return model not in record_models() and not admin.site.is_registered(model)


def test_every_kind_of_record_has_screens():
    missing = [
        model._meta.label for model in record_models() if not admin.site.is_registered(model)
    ]
    assert missing == []


def test_only_rows_of_a_record_have_no_screens_of_their_own():
    """Twelve kinds of rows, and the three tables that only the portal writes."""
    without = {model._meta.label_lower for model in own_models() if is_row_of_another(model)}
    assert without - WITHOUT_SCREENS == {
        "pledges.initiative",
        "pledges.pledgelevel",
        "pledges.ratingdepartment",
        "pledges.statusword",
        "policies.indicatorvalue",
        "policies.sheetsection",
        "projects.casedepartment",
        "projects.casepartner",
        "projects.caserole",
        "projects.casestrength",
        "projects.flowarrow",
        "projects.flowparty",
        "projects.recordpartner",
        "projects.reviewanswer",
        "projects.sponsorshipanswer",
    }


def test_no_screen_is_lost():
    own = [model for model in admin.site._registry if model in own_models()]
    assert len(own) == len(own_models()) - 15 - len(WITHOUT_SCREENS)
