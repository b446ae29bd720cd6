"""The columns of 施策評価: one table each for files, API and data dictionary."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.spreadsheets.columns import Column, Kind, Row

from .choices import Direction, IndicatorKind, ValueStatus
from .content import department_name

# Between the levels over a 施策, in files.
LEVELS = " ＞ "


def _departments(row: Row) -> str:
    return "、".join(department_name(department) for department in row["departments"])


def _section_texts(key: str) -> Any:
    def texts(row: Row) -> str:
        sections = row["sections"]
        if len(sections) == 1:
            return str(sections[0][key])
        return "\n\n".join(
            f"【{department_name(section['department'])}】\n{section[key]}" for section in sections
        )

    return texts


def _indicator_lines(row: Row) -> str:
    return "\n".join(_indicator_line(indicator) for indicator in row["indicators"])


def _indicator_line(indicator: Row) -> str:
    values = [
        f"{format_fiscal_year(v['fiscal_year'])} {value_words(v)}" for v in indicator["values"]
    ]
    unit = f"（{indicator['unit']}）" if indicator["unit"] else ""
    return f"{indicator['name']}{unit}：{'、'.join(values)}"


def value_words(value: Row) -> str:
    """Return a value as written, or why there is none."""
    if value["status"] == ValueStatus.COUNTED:
        return str(value["value_text"])
    return str(ValueStatus(value["status"]).label)


def _choice(choices: Any, key: str) -> Any:
    return lambda row: str(choices(row[key]).label) if row[key] else ""


def _lines(key: str) -> Any:
    return lambda row: "\n".join(row[key])


def _goals(row: Row) -> str:
    return "、".join(str(goal) for goal in row["sdgs"])


def _above(row: Row) -> str:
    return LEVELS.join(row["above"])


def _era(row: Row) -> str:
    return format_fiscal_year(row["fiscal_year"]) if row["fiscal_year"] else ""


PLAN = Column("plan", _("計画"), Kind.TEXT, _("総合計画のアドレスの名前。"))
CODE = Column(
    "code",
    _("施策番号"),
    Kind.TEXT,
    _("計画の中の番号。番号のない段階は、上からの番号をつないだもの（11101など）。"),
)
TEXT = Column("text", _("施策の文"), Kind.LONG_TEXT, _("施策の文。計画のとおり。"))
ABOVE = Column(
    "above", _("計画での位置"), Kind.TEXT, _("上の段階の番号と題名。"), cell=_above, in_api=False
)
MUNICIPALITY = Column(
    "municipality", _("自治体コード"), Kind.TEXT, _("全国地方公共団体コード（6けたの文字）。")
)
YEAR = Column("fiscal_year", _("年度"), Kind.INTEGER, _("年度の始まる西暦の年。令和7年度は2025。"))
ERA = Column(
    "fiscal_year_era",
    _("年度（和暦）"),
    Kind.TEXT,
    _("年度を和暦で書いたもの。"),
    cell=_era,
    in_api=False,
)
RATING = Column("rating", _("反映区分"), Kind.TEXT, _("反映区分の記号。市の自己評価です。"))
RATING_LABEL = Column(
    "rating_label", _("反映区分の説明"), Kind.TEXT, _("反映区分の意味。計画の区分のとおり。")
)
DEPARTMENTS = Column(
    "departments",
    _("担当課（登録名）"),
    Kind.TEXT,
    _("担当の部署。複数のことがあります。APIでは id、name、parent_name。"),
    cell=_departments,
)
URL = Column("url", _("アドレス"), Kind.TEXT, _("この記録のページ。"))

PLAN_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("計画の番号。変わりません。")),
    MUNICIPALITY,
    Column("slug", _("計画"), Kind.TEXT, _("アドレスの名前。")),
    Column("name", _("計画の名前"), Kind.TEXT, _("資料に書かれていないときは空。")),
    Column("levels", _("段階"), Kind.TEXT, _("段階の名前。上から順。"), cell=_lines("levels")),
    Column(
        "ratings",
        _("反映区分"),
        Kind.TEXT,
        _("評価の区分。順に code（記号）と label（説明）。"),
        cell=lambda row: "、".join(f"{one['code']} {one['label']}" for one in row["ratings"]),
    ),
    Column("first_year", _("はじめの年度"), Kind.INTEGER, _("西暦。分からないときは空。")),
    Column("last_year", _("おわりの年度"), Kind.INTEGER, _("西暦。分からないときは空。")),
    Column("source_title", _("元の資料"), Kind.TEXT, _("計画の項目をうつした資料。")),
    URL,
]

ITEM_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("計画の項目の番号。変わりません。")),
    PLAN,
    Column("parent", _("上の項目"), Kind.INTEGER, _("上の項目のID。いちばん上は空。")),
    Column("level", _("段階"), Kind.TEXT, _("段階の名前。計画のとおり。")),
    Column("number", _("番号"), Kind.TEXT, _("番号。計画のとおり。")),
    CODE,
    Column("title", _("題名"), Kind.TEXT, _("題名。施策には題名がなく、文があります。")),
    TEXT,
    Column("current_state", _("現況と課題"), Kind.LONG_TEXT, _("現況と課題。計画のとおり。")),
    Column("goal", _("基本目標"), Kind.LONG_TEXT, _("基本目標。計画のとおり。")),
    Column(
        "related_plans",
        _("関連する個別計画"),
        Kind.LONG_TEXT,
        _("関連する個別計画の名前。"),
        cell=_lines("related_plans"),
    ),
    Column(
        "sdgs", _("SDGs"), Kind.TEXT, _("SDGsの17の目標の番号。記載のないときは空。"), cell=_goals
    ),
    URL,
]

MEASURE_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("施策の番号。変わりません。")),
    PLAN,
    ABOVE,
    CODE,
    TEXT,
    YEAR,
    ERA,
    RATING,
    RATING_LABEL,
    DEPARTMENTS,
    Column(
        "department_text", _("担当部・課"), Kind.TEXT, _("担当部・課。評価表に書かれたとおり。")
    ),
    Column("indicator_count", _("指標の数"), Kind.INTEGER, _("評価表にある評価指標の数。")),
    URL,
]

SHEET_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("施策評価表の番号。変わりません。")),
    PLAN,
    MUNICIPALITY,
    ABOVE,
    CODE,
    Column("text", _("施策の文"), Kind.LONG_TEXT, _("施策の文。計画のとおり。"), in_api=False),
    YEAR,
    ERA,
    RATING,
    RATING_LABEL,
    DEPARTMENTS,
    Column(
        "department_text", _("担当部・課"), Kind.TEXT, _("担当部・課。評価表に書かれたとおり。")
    ),
    Column(
        "sections",
        _("担当課の記入"),
        Kind.LONG_TEXT,
        _("担当課ごとの具体的な取組（actions）と、今後の取組の方向性（direction）。"),
        in_files=False,
    ),
    Column(
        "actions",
        _("具体的な取組"),
        Kind.LONG_TEXT,
        _("具体的な取組。評価表のとおり。"),
        cell=_section_texts("actions"),
        in_api=False,
    ),
    Column(
        "direction",
        _("今後の取組の方向性"),
        Kind.LONG_TEXT,
        _("今後の取組の方向性。評価表のとおり。"),
        cell=_section_texts("direction"),
        in_api=False,
    ),
    Column(
        "indicators",
        _("評価指標"),
        Kind.LONG_TEXT,
        _("評価指標と、その年度までの実績値。"),
        cell=_indicator_lines,
    ),
    Column("notes", _("注"), Kind.LONG_TEXT, _("評価表の※の注。")),
    URL,
]

INDICATOR_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("評価指標の番号。変わりません。")),
    PLAN,
    CODE,
    TEXT,
    Column(
        "department",
        _("担当課"),
        Kind.TEXT,
        _("指標の担当課。決まっていないときは空。APIでは id、name、parent_name。"),
        cell=lambda row: department_name(row["department"]),
    ),
    Column("name", _("指標名"), Kind.TEXT, _("指標名。評価表のとおり。")),
    Column("unit", _("単位"), Kind.TEXT, _("単位。評価表のとおり。")),
    Column(
        "kind",
        _("種類"),
        Kind.TEXT,
        _("活動（activity）か成果（outcome）か。記載のないときは空。"),
        cell=_choice(IndicatorKind, "kind"),
    ),
    Column(
        "direction",
        _("望ましい向き"),
        Kind.TEXT,
        _("増えるほどよい（up）、減るほどよい（down）。市が決めたときだけ。"),
        cell=_choice(Direction, "direction"),
    ),
    Column("baseline", _("基準値"), Kind.NUMBER, _("基準値。記載のないときは空。")),
    Column("baseline_year", _("基準値の年度"), Kind.INTEGER, _("基準値の年度（西暦）。")),
    Column("target", _("目標値"), Kind.NUMBER, _("目標値。記載のないときは空。")),
    Column("target_year", _("目標値の年度"), Kind.INTEGER, _("目標値の年度（西暦）。")),
    Column(
        "values",
        _("実績値（年度ごと）"),
        Kind.TEXT,
        _(
            "年度ごとの実績値。fiscal_year、value（数）、value_text（書かれたとおり）、status、as_of_text、note。"
        ),
        in_files=False,
    ),
    URL,
]

VALUE_COLUMNS = [
    *[column for column in INDICATOR_COLUMNS if column.in_files and column is not URL],
    YEAR,
    ERA,
    Column(
        "value", _("実績値"), Kind.NUMBER, _("実績値（数）。数がないときは空で、わけは状態に。")
    ),
    Column("value_text", _("実績値（資料のとおり）"), Kind.TEXT, _("評価表に書かれたとおり。")),
    Column(
        "status",
        _("実績値の状態"),
        Kind.TEXT,
        _(
            "実績あり（counted）、測定なし（not_measured）、未到来（not_due）、記載なし（not_entered）。"
        ),
        cell=_choice(ValueStatus, "status"),
    ),
    Column("as_of_text", _("いつの値か"), Kind.TEXT, _("令和2年4月1日現在、など。")),
    Column("note", _("実績値の注"), Kind.TEXT, _("評価表の※の注。")),
    URL,
]

_IN_SHEETS = {"code", "name", "unit", "fiscal_year", "fiscal_year_era", "value", "value_text"}
_IN_SHEETS |= {"status", "as_of_text", "note"}
# The values in the file of one 施策, whose sheet says the rest.
SHEET_VALUE_COLUMNS = [column for column in VALUE_COLUMNS if column.key in _IN_SHEETS]
