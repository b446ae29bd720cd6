"""What 施策評価 brings to the site."""

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
from kyodo_portal.listing.panels import related_panels
from kyodo_portal.open_data.catalogue import Dictionary, Download, catalogue
from kyodo_portal.publishing import services
from kyodo_portal.publishing.areas import Area, areas
from kyodo_portal.staff.contributions import contributions
from policies import AREA
from policies.indicators.models import Indicator
from policies.indicators.services import save_indicator
from policies.plans.resources import PLAN_ITEMS, PLANS
from policies.plans.views.panels import items_panel
from policies.sheets.columns import MEASURE_COLUMNS, RATED_VALUE_COLUMNS
from policies.sheets.models import EvaluationSheet
from policies.sheets.resources.indicators import INDICATORS
from policies.sheets.resources.sheets import EVALUATION_SHEETS
from policies.sheets.services.sheets import save_sheet
from projects.models import Project


def register() -> None:
    """Bring everything; called once, when the site starts."""
    areas.register(Area(AREA, _("施策評価"), urls="policies.urls", fixtures=("policies.json",)))
    services.register_save(Indicator, save_indicator)
    services.register_save(EvaluationSheet, save_sheet)
    register_pages()
    register_open_data()
    register_staff()


def published_evaluation_sheets() -> Counts:
    """Return the numbers of published 施策評価表, in one query."""
    return counted_by_year(EvaluationSheet.objects.published())


def departments_of_measures() -> list[tuple[int, int]]:
    """Return the departments of published sheets, each with its 施策, in one query."""
    sheets = EvaluationSheet.objects.published()
    return department_pairs(sheets, "sections__department", thing="plan_item")


def register_pages() -> None:
    """Add what the home page, the menu, the footer and a project's page show of 施策評価."""
    area_pages.append(
        AreaPages(
            area=AREA,
            description=_(
                "総合計画に掲げた施策を、市の担当部署が年度ごとにみずから評価したものです。"
                "評価、指標の実績、取組の内容を載せています。"
            ),
            unit=pgettext_lazy("数の後", "施策"),
            more=_("総合計画と施策評価"),
            list_url_name="policies:tree",
            counts=published_evaluation_sheets,
            changes=(
                ChangeSource(
                    EvaluationSheet,
                    _("施策評価表"),
                    "policies:tree",
                    "plan_item__plan",
                    lambda sheet: str(sheet.plan_item),
                    lambda sheet: sheet.get_absolute_url(),
                ),
            ),
            department_work=(
                DepartmentWork(pgettext_lazy("数の前", "施策"), departments_of_measures),
            ),
        )
    )
    navigation.add(
        menu=[Entry(_("施策評価"), "policies:tree", 20)],
        footer={
            FooterGroup.FIND: [
                Entry(_("施策評価"), "policies:tree", 30),
                Entry(_("施策評価の集計"), "policies:summary", 31),
            ]
        },
    )
    related_panels.register(Project, items_panel)


def register_open_data() -> None:
    """Add what can be saved, the lists of open data, and the dictionaries of other files."""
    catalogue.add(
        downloads=[
            Download(
                _("施策の一覧と評価（それぞれの最新の年度）"),
                _("1行が総合計画の1つの施策です。反映区分は市の自己評価です。"),
                "policies:tree",
            ),
            Download(
                _("施策評価の集計と評価指標（最新の年度）"),
                _("反映区分ごとの施策の数と、すべての評価指標の実績値です。"),
                "policies:summary",
            ),
        ],
        tables=[
            PLANS,
            PLAN_ITEMS,
            Dictionary("measures", _("施策の一覧"), MEASURE_COLUMNS),
            EVALUATION_SHEETS,
            INDICATORS,
            Dictionary(
                "indicator-values", _("評価指標の実績値（1行が1年度）"), RATED_VALUE_COLUMNS
            ),
        ],
    )


def register_staff() -> None:
    """Add the staff's lists."""
    contributions.add(daily=["policies.evaluationsheet"], registers=["policies.plan"])
