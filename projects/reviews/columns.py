"""The columns of 協働のふりかえり: one line for each question in files, one review in the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.spreadsheets.columns import Column, ColumnType

HEAD = [
    Column("id", _("ID"), ColumnType.INTEGER, _("ふりかえりの番号。変わりません。")),
    Column("project", _("事業ID"), ColumnType.INTEGER, _("事業の番号。年度が変わっても同じです。")),
    Column("record", _("記録ID"), ColumnType.INTEGER, _("年度の記録の番号。")),
    Column(
        "municipality",
        _("自治体コード"),
        ColumnType.TEXT,
        _("全国地方公共団体コード（6けたの文字）。"),
    ),
    Column("municipality_name", _("自治体"), ColumnType.TEXT, _("自治体の名前。"), in_api=False),
    Column(
        "fiscal_year", _("年度"), ColumnType.INTEGER, _("年度の始まる西暦の年。令和7年度は2025。")
    ),
    Column(
        "fiscal_year_era",
        _("年度（和暦）"),
        ColumnType.TEXT,
        _("年度を和暦で書いたもの。"),
        cell=lambda row: format_fiscal_year(row["fiscal_year"]),
        in_api=False,
    ),
    Column("name", _("名称"), ColumnType.TEXT, _("その年度の事業の名称。")),
    Column(
        "partner",
        _("答えた相手方"),
        ColumnType.TEXT,
        _("答えた団体の登録名。個人は載せません。APIでは id と name。"),
        cell=lambda row: row["partner"]["name"] if row["partner"] else None,
    ),
]
URL = Column("url", _("アドレス"), ColumnType.TEXT, _("このふりかえりのページ。"))

REVIEW_COLUMNS = [
    *HEAD,
    Column(
        "partner_answered",
        _("相手方の回答"),
        ColumnType.TEXT,
        _("相手方から受け取った答えがあるか（true、false）。"),
        in_files=False,
    ),
    Column(
        "answers",
        _("問いへの答え"),
        ColumnType.LONG_TEXT,
        _("問いごとの、市と相手方のことばと印。印はこのポータルの様式です。"),
        in_files=False,
    ),
    URL,
]


def _principle(row: Any) -> Any:
    return row["principle"]["title"] if row["principle"] else None


ANSWER_COLUMNS = [
    *HEAD,
    Column("number", _("問いの番号"), ColumnType.INTEGER, _("このふりかえりの中での順番。")),
    Column("question", _("問い"), ColumnType.TEXT, _("聞いたこと。このポータルの様式です。")),
    Column(
        "principle",
        _("もとの心得"),
        ColumnType.TEXT,
        _("問いのもとになったガイドラインの心得。"),
        cell=_principle,
    ),
    Column(
        "city_words", _("市のことば"), ColumnType.LONG_TEXT, _("市の答え。空は、市の記入なし。")
    ),
    Column(
        "partner_words",
        _("相手方のことば"),
        ColumnType.LONG_TEXT,
        _("相手方から受け取った答え。空は、まだ回答がないこと。"),
    ),
    Column(
        "city_mark",
        _("市の印（このポータルの様式）"),
        ColumnType.INTEGER,
        _("1（できなかった）から5（よくできた）。空は、印なし。平均は出しません。"),
    ),
    Column(
        "partner_mark",
        _("相手方の印（このポータルの様式）"),
        ColumnType.INTEGER,
        _("1（できなかった）から5（よくできた）。空は、印なし。平均は出しません。"),
    ),
    URL,
]
