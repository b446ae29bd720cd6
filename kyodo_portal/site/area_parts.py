"""What the areas bring to the site's own pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo_portal.listing.areas import AreaPages
from kyodo_portal.open_data.catalogue import Dictionary, Download
from kyodo_portal.publishing.choices import Area
from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS
from pledges.area import published_pledges
from pledges.reports.columns import LINE_COLUMNS
from pledges.sets.columns import SET_COLUMNS
from policies.area import published_evaluation_sheets
from policies.indicators.columns import INDICATOR_COLUMNS, VALUE_COLUMNS
from policies.plans.columns import ITEM_COLUMNS, PLAN_COLUMNS
from policies.sheets.columns import MEASURE_COLUMNS, SHEET_COLUMNS
from projects.area import published_project_records
from projects.cases.columns import CASE_COLUMNS
from projects.partners.columns import PARTNER_COLUMNS
from projects.records.columns import RECORD_COLUMNS
from projects.reviews.columns import ANSWER_COLUMNS

AREAS = (
    AreaPages(
        area=Area.PROJECTS,
        description=_(
            "市民、団体、学校、企業と市が、対等な関係で、共通の目的のために力を合わせる事業です。"
            "だれと、どのように、何をしたかを載せています。"
        ),
        unit=_("件"),
        more=_("協働事業の一覧"),
        list_url_name="projects:list",
        counts=published_project_records,
    ),
    AreaPages(
        area=Area.POLICIES,
        description=_(
            "総合計画に掲げた施策を、市の担当部署が年度ごとにみずから評価したものです。"
            "評価、指標の実績、取組の内容を載せています。"
        ),
        unit=pgettext_lazy("数の後", "施策"),
        more=_("総合計画と施策評価"),
        list_url_name="policies:tree",
        counts=published_evaluation_sheets,
    ),
    AreaPages(
        area=Area.PLEDGES,
        description=_(
            "市長が掲げた公約と、その進み具合です。だれが何をし、数値がどう出たかを、"
            "市が公表したとおりに載せています。"
        ),
        unit=pgettext_lazy("数の後", "項目"),
        more=_("市長公約の取組状況"),
        list_url_name="pledges:list",
        counts=published_pledges,
    ),
)


DOWNLOADS = (
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
    Download(
        _("市長公約の一覧"),
        _("市長の任期ごとの公約です。総括表は、それぞれの公約のページから保存できます。"),
        "pledges:list",
    ),
    Download(
        _("部署の一覧"),
        _("市の組織を、市の定める順（建制順）に並べたものです。"),
        "departments:list",
    ),
)
DICTIONARIES = (
    Dictionary("project-records", _("協働事業（年度の記録）"), RECORD_COLUMNS),
    Dictionary("partners", _("関係団体"), PARTNER_COLUMNS),
    Dictionary("case-sheets", _("協働事例紹介シート"), CASE_COLUMNS),
    Dictionary("project-reviews", _("協働のふりかえり（1行が1つの問い）"), ANSWER_COLUMNS),
    Dictionary("plans", _("総合計画"), PLAN_COLUMNS),
    Dictionary("plan-items", _("計画の項目"), ITEM_COLUMNS),
    Dictionary("measures", _("施策の一覧"), MEASURE_COLUMNS),
    Dictionary("evaluation-sheets", _("施策評価表"), SHEET_COLUMNS),
    Dictionary("indicators", _("評価指標"), INDICATOR_COLUMNS),
    Dictionary("indicator-values", _("評価指標の実績値（1行が1年度）"), VALUE_COLUMNS),
    Dictionary("pledge-sets", _("市長公約"), SET_COLUMNS),
    Dictionary("pledge-items", _("市長公約の総括表"), LINE_COLUMNS),
    Dictionary("departments", _("部署"), DEPARTMENT_COLUMNS),
)
