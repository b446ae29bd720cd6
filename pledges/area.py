"""What 市長公約 brings to the site."""

from collections import defaultdict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from kyodo_portal.listing.areas import (
    AreaPages,
    ChangeSource,
    Counts,
    DepartmentWork,
    YearWords,
    area_pages,
    department_pairs,
)
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.listing.panels import related_panels
from kyodo_portal.open_data.catalogue import Dictionary, Download, catalogue
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import services
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.staff.contributions import contributions
from pledges import AREA
from pledges.reports.admin.first_page import reports_block
from pledges.reports.columns import LINE_COLUMNS
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.reports.resources.lists import PLEDGE_ITEMS, PROGRESS_REPORTS
from pledges.reports.services import join_open_reports, keep_content, save_rating
from pledges.reports.views.panels import department_panel, plan_item_panel, project_panel
from pledges.sets.resources import PLEDGE_SETS
from pledges.sets.services import on_new_item
from policies.models import PlanItem
from projects.models import Project


def register() -> None:
    """Bring everything; called once, when the site starts."""
    areas.register(Area(AREA, _("市長公約"), urls="pledges.urls", fixtures=("pledges.json",)))
    services.register_save(Rating, save_rating)
    services.register_step(ProgressReport, keep_content)
    on_new_item.append(join_open_reports)
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


def words_of_reports() -> dict[tuple[str, int], YearWords]:
    """Return what published reports call their years and what they rate, in two queries.

    What is counted is called as the sets call their lowest level, where they agree.
    """
    said: dict[tuple[str, int], list[ProgressReport]] = defaultdict(list)
    for report in ProgressReport.objects.published().select_related("municipality"):
        said[report.municipality.code, report.fiscal_year].append(report)
    names: dict[tuple[str, int], list[str]] = defaultdict(list)
    for code, year, name in Rating.objects.published().lowest_level_names():
        names[code, year].append(name)
    return {
        key: YearWords(
            unit=pgettext("数の後", names[key][0]) if len(names[key]) == 1 else "",
            as_of="、".join(dict.fromkeys(one.as_of_text for one in reports)),
            released="、".join(dict.fromkeys(filter(None, (one.released_text for one in reports)))),
        )
        for key, reports in said.items()
    }


def departments_of_pledges() -> list[tuple[int, int]]:
    """Return who is in charge in the newest reports, each with the items, in one query."""
    ratings = Rating.objects.filter(report__in=ProgressReport.objects.newest_published())
    return department_pairs(ratings, "departments", thing="item")


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
            year_words=words_of_reports,
            department_work=(
                DepartmentWork(pgettext_lazy("数の前", "公約"), departments_of_pledges),
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
