"""The columns of 協働のふりかえり: one line for each question in files, one review in the API."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Group, ListOf, Scale, YesNo, part
from kyodo_portal.open_data.columns import (
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    PARTNER,
)
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from projects.reviews.choices import ReviewMark

MARK = Scale(min(ReviewMark.values), max(ReviewMark.values))
PRINCIPLE = Group(
    "Principle",
    [
        part("title", ColumnType.TEXT, _("心得の番号と題名")),
        part("url", Address(), _("ガイドラインの中の位置のアドレス")),
    ],
    words=itemgetter("title"),
)
ANSWER = Group(
    "ReviewAnswer",
    [
        Column("number", _("問いの番号"), ColumnType.INTEGER, _("このふりかえりの中での順番。")),
        Column("question", _("問い"), ColumnType.TEXT, _("聞いたこと。このポータルの様式です。")),
        Column(
            "principle",
            _("もとの心得"),
            PRINCIPLE,
            _("問いのもとになったガイドラインの心得。"),
            nullable=True,
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
            MARK,
            _("1（できなかった）から5（よくできた）。空は、印なし。平均は出しません。"),
            nullable=True,
        ),
        Column(
            "partner_mark",
            _("相手方の印（このポータルの様式）"),
            MARK,
            _("1（できなかった）から5（よくできた）。空は、印なし。平均は出しません。"),
            nullable=True,
        ),
    ],
)

REVIEW_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("ふりかえりの番号。変わりません。")),
    Column("project", _("事業ID"), ColumnType.INTEGER, _("事業の番号。年度が変わっても同じです。")),
    Column("record", _("記録ID"), ColumnType.INTEGER, _("年度の記録の番号。")),
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    Column("name", _("名称"), ColumnType.TEXT, _("その年度の事業の名称。")),
    Column(
        "partner",
        _("答えた相手方"),
        PARTNER,
        _("答えた団体の登録名。個人は載せません。APIでは id と name。"),
        nullable=True,
    ),
    Column(
        "partner_answered",
        _("相手方の回答"),
        YesNo(),
        _("相手方から受け取った答えがあるか（true、false）。"),
        is_last_in_files=True,
    ),
    Column(
        "answers",
        _("問いへの答え"),
        ListOf(ANSWER),
        _("問いごとの、市と相手方のことばと印。印はこのポータルの様式です。"),
        flat=ANSWER.parts,
    ),
    Column("url", _("アドレス"), Address(), _("このふりかえりのページ。")),
]
