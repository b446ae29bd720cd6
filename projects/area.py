"""What 協働事業 brings to the site."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.areas import AreaPages, ChangeSource, Counts, area_pages, counted_by_year
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.open_data.catalogue import Download, catalogue
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.publishing.registry import (
    RecordType,
    Relation,
    child_rows,
    many_to_many,
    registry,
)
from kyodo_portal.staff.contributions import StaffPage, contributions
from projects import AREA
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.involvement import Involvement
from projects.cases.models.rows import (
    CaseDepartment,
    CasePartner,
    CaseRole,
    CaseStrength,
    FlowArrow,
    FlowParty,
)
from projects.cases.resources import CASE_SHEETS
from projects.cases.rules import (
    ARROW_FIELDS,
    PARTY_FIELDS,
    check_sheet_step,
    clean_sheet_relations,
    ordered_relation,
    sheet_text,
)
from projects.cases.services import save_case_sheet
from projects.guideline.models import GuidelineSection
from projects.guideline.resources import GUIDELINE_SECTIONS
from projects.guideline.rules import clean_guideline_relations, guideline_text
from projects.partner_statistics.aggregates.scope import may_open
from projects.partners.models import Partner
from projects.partners.resources import PARTNERS
from projects.partners.rules import partner_text, records_of_partner
from projects.records.admin.first_page import records_block
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.resources.lists import (
    ACTIVITY_FIELDS,
    COLLABORATION_FORMS,
    PROJECT_RECORDS,
    PROJECTS,
)
from projects.records.rows import project_url
from projects.records.rules import (
    clean_project_relations,
    clean_record_relations,
    project_text,
    read_partners,
    record_text,
    reviews_of_record,
    write_partners,
)
from projects.records.services import save_record
from projects.reviews.models.question import ReviewQuestion, ReviewSetting
from projects.reviews.models.review import ProjectReview, ReviewAnswer
from projects.reviews.resources import PROJECT_REVIEWS
from projects.reviews.rules import ANSWER_FIELDS, check_review_step, end_consent, review_text
from projects.reviews.rules import clean_review_relations as clean_review_answers
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview
from projects.sponsorship.rules import clean_review_relations


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
    register_record_types()
    register_case_types()
    register_review_types()
    register_pages()
    register_open_data()
    register_staff()


def published_project_records() -> Counts:
    """Return the numbers of published 協働事業, in one query."""
    return counted_by_year(ProjectRecord.objects.published())


def published_sponsorships() -> Counts:
    """Return the numbers of published 協働事業 of the form 後援, in one query."""
    return counted_by_year(ProjectRecord.objects.published().with_sponsorship())


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
    from projects.partner_statistics.admin import ConcentrationPage

    return ConcentrationPage


EDITORS_AND_COORDINATORS = frozenset({Role.EDITOR, Role.COORDINATOR})


def register_record_types() -> None:
    """Register form, partner, project and record with the funnel."""
    area = AREA
    registry.register(RecordType(model=CollaborationForm, area=area))
    registry.register(
        RecordType(
            model=Partner,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            search_text=partner_text,
            dependents=records_of_partner,
        )
    )
    registry.register(
        RecordType(
            model=Project,
            area=area,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(many_to_many("activity_fields"),),
            clean_relations=clean_project_relations,
            search_text=project_text,
        )
    )
    registry.register(
        RecordType(
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
            save=save_record,
        )
    )
    register_guideline_types()
    register_sponsorship_types()


def register_guideline_types() -> None:
    """Register the guideline's parts and 活動分野, which the coordinator keeps up."""
    registry.register(RecordType(model=ActivityField, area=AREA))
    registry.register(
        RecordType(
            model=GuidelineSection,
            area=AREA,
            relations=(many_to_many("projects"),),
            clean_relations=clean_guideline_relations,
            search_text=guideline_text,
        )
    )


def register_sponsorship_types() -> None:
    """Register the criteria, which the guideline shows, and the applications, which nobody sees."""
    registry.register(RecordType(model=SponsorshipCriterion, area=AREA))
    registry.register(
        RecordType(
            model=SponsorshipReview,
            area=AREA,
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
            affects_public_pages=False,
        )
    )


def register_case_types() -> None:
    """Register the sheet and the levels with the funnel."""
    registry.register(RecordType(model=Involvement, area=AREA))
    registry.register(
        RecordType(
            model=CaseSheet,
            area=AREA,
            relations=(
                ordered_relation("departments", CaseDepartment, "department"),
                ordered_relation("partners", CasePartner, "partner"),
                child_rows("roles", CaseRole, "sheet", PARTY_FIELDS),
                child_rows("strengths", CaseStrength, "sheet", PARTY_FIELDS),
                child_rows("flow_parties", FlowParty, "sheet", ("name",), key="name"),
                child_rows("flow_arrows", FlowArrow, "sheet", ARROW_FIELDS),
            ),
            clean_relations=clean_sheet_relations,
            check_step=check_sheet_step,
            search_text=sheet_text,
            save=save_case_sheet,
            add_roles=EDITORS_AND_COORDINATORS,
        )
    )


def register_review_types() -> None:
    """Register the review, and the questions and setting that the coordinator keeps up."""
    registry.register(RecordType(model=ReviewQuestion, area=AREA))
    registry.register(RecordType(model=ReviewSetting, area=AREA))
    registry.register(
        RecordType(
            model=ProjectReview,
            area=AREA,
            add_roles=EDITORS_AND_COORDINATORS,
            relations=(
                child_rows("answers", ReviewAnswer, "review", ANSWER_FIELDS, key="question"),
            ),
            clean_relations=clean_review_answers,
            check_step=check_review_step,
            prepare_step=end_consent,
            search_text=review_text,
            departments=lambda review: (review.record.department_id,),
            department_lookup="record__department_id",
            editable_when_withdrawn=True,
        )
    )
