"""The columns of plans and their items, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Group, ListOf, part
from kyodo_portal.open_data.columns import DEPARTMENT, LINES_OF_TEXT, MUNICIPALITY
from kyodo_portal.spreadsheets.columns import Column, ColumnType

# Between the levels over a 施策, in files.
LEVELS = " ＞ "
GRADE = Group(
    "Grade",
    [part("code", ColumnType.TEXT, _("記号")), part("label", ColumnType.TEXT, _("説明"))],
    words=lambda grade: f"{grade['code']} {grade['label']}",
)


PLAN = Column("plan", _("計画"), ColumnType.TEXT, _("総合計画のアドレスの名前。"))
CODE = Column(
    "code",
    _("施策番号"),
    ColumnType.TEXT,
    _("計画の中の番号。番号のない段階は、上からの番号をつないだもの（11101など）。"),
)
TEXT = Column("text", _("施策の文"), ColumnType.LONG_TEXT, _("施策の文。計画のとおり。"))
ABOVE = Column(
    "above",
    _("計画での位置"),
    ListOf(ColumnType.TEXT, separator=LEVELS),
    _("上の段階の番号と題名。"),
    in_api=False,
)
DEPARTMENTS = Column(
    "departments",
    _("担当課（登録名）"),
    ListOf(DEPARTMENT),
    _("担当の部署。複数のことがあります。APIでは id、name、parent_name。"),
)
URL = Column("url", _("アドレス"), Address(), _("この記録のページ。"))

PLAN_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("計画の番号。変わりません。")),
    MUNICIPALITY,
    Column("slug", _("計画"), ColumnType.TEXT, _("アドレスの名前。")),
    Column("name", _("計画の名前"), ColumnType.TEXT, _("資料に書かれていないときは空。")),
    Column(
        "levels",
        _("段階"),
        ListOf(ColumnType.TEXT, separator="\n"),
        _("段階の名前。上から順。"),
    ),
    Column(
        "ratings",
        _("反映区分"),
        ListOf(GRADE),
        _("評価の区分。順に code（記号）と label（説明）。"),
    ),
    Column(
        "first_year",
        _("はじめの年度"),
        ColumnType.INTEGER,
        _("西暦。分からないときは空。"),
        nullable=True,
    ),
    Column(
        "last_year",
        _("おわりの年度"),
        ColumnType.INTEGER,
        _("西暦。分からないときは空。"),
        nullable=True,
    ),
    Column("source_title", _("元の資料"), ColumnType.TEXT, _("計画の項目をうつした資料。")),
    URL,
]

ITEM_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("計画の項目の番号。変わりません。")),
    PLAN,
    Column(
        "parent",
        _("上の項目"),
        ColumnType.INTEGER,
        _("上の項目のID。いちばん上は空。"),
        nullable=True,
    ),
    Column("level", _("段階"), ColumnType.TEXT, _("段階の名前。計画のとおり。")),
    Column("number", _("番号"), ColumnType.TEXT, _("番号。計画のとおり。")),
    CODE,
    Column("title", _("題名"), ColumnType.TEXT, _("題名。施策には題名がなく、文があります。")),
    TEXT,
    Column("current_state", _("現況と課題"), ColumnType.LONG_TEXT, _("現況と課題。計画のとおり。")),
    Column("goal", _("基本目標"), ColumnType.LONG_TEXT, _("基本目標。計画のとおり。")),
    Column(
        "related_plans",
        _("関連する個別計画"),
        LINES_OF_TEXT,
        _("関連する個別計画の名前。"),
    ),
    Column(
        "sdgs",
        _("SDGs"),
        ListOf(ColumnType.INTEGER),
        _("SDGsの17の目標の番号。記載のないときは空。"),
    ),
    URL,
]
