"""The columns of indicators and their values, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Choice, Group, ListOf
from kyodo_portal.open_data.columns import DEPARTMENT, FISCAL_YEAR, FISCAL_YEAR_ERA
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row, of_files
from policies.indicators.choices import Direction, IndicatorKind, ValueStatus
from policies.plans.columns import CODE, PLAN, TEXT, URL

NOT_STATED = ("", "")


def value_words(value: Row) -> str:
    """Return a value as written, or why there is none."""
    if value["status"] == ValueStatus.COUNTED:
        return str(value["value_text"])
    return str(ValueStatus(value["status"]).label)


VALUE = Group(
    "Value",
    [
        FISCAL_YEAR,
        FISCAL_YEAR_ERA,
        Column(
            "value",
            _("実績値"),
            ColumnType.NUMBER,
            _("実績値（数）。数がないときは空で、わけは状態に。"),
            nullable=True,
        ),
        Column(
            "value_text",
            _("実績値（資料のとおり）"),
            ColumnType.TEXT,
            _("評価表に書かれたとおり。"),
        ),
        Column(
            "status",
            _("実績値の状態"),
            Choice(ValueStatus.choices),
            _(
                "実績あり（counted）、測定なし（not_measured）、未到来（not_due）、記載なし（not_entered）。"
            ),
        ),
        Column("as_of_text", _("いつの値か"), ColumnType.TEXT, _("令和2年4月1日現在、など。")),
        Column("note", _("実績値の注"), ColumnType.TEXT, _("評価表の※の注。")),
    ],
)

INDICATOR_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("評価指標の番号。変わりません。")),
    PLAN,
    CODE,
    TEXT,
    Column(
        "department",
        _("指標の担当課"),
        DEPARTMENT,
        _("指標の担当課。決まっていないときは空。APIでは id、name、parent_name。"),
        nullable=True,
        is_last_in_files=True,
    ),
    Column("name", _("指標名"), ColumnType.TEXT, _("指標名。評価表のとおり。")),
    Column("unit", _("単位"), ColumnType.TEXT, _("単位。評価表のとおり。")),
    Column(
        "kind",
        _("種類"),
        Choice([NOT_STATED, *IndicatorKind.choices]),
        _("活動（activity）か成果（outcome）か。記載のないときは空。"),
    ),
    Column(
        "direction",
        _("望ましい向き"),
        Choice([NOT_STATED, *Direction.choices]),
        _("増えるほどよい（up）、減るほどよい（down）。市が決めたときだけ。"),
    ),
    Column(
        "baseline", _("基準値"), ColumnType.NUMBER, _("基準値。記載のないときは空。"), nullable=True
    ),
    Column(
        "baseline_year",
        _("基準値の年度"),
        ColumnType.INTEGER,
        _("基準値の年度（西暦）。"),
        nullable=True,
    ),
    Column(
        "target", _("目標値"), ColumnType.NUMBER, _("目標値。記載のないときは空。"), nullable=True
    ),
    Column(
        "target_year",
        _("目標値の年度"),
        ColumnType.INTEGER,
        _("目標値の年度（西暦）。"),
        nullable=True,
    ),
    Column(
        "values",
        _("実績値（年度ごと）"),
        ListOf(VALUE),
        _(
            "年度ごとの実績値。fiscal_year、value（数）、value_text（書かれたとおり）、status、as_of_text、note。"
        ),
        flat=VALUE.parts,
    ),
    URL,
]
# In files a line is one year's value.
VALUE_COLUMNS = of_files(INDICATOR_COLUMNS)
