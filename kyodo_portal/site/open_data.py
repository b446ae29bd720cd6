"""オープンデータ: what can be taken home in which format, and what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.columns import DEPARTMENT_COLUMNS
from kyodo_portal.spreadsheets.columns import Column
from projects.columns import PARTNER_COLUMNS, RECORD_COLUMNS

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
        _("部署の一覧"),
        _("市の組織を、市の定める順（建制順）に並べたものです。"),
        "departments:list",
    ),
)
DICTIONARIES = (
    Dictionary("project-records", _("協働事業（年度の記録）"), RECORD_COLUMNS),
    Dictionary("partners", _("関係団体"), PARTNER_COLUMNS),
    Dictionary("departments", _("部署"), DEPARTMENT_COLUMNS),
)
