"""What 市長公約 brings to the site."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo_portal.listing.areas import AreaPages, ChangeSource, Counts, area_pages
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.listing.panels import related_panels
from kyodo_portal.open_data.catalogue import Dictionary, Download, catalogue
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.publishing.registry import RecordType, Relation, child_rows, registry
from kyodo_portal.staff.contributions import contributions
from pledges import AREA
from pledges.reports.admin.first_page import reports_block
from pledges.reports.columns import LINE_COLUMNS
from pledges.reports.models.rating import Initiative, Rating
from pledges.reports.models.report import ProgressReport
from pledges.reports.resources.lists import PLEDGE_ITEMS, PROGRESS_REPORTS
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
from pledges.reports.services import join_open_reports, save_rating
from pledges.reports.views.panels import department_panel, plan_item_panel, project_panel
from pledges.sets.models.link import PolicyLink, ProjectLink
from pledges.sets.models.pledge import PledgeItem, PledgeLevel, PledgeSet, StatusWord
from pledges.sets.resources import PLEDGE_SETS
from pledges.sets.rules.relations import (
    LEVEL_FIELDS,
    clean_set,
    corrects_item,
    corrects_set,
    item_text,
    items_of_set,
)
from pledges.sets.services import on_new_item
from policies.models import PlanItem
from projects.models import Project


def register() -> None:
    """Bring everything; called once, when the site starts."""
    areas.register(Area(AREA, _("市長公約"), urls="pledges.urls", fixtures=("pledges.json",)))
    register_record_types()
    register_pages()
    register_open_data()
    register_staff()


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


def register_pages() -> None:
    """Add what the home page, the menu, the footer and related pages show of 市長公約."""
    area_pages.append(
        AreaPages(
            area=AREA,
            description=_(
                "市長が掲げた公約と、その進み具合です。だれが何をし、数値がどう出たかを、"
                "市が公表したとおりに載せています。"
            ),
            unit=pgettext_lazy("数の後", "項目"),
            more=_("市長公約の取組状況"),
            list_url_name="pledges:list",
            counts=published_pledges,
            changes=(
                ChangeSource(
                    ProgressReport,
                    _("市長公約の取組状況の報告"),
                    "pledges:list",
                    "pledge_set",
                    str,
                    lambda report: report.get_absolute_url(),
                ),
            ),
        )
    )
    navigation.add(
        menu=[Entry(_("市長公約"), "pledges:list", 30)],
        footer={FooterGroup.FIND: [Entry(_("市長公約"), "pledges:list", 20)]},
    )
    related_panels.register(Department, department_panel)
    related_panels.register(Project, project_panel)
    related_panels.register(PlanItem, plan_item_panel)


def register_open_data() -> None:
    """Add what can be saved, the lists of open data, and the dictionary of 総括表."""
    catalogue.add(
        downloads=[
            Download(
                _("市長公約の一覧"),
                _("市長の任期ごとの公約です。総括表は、それぞれの公約のページから保存できます。"),
                "pledges:list",
            )
        ],
        tables=[
            PLEDGE_SETS,
            PLEDGE_ITEMS,
            PROGRESS_REPORTS,
            Dictionary("pledge-lines", _("市長公約の総括表"), LINE_COLUMNS),
        ],
    )


def register_staff() -> None:
    """Add the staff's lists and the first page's block."""
    contributions.add(
        daily=["pledges.progressreport"],
        registers=["pledges.pledgeset", "pledges.pledgeitem"],
        blocks=[reports_block],
        own_blocks=[ProgressReport],
    )


def register_record_types() -> None:
    """Register set, item, report and rating with the funnel."""
    register_sets()
    register_reports()
    on_new_item.append(join_open_reports)


def register_sets() -> None:
    """Register what stays over the years: the set, its items, and what they have to do with."""
    area = AREA
    registry.register(
        RecordType(
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
        RecordType(
            model=PledgeItem,
            area=area,
            municipality_lookup="pledge_set__municipality_id",
            search_text=item_text,
            is_public_correction=corrects_item,
        )
    )
    for link in (PolicyLink, ProjectLink):
        registry.register(
            RecordType(
                model=link, area=area, municipality_lookup="item__pledge_set__municipality_id"
            )
        )


def register_reports() -> None:
    """Register what changes with each report."""
    area = AREA
    registry.register(
        RecordType(
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
        RecordType(
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
            save=save_rating,
            dependents=item_of_rating,
        )
    )
