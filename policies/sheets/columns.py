"""The columns of 施策評価表 and of 施策 with their newest sheet, for files, API and dictionary."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.open_data.column_types import Group, ListOf, part
from kyodo_portal.open_data.columns import (
    DEPARTMENT,
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    MUNICIPALITY,
    department_name,
)
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row, of_files
from policies.indicators.columns import (
    INDICATOR_COLUMNS,
    VALUE,
    VALUE_COLUMNS,
    value_words,
)
from policies.plans.columns import ABOVE, CODE, DEPARTMENTS, PLAN, TEXT, URL


def _section_texts(key: str) -> Callable[[Row], str]:
    def texts(row: Row) -> str:
        sections = row["sections"]
        if len(sections) == 1:
            return str(sections[0][key])
        return "\n\n".join(
            f"【{department_name(section['department'])}】\n{section[key]}" for section in sections
        )

    return texts


def _indicator_line(indicator: Row) -> str:
    values = [
        f"{format_fiscal_year(v['fiscal_year'])} {value_words(v)}" for v in indicator["values"]
    ]
    unit = f"（{indicator['unit']}）" if indicator["unit"] else ""
    return f"{indicator['name']}{unit}：{'、'.join(values)}"


SECTION = Group(
    "Section",
    [
        part("department", DEPARTMENT, _("担当課")),
        part("actions", ColumnType.LONG_TEXT, _("具体的な取組")),
        part("direction", ColumnType.LONG_TEXT, _("今後の取組の方向性")),
    ],
)
SHEET_INDICATOR = Group(
    "SheetIndicator",
    [
        part("id", ColumnType.INTEGER, _("評価指標の番号")),
        part("name", ColumnType.TEXT, _("指標名")),
        part("unit", ColumnType.TEXT, _("単位")),
        part("values", ListOf(VALUE), _("その年度までの実績値")),
    ],
    words=_indicator_line,
)
RATING = Column("rating", _("反映区分"), ColumnType.TEXT, _("反映区分の記号。市の自己評価です。"))
RATING_LABEL = Column(
    "rating_label", _("反映区分の説明"), ColumnType.TEXT, _("反映区分の意味。計画の区分のとおり。")
)
DEPARTMENT_TEXT = Column(
    "department_text",
    _("担当部・課"),
    ColumnType.TEXT,
    _("担当部・課。評価表に書かれたとおり。"),
)

MEASURE_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("施策の番号。変わりません。")),
    PLAN,
    ABOVE,
    CODE,
    TEXT,
    replace(FISCAL_YEAR, nullable=True),
    FISCAL_YEAR_ERA,
    RATING,
    RATING_LABEL,
    DEPARTMENTS,
    DEPARTMENT_TEXT,
    Column("indicator_count", _("指標の数"), ColumnType.INTEGER, _("評価表にある評価指標の数。")),
    URL,
]

SHEET_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("施策評価表の番号。変わりません。")),
    PLAN,
    MUNICIPALITY,
    ABOVE,
    CODE,
    Column(
        "text", _("施策の文"), ColumnType.LONG_TEXT, _("施策の文。計画のとおり。"), in_api=False
    ),
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    RATING,
    RATING_LABEL,
    DEPARTMENTS,
    DEPARTMENT_TEXT,
    Column(
        "sections",
        _("担当課の記入"),
        ListOf(SECTION, cells=ColumnType.LONG_TEXT),
        _("担当課ごとの具体的な取組（actions）と、今後の取組の方向性（direction）。"),
        flat=[
            Column(
                "actions",
                _("具体的な取組"),
                ColumnType.LONG_TEXT,
                _("具体的な取組。評価表のとおり。"),
                cell=_section_texts("actions"),
                in_api=False,
            ),
            Column(
                "direction",
                _("今後の取組の方向性"),
                ColumnType.LONG_TEXT,
                _("今後の取組の方向性。評価表のとおり。"),
                cell=_section_texts("direction"),
                in_api=False,
            ),
        ],
    ),
    Column(
        "indicators",
        _("評価指標"),
        ListOf(SHEET_INDICATOR, separator="\n", cells=ColumnType.LONG_TEXT),
        _("評価指標と、その年度までの実績値。"),
    ),
    Column("notes", _("注"), ColumnType.LONG_TEXT, _("評価表の※の注。")),
    URL,
]


_IN_SHEETS = {"code", "name", "unit", *(column.key for column in VALUE.parts)}
# The values in the file of one 施策, whose sheet says the rest.
SHEET_VALUE_COLUMNS = [column for column in VALUE_COLUMNS if column.key in _IN_SHEETS]

# What the newest shown sheet of a 施策 says of each of its indicators.
_OF_THE_SHEET = [
    replace(
        DEPARTMENTS,
        heading=_("担当課"),
        help=_("評価表の担当の部署。複数のことがあります。APIでは id、name、parent_name。"),
    ),
    replace(DEPARTMENT_TEXT, is_last_in_files=True),
    Column(
        "sheet_fiscal_year",
        _("評価表の年度"),
        ColumnType.INTEGER,
        _("担当課と反映区分が書かれている評価表の年度（西暦）。"),
        is_last_in_files=True,
    ),
    replace(RATING, is_last_in_files=True),
    replace(RATING_LABEL, is_last_in_files=True),
]
_AFTER_TEXT = INDICATOR_COLUMNS.index(TEXT) + 1
RATED_INDICATOR_COLUMNS = [
    *INDICATOR_COLUMNS[:_AFTER_TEXT],
    *_OF_THE_SHEET,
    *INDICATOR_COLUMNS[_AFTER_TEXT:],
]
RATED_VALUE_COLUMNS = of_files(RATED_INDICATOR_COLUMNS)
