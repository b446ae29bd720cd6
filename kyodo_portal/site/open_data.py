"""オープンデータ: what can be taken home in which format, and what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.columns import DEPARTMENT_COLUMNS
from kyodo_portal.spreadsheets.columns import Column
from pledges.columns import LINE_COLUMNS, SET_COLUMNS
from policies.columns import (
    INDICATOR_COLUMNS,
    ITEM_COLUMNS,
    MEASURE_COLUMNS,
    PLAN_COLUMNS,
    SHEET_COLUMNS,
    VALUE_COLUMNS,
)
from projects.case_columns import CASE_COLUMNS
from projects.columns import PARTNER_COLUMNS, RECORD_COLUMNS
from projects.review_columns import ANSWER_COLUMNS

from .areas import Words

FORMATS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))


@dataclass(frozen=True)
class Download:
    """A list or summary that can be saved as it is shown."""

    title: Words
    description: Words
    url_name: str
    query: str = ""

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return reverse(self.url_name) + (f"?{self.query}" if self.query else "")

    @property
    def files(self) -> list[tuple[str, str]]:
        """Return address and name of each format."""
        conditions = f"{self.query}&" if self.query else ""
        address = reverse(self.url_name)
        return [(f"{address}?{conditions}format={code}", name) for code, name in FORMATS]


@dataclass(frozen=True)
class Dictionary:
    """The meaning of every column of a table; `key` is its anchor on the page."""

    key: str
    title: Words
    columns: Sequence[Column]


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
