"""The columns of a set of 市長公約, for files, API and data dictionary."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice, Group, ListOf, YesNo, part
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row
from pledges.sets.choices import RollUp, Rounding


def _rule_lines(row: Row) -> str:
    return "\n".join(_rule_line(level) for level in row["levels"])


def _rule_line(level: Row) -> str:
    shown = [
        _("星で評価する") if level["has_stars"] else "",
        _("パーセントで示す") if level["has_percent"] else "",
        level["rule"],
        _("公表値から推定した決まり") if level["is_inferred"] else "",
    ]
    return f"{level['name']}：{'／'.join(str(words) for words in shown if words)}"


LEVEL = Group(
    "PledgeLevel",
    [
        part("name", ColumnType.TEXT, _("段階の名前")),
        part("has_stars", YesNo(), _("星で評価する")),
        part("has_percent", YesNo(), _("パーセントで示す")),
        part("roll_up", Choice(RollUp.choices), _("計算のもと")),
        part("rounding", Choice(Rounding.choices), _("端数")),
        part("decimals", ColumnType.INTEGER, _("小数のけた")),
        part("is_inferred", YesNo(), _("公表値から推定した決まり")),
        part("rule", ColumnType.TEXT, _("決まりを言葉で書いたもの")),
    ],
    words=itemgetter("name"),
)
STATUS_WORD = Group(
    "PledgeStatusWord",
    [
        part("word", ColumnType.TEXT, _("言葉")),
        part("meaning", ColumnType.TEXT, _("意味。ないときは空")),
    ],
    words=itemgetter("word"),
)
SET_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("公約の番号。変わりません。")),
    Column(
        "municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード（6けた）。")
    ),
    Column("slug", _("アドレスの名前"), ColumnType.TEXT, _("変わりません。")),
    Column("name", _("名前"), ColumnType.TEXT, _("公約の名前。")),
    Column("term_text", _("任期"), ColumnType.TEXT, _("市長の任期。資料にないときは空。")),
    Column(
        "star_steps",
        _("星の段階"),
        ColumnType.INTEGER,
        _("星がいくつの段階か。使わないときは空。"),
        nullable=True,
    ),
    Column(
        "levels",
        _("段階"),
        ListOf(LEVEL),
        _("全体から下への段階と、数値の決まり。"),
    ),
    Column(
        "status_words",
        _("状況の言葉"),
        ListOf(STATUS_WORD),
        _("言葉で評価する公約の、言葉と意味。"),
    ),
    Column(
        "fiscal_years",
        _("報告のある年度"),
        ListOf(ColumnType.INTEGER),
        _("公開している報告の年度。新しい順。"),
    ),
    Column("url", _("アドレス"), Address(), _("この公約のページ。")),
    Column(
        "level_rules",
        _("数値の決まり"),
        ColumnType.LONG_TEXT,
        _("段階ごとの、示し方と計算の決まり。"),
        cell=_rule_lines,
        in_api=False,
    ),
    Column(
        "status_word_meanings",
        _("状況の言葉の意味"),
        ColumnType.LONG_TEXT,
        _("状況の言葉と、その意味。"),
        cell=lambda row: "\n".join(
            f"{one['word']}：{one['meaning']}" for one in row["status_words"]
        ),
        in_api=False,
    ),
]
