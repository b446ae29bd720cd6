"""What 協働事業 brings to the site."""

from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo_portal.listing.areas import (
    AreaPages,
    ChangeSource,
    Counts,
    DepartmentWork,
    area_pages,
    counted_by_year,
    department_pairs,
)
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.open_data.catalogue import Download, catalogue
from kyodo_portal.publishing import services
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.staff.contributions import StaffPage, contributions
from projects import AREA
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.resources import CASE_SHEETS
from projects.cases.services import save_case_sheet
from projects.guideline.resources import GUIDELINE_SECTIONS
from projects.partner_statistics.aggregates.scope import may_open
from projects.partners.resources import PARTNERS
from projects.records.admin.first_page import records_block
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.resources.lists import (
    ACTIVITY_FIELDS,
    COLLABORATION_FORMS,
    PROJECT_RECORDS,
    PROJECTS,
)
from projects.records.rows import project_url
from projects.records.services import save_project, save_record
from projects.reviews.models.review import ProjectReview
from projects.reviews.resources import PROJECT_REVIEWS
from projects.reviews.services import save_review
from projects.sponsorship.models import SponsorshipReview
from projects.sponsorship.services import save_review as save_application


def register() -> None:
    """Bring everything; called once, when the site starts."""
    areas.register(
        Area(
            AREA,
            _("協働事業"),
            urls="projects.urls",
            fixtures=("projects.json", "guideline.json", "cases.json", "reviews.json"),
        )
    )
    register_services()
    register_pages()
    register_open_data()
    register_staff()


def register_services() -> None:
    """Let the services write what they alone know how to; the rest stands on the models."""
    services.register_save(Project, save_project)
    services.register_save(ProjectRecord, save_record)
    services.register_save(CaseSheet, save_case_sheet)
    services.register_save(ProjectReview, save_review)
    services.register_save(SponsorshipReview, save_application)


def published_project_records() -> Counts:
    """Return the numbers of published 協働事業, in one query."""
    return counted_by_year(ProjectRecord.objects.published())


def published_sponsorships() -> Counts:
    """Return the numbers of published 協働事業 of the form 後援, in one query."""
    return counted_by_year(ProjectRecord.objects.published().with_sponsorship())


def departments_of_cases() -> list[tuple[int, int]]:
    """Return the 担当課 of published case sheets, each with its sheets, in one query."""
    return department_pairs(CaseSheet.objects.published(), "departments")


def departments_as_partners() -> list[tuple[int, Any]]:
    """Return each department that is itself a 関係団体 with what names it so, in two queries."""
    links = "partner_links__partner"
    return [
        (unit, (records.model, pk))
        for records in (ProjectRecord.objects.published(), CaseSheet.objects.published())
        for unit, pk in department_pairs(
            records.annotate(
                named=Coalesce(f"{links}__merged_into__department", f"{links}__department")
            ),
            "named",
        )
    ]


def register_pages() -> None:
    """Add what the home page, the menu and the footer show of 協働事業."""
    area_pages.append(
        AreaPages(
            area=AREA,
            description=_(
                "市民、団体、学校、企業と市が、対等な関係で、共通の目的のために力を合わせる事業です。"
                "だれと、どのように、何をしたかを載せています。"
            ),
            unit=_("件"),
            more=_("協働事業の一覧"),
            list_url_name="projects:list",
            counts=published_project_records,
            sponsorships=published_sponsorships,
            changes=CHANGES,
            department_work=DEPARTMENT_WORK,
        )
    )
    navigation.add(
        menu=[
            Entry(_("協働事業"), "projects:list", 10),
            Entry(_("集計"), "projects:summary", 11),
            Entry(_("協働事例"), "projects:case_list", 12),
            Entry(_("関係団体"), "projects:partner_list", 13),
            Entry(_("ガイドライン"), "projects:guideline", 50),
        ],
        footer={
            FooterGroup.FIND: [
                Entry(_("協働事業"), "projects:list", 10),
                Entry(_("協働事業の集計"), "projects:summary", 11),
            ],
            FooterGroup.LEARN: [
                Entry(_("協働のガイドライン"), "projects:guideline", 10),
                Entry(_("協働事例紹介シート"), "projects:case_list", 11),
                Entry(_("関係団体から"), "projects:partner_list", 30),
            ],
        },
    )


DEPARTMENT_WORK = (
    DepartmentWork(pgettext_lazy("数の前", "事例"), departments_of_cases),
    DepartmentWork(pgettext_lazy("数の前", "関係団体として"), departments_as_partners),
)
CHANGES = (
    ChangeSource(
        ProjectRecord,
        _("協働事業"),
        "projects:list",
        "municipality",
        lambda record: str(record.name),
        lambda record: f"{project_url(record.project_id)}?fiscal_year={record.fiscal_year}",
    ),
    ChangeSource(
        CaseSheet,
        _("協働事例紹介シート"),
        "projects:case_list",
        "municipality",
        str,
        lambda sheet: sheet.get_absolute_url(),
        has_years=False,
    ),
)


DOWNLOADS = [
    Download(
        _("協働事業の一覧（最新の年度）"),
        _("1行が1つの事業の1年度の記録です。市の一覧の14項目をすべて含みます。"),
        "projects:list",
    ),
    Download(
        _("協働事業の一覧（すべての年度）"),
        _("収めている年度を全部まとめたものです。"),
        "projects:list",
        "fiscal_year=all",
    ),
    Download(
        _("協働事業の集計"),
        _("部署・形態・実施区分ごとの件数と、市民参加人数です。"),
        "projects:summary",
    ),
    Download(
        _("関係団体の一覧"),
        _("協働事業の相手の団体です。個人の名前は載せません。"),
        "projects:partner_list",
    ),
    Download(
        _("協働事例紹介シートの一覧"),
        _("1行が1つの事例です。概要、きっかけ、役割、強み、成果、流れなどの文をすべて含みます。"),
        "projects:case_list",
    ),
    Download(
        _("協働のふりかえりの一覧"),
        _("1行が1つの問いへの、市と相手方のことばです。相手方の同意があるものだけです。"),
        "projects:review_list",
    ),
]
LISTS = [
    PROJECT_RECORDS,
    PARTNERS,
    CASE_SHEETS,
    PROJECT_REVIEWS,
    PROJECTS,
    COLLABORATION_FORMS,
    ACTIVITY_FIELDS,
    GUIDELINE_SECTIONS,
]


def register_open_data() -> None:
    """Add what can be saved, and the lists of open data."""
    catalogue.add(downloads=DOWNLOADS, tables=LISTS)


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
    from projects.partner_statistics.admin import PartnerStatisticsPage

    return PartnerStatisticsPage
