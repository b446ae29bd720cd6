"""What 協働事業 brings to the site."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.areas import Counts, counted_by_year
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import Kind, Relation, child_rows, many_to_many, registry
from kyodo_portal.staff.contributions import StaffPage, contributions
from projects.guideline.models import GuidelineSection
from projects.guideline.rules import clean_guideline_relations, guideline_text
from projects.partner_statistics.aggregates.scope import may_open
from projects.partners.models import Partner
from projects.partners.rules import partner_text, records_of_partner
from projects.records.admin.first_page import records_block
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.rules import (
    clean_project_relations,
    clean_record_relations,
    project_text,
    read_partners,
    record_text,
    reviews_of_record,
    write_partners,
)
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview
from projects.sponsorship.rules import clean_review_relations


def published_project_records() -> Counts:
    """Return the numbers of published 協働事業, in one query."""
    return counted_by_year(ProjectRecord.objects.published())


def published_sponsorships() -> Counts:
    """Return the numbers of published 協働事業 of the form 後援, in one query."""
    return counted_by_year(ProjectRecord.objects.published().with_sponsorship())


def register_staff() -> None:
    """Add the staff's lists, the figures of partners and the first page's blocks."""
    contributions.add(
        daily=[
            "projects.projectrecord",
            "projects.casesheet",
            "projects.projectreview",
            "projects.sponsorshipreview",
        ],
        registers=[
            "projects.project",
            "projects.partner",
            "projects.collaborationform",
            "projects.activityfield",
            "projects.involvement",
            "projects.guidelinesection",
            "projects.reviewquestion",
        ],
        entered=["projects.projectrecord"],
        pages=[
            StaffPage(
                route="projects/concentration/",
                name="projects_concentration",
                label=_("相手方の集計"),
                view=_statistics_page,
                may_open=may_open,
            )
        ],
        blocks=[records_block],
        own_blocks=[ProjectRecord],
    )


def _statistics_page() -> Any:
    # Not above: importing an app's admin registers it with the admin site.
    from projects.partner_statistics.admin import ConcentrationPage

    return ConcentrationPage


EDITORS_AND_COORDINATORS = frozenset({Role.EDITOR, Role.COORDINATOR})


def register_kinds() -> None:
    """Register form, partner, project and record with the funnel."""
    area = Area.PROJECTS
    registry.register(Kind(model=CollaborationForm, area=area))
    registry.register(
        Kind(
            model=Partner,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            search_text=partner_text,
            dependents=records_of_partner,
        )
    )
    registry.register(
        Kind(
            model=Project,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(many_to_many("activity_fields"),),
            clean_relations=clean_project_relations,
            search_text=project_text,
        )
    )
    registry.register(
        Kind(
            model=ProjectRecord,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(
                many_to_many("forms"),
                Relation("partners", read_partners, write_partners),
            ),
            clean_relations=clean_record_relations,
            search_text=record_text,
            dependents=reviews_of_record,
        )
    )
    register_guideline_kinds()
    register_sponsorship_kinds()


def register_guideline_kinds() -> None:
    """Register the guideline's parts and 活動分野, which the coordinator keeps up."""
    registry.register(Kind(model=ActivityField, area=Area.PROJECTS))
    registry.register(
        Kind(
            model=GuidelineSection,
            area=Area.PROJECTS,
            relations=(many_to_many("projects"),),
            clean_relations=clean_guideline_relations,
            search_text=guideline_text,
        )
    )


def register_sponsorship_kinds() -> None:
    """Register the criteria, which the guideline shows, and the applications, which nobody sees."""
    registry.register(Kind(model=SponsorshipCriterion, area=Area.PROJECTS))
    registry.register(
        Kind(
            model=SponsorshipReview,
            area=Area.PROJECTS,
            add_roles=EDITORS_AND_COORDINATORS,
            change_roles=EDITORS_AND_COORDINATORS,
            relations=(
                child_rows(
                    "answers",
                    SponsorshipAnswer,
                    "review",
                    ["criterion", "answer", "reason"],
                    key="criterion",
                ),
            ),
            clean_relations=clean_review_relations,
            has_public_face=False,
        )
    )
