"""Rules of reports and ratings over their relations, and what the search knows of them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.registry import NewRelations, SearchText, check_rows
from pledges.reports.aggregates.snapshot import keep_snapshot
from pledges.reports.models.rating import Rating, RatingDepartment
from pledges.reports.models.report import ProgressReport
from pledges.reports.validators import check_stars
from pledges.sets.models.pledge import PledgeItem


def read_departments(rating: Rating) -> Iterable[Department]:
    """Return a rating's departments in the report's order."""
    links = RatingDepartment.objects.filter(rating=rating).select_related("department")
    return [link.department for link in links.order_by("position", "id")]


def write_departments(rating: Rating, new_relations: list[Department]) -> None:
    """Replace a rating's departments, keeping the wanted order."""
    RatingDepartment.objects.filter(rating=rating).delete()
    RatingDepartment.objects.bulk_create(
        RatingDepartment(rating=rating, department=department, position=position)
        for position, department in enumerate(new_relations)
    )


def clean_rating(rating: Rating, new_relations: NewRelations) -> None:
    """Refuse departments of another municipality and steps outside the set's scale."""
    _check_departments("departments", rating, new_relations["departments"])
    check_rows("initiatives", new_relations["initiatives"], "rating")
    in_charge = [initiative.department for initiative in new_relations["initiatives"]]
    _check_departments("initiatives", rating, [one for one in in_charge if one is not None])
    for initiative in new_relations["initiatives"]:
        try:
            check_stars(initiative.steps, rating.report.pledge_set.star_steps)
        except ValidationError as error:
            raise ValidationError({"initiatives": error.messages}) from error


def _check_departments(relation: str, rating: Rating, departments: Iterable[Department]) -> None:
    for department in departments:
        if department.municipality_id != rating.report.municipality_id:
            raise ValidationError(
                {relation: _("「%(name)s」は別の自治体の部署です。") % {"name": department}}
            )


def rating_departments(report: ProgressReport) -> Iterable[int]:
    """Return the ids of the departments that enter something in a report."""
    links = RatingDepartment.objects.filter(rating__report_id=report.pk)
    return list(links.values_list("department_id", flat=True).distinct())


def report_text(report: ProgressReport) -> SearchText:
    """Return what a report is found by."""
    texts = (report.title, report.as_of_text, report.introduction, report.method_note)
    is_public = report.is_published and report.pledge_set.is_published
    return SearchText(str(report), texts, report.municipality_id, is_public)


def corrects_rating(rating: Rating) -> bool:
    """Whether changing a rating corrects a report that stands published."""
    return rating.report.state == State.PUBLISHED


def prepare_step(report: ProgressReport, action: str) -> None:
    """Keep the whole content of a report as it is published."""
    if action == Action.PUBLISH:
        keep_snapshot(report)


def items_of_report(report: ProgressReport) -> Iterable[PledgeItem]:
    """Return the items that become public with a report."""
    return PledgeItem.objects.filter(pledge_set=report.pledge_set).select_related("pledge_set")


def item_of_rating(rating: Rating) -> Iterable[PledgeItem]:
    """Return the item whose words hold a rating's initiatives."""
    return [rating.item]
