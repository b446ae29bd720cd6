"""What 市長公約 brings to the site."""

from django.db.models import Count

from kyodo_portal.listing.areas import Counts
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import Kind, Relation, child_rows, registry
from kyodo_portal.staff.contributions import contributions
from pledges.reports.admin.first_page import reports_block
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.reports.rules import (
    clean_rating,
    corrects_rating,
    item_of_rating,
    items_of_report,
    prepare_step,
    rating_departments,
    read_departments,
    report_text,
    write_departments,
)
from pledges.reports.services import join_open_reports
from pledges.sets.models.link import PolicyLink, ProjectLink
from pledges.sets.models.pledge import PledgeItem, PledgeLevel, PledgeSet, StatusWord
from pledges.sets.rules.relations import (
    LEVEL_FIELDS,
    clean_set,
    corrects_item,
    corrects_set,
    item_text,
    items_of_set,
)
from pledges.sets.services import on_new_item


def published_pledges() -> Counts:
    """Return the numbers of pledged measures in published reports, in one query.

    Counted at the lowest level, whatever a set calls it: what stands above only sums up.
    """
    rows = (
        Rating.objects.published()
        .filter(item__children__isnull=True)
        .order_by()
        .values("report__municipality__code", "report__fiscal_year")
        .annotate(count=Count("item", distinct=True))
    )
    return {
        (row["report__municipality__code"], row["report__fiscal_year"]): row["count"]
        for row in rows
    }


def register_staff() -> None:
    """Add the staff's lists and the first page's block."""
    contributions.add(
        daily=["pledges.progressreport"],
        registers=["pledges.pledgeset", "pledges.pledgeitem"],
        blocks=[reports_block],
        own_blocks=[ProgressReport],
    )


def register_kinds() -> None:
    """Register set, item, report and rating with the funnel."""
    register_sets()
    register_reports()
    on_new_item.append(join_open_reports)


def register_sets() -> None:
    """Register what stays over the years: the set, its items, and what they have to do with."""
    area = Area.PLEDGES
    registry.register(
        Kind(
            model=PledgeSet,
            area=area,
            relations=(
                child_rows("levels", PledgeLevel, "pledge_set", LEVEL_FIELDS),
                child_rows("status_words", StatusWord, "pledge_set", ("word", "meaning")),
            ),
            clean_relations=clean_set,
            is_public_correction=corrects_set,
            dependents=items_of_set,
        )
    )
    registry.register(
        Kind(
            model=PledgeItem,
            area=area,
            municipality_lookup="pledge_set__municipality_id",
            search_text=item_text,
            is_public_correction=corrects_item,
        )
    )
    for link in (PolicyLink, ProjectLink):
        registry.register(
            Kind(model=link, area=area, municipality_lookup="item__pledge_set__municipality_id")
        )


def register_reports() -> None:
    """Register what changes with each report."""
    area = Area.PLEDGES
    registry.register(
        Kind(
            model=ProgressReport,
            area=area,
            search_text=report_text,
            prepare_step=prepare_step,
            dependents=items_of_report,
            departments=rating_departments,
            is_entered_by_departments=False,
            department_lookup="ratings__department_links__department_id",
        )
    )
    registry.register(
        Kind(
            model=Rating,
            area=area,
            municipality_lookup="report__municipality_id",
            change_roles=frozenset({Role.EDITOR, Role.COORDINATOR}),
            relations=(
                Relation("departments", read_departments, write_departments),
                child_rows("initiatives", Initiative, "rating", ("text", "department", "steps")),
            ),
            clean_relations=clean_rating,
            is_public_correction=corrects_rating,
            dependents=item_of_rating,
        )
    )
