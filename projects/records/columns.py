"""The columns of 協働事業: one table for files, API, data dictionary and import.

The fourteen headings of the city's own 一覧 are its own words, and hold what it wrote. What
was parsed from them stands beside, under a heading of its own.
"""

from dataclasses import replace
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice, Group, ListOf, part
from kyodo_portal.open_data.columns import (
    DEPARTMENT,
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    PARTNER,
)
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row
from projects.records.choices import CommonForm, ParticipantsStatus, Recurrence, Stage

ACTIVITY_FIELD = Group(
    "ActivityFieldName",
    [
        part("id", ColumnType.INTEGER, _("活動分野の番号")),
        part("name", ColumnType.TEXT, _("名前")),
    ],
    words=itemgetter("name"),
)
FORM = Group(
    "FormName",
    [
        part("code", Choice(CommonForm.choices), _("共通コード")),
        part("name", ColumnType.TEXT, _("市の呼び方")),
    ],
    words=itemgetter("name"),
)


def _common_forms(row: Row) -> str:
    codes = dict.fromkeys(form["code"] for form in row["forms"])
    return "、".join(str(CommonForm(code).label) for code in codes)


RECORD_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("年度の記録の番号。変わりません。")),
    Column(
        "project",
        _("事業ID"),
        ColumnType.INTEGER,
        _("事業の番号。年度が変わっても同じです。"),
        source="project_id",
    ),
    replace(MUNICIPALITY, source="municipality__code"),
    replace(MUNICIPALITY_NAME, source="municipality__name"),
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    Column(
        "stage",
        _("予定・実績"),
        Choice(Stage.choices),
        _("予定（planned）か実績（actual）か。"),
    ),
    Column("number", _("No."), ColumnType.TEXT, _("市の一覧の番号。")),
    Column(
        "department",
        _("所管部（登録名）"),
        DEPARTMENT,
        _("所管の部署。APIでは id、name（名前）、parent_name（上の組織の名前）。"),
    ),
    Column(
        "department_text",
        _("所管部名"),
        ColumnType.TEXT,
        _("所管の部署。市の一覧に書かれたとおり。"),
    ),
    Column(
        "name", _("名称"), ColumnType.TEXT, _("その年度の事業の名称。市の一覧に書かれたとおり。")
    ),
    Column(
        "partners",
        _("関係団体（登録名）"),
        ListOf(PARTNER),
        _("関係団体の登録名。別の書き方はまとめ、個人は載せません。APIでは id と name。"),
    ),
    Column(
        "partner_text",
        _("関係団体名（主催者）"),
        ColumnType.TEXT,
        _("関係団体。市の一覧に書かれたとおり。個人の名前は「個人」と書きます。"),
    ),
    Column(
        "forms",
        _("協働の形態（共通の区分）"),
        ListOf(FORM),
        _("協働の形態。複数のことがあります。APIでは code（共通コード）と name（市の呼び方）。"),
        cell=_common_forms,
    ),
    Column(
        "form_text", _("協働の形態"), ColumnType.TEXT, _("協働の形態。市の一覧に書かれたとおり。")
    ),
    Column(
        "activity_fields",
        _("活動分野"),
        ListOf(ACTIVITY_FIELD),
        _("事業の活動分野。複数のことがあります。空は未分類。APIでは id と name。"),
    ),
    Column(
        "recurrence",
        _("実施区分（共通の区分）"),
        Choice(Recurrence.choices),
        _("実施区分。記載なし（not_entered）は、市の一覧が空のとき。"),
    ),
    Column(
        "recurrence_text", _("実施区分"), ColumnType.TEXT, _("実施区分。市の一覧に書かれたとおり。")
    ),
    Column("frequency", _("開催周期"), ColumnType.TEXT, _("開催周期。市の一覧に書かれたとおり。")),
    Column(
        "first_year",
        _("初回実施年"),
        ColumnType.INTEGER,
        _("はじめて実施した西暦の年。"),
        nullable=True,
    ),
    Column(
        "start_date",
        _("開始日（西暦）"),
        ColumnType.DATE,
        _("開始日。書かれた日付を読み取ったもの。読み取れないときは空。"),
        nullable=True,
    ),
    Column(
        "end_date",
        _("終了日（西暦）"),
        ColumnType.DATE,
        _("終了日。書かれた日付を読み取ったもの。読み取れないときは空。"),
        nullable=True,
    ),
    Column(
        "start_text",
        _("開始日"),
        ColumnType.TEXT,
        _("開始日。市の一覧に書かれたとおり（R7.4.1など）。"),
    ),
    Column(
        "end_text",
        _("終了日"),
        ColumnType.TEXT,
        _("終了日。市の一覧に書かれたとおり（R8.3.31など）。"),
    ),
    Column("purpose", _("目的"), ColumnType.LONG_TEXT, _("事業の目的。")),
    Column("content", _("内容"), ColumnType.LONG_TEXT, _("事業の内容。")),
    Column(
        "participants",
        _("市民参加人数（人）"),
        ColumnType.INTEGER,
        _("市民参加人数（延べ・市の報告）。0は0人。人数がないときは空で、わけは状態にあります。"),
        nullable=True,
    ),
    Column(
        "participants_status",
        _("市民参加人数の状態"),
        Choice(ParticipantsStatus.choices),
        _(
            "人数あり（counted）、不明（unknown）、該当なし（not_applicable）、記載なし（not_entered）。"
        ),
    ),
    Column(
        "participants_text",
        _("市民参加人数（総計）"),
        ColumnType.TEXT,
        _("市民参加人数。市の一覧に書かれたとおり。"),
    ),
    Column(
        "outcome",
        _("取組の効果、市民からの反響等"),
        ColumnType.LONG_TEXT,
        _("取組の効果や、市民からの反響。市の自己評価です。"),
    ),
    Column("url", _("アドレス"), Address(), _("この記録のページ。")),
]

PROJECT_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("事業の番号。変わりません。")),
    Column("municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード")),
    Column("code", _("事業コード"), ColumnType.TEXT, _("自治体の中の事業コード")),
    Column("name", _("名称"), ColumnType.TEXT, _("名称")),
    Column(
        "activity_fields",
        _("活動分野"),
        ListOf(ACTIVITY_FIELD),
        _("活動分野。空は未分類"),
    ),
    Column(
        "fiscal_years",
        _("記録のある年度"),
        ListOf(ColumnType.INTEGER),
        _("記録を公開している年度（西暦）。新しい順。"),
    ),
    Column("url", _("アドレス"), Address(), _("事業のページ")),
]
FORM_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("形態の番号。変わりません。")),
    Column("municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード")),
    Column("code", _("協働の形態（共通の区分）"), Choice(CommonForm.choices), _("共通コード")),
    Column("name", _("名前"), ColumnType.TEXT, _("市の呼び方")),
    Column("definition", _("説明"), ColumnType.LONG_TEXT, _("市の説明。ないときは空")),
]
ACTIVITY_FIELD_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("活動分野の番号。変わりません。")),
    Column("municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード")),
    Column("name", _("名前"), ColumnType.TEXT, _("名前")),
    Column("group", _("分野のまとまり"), ColumnType.TEXT, _("ガイドラインでの分野のまとまり")),
]


SUMMARY_COLUMNS = [
    Column("table", _("集計"), ColumnType.TEXT, _("どの集計か。")),
    Column(
        "fiscal_year", _("年度"), ColumnType.INTEGER, _("年度の始まる西暦の年。全年度のときは空。")
    ),
    Column("municipality", _("自治体"), ColumnType.TEXT, _("自治体が複数あるときの名前。")),
    Column(
        "row", _("項目"), ColumnType.TEXT, _("部署、形態など。「計」は1件を1回だけ数えたもの。")
    ),
    Column("column", _("内訳"), ColumnType.TEXT, _("実施区分や、人数の状態。")),
    Column("value", _("値"), ColumnType.INTEGER, _("件数か人数。人数がないときは空。")),
    Column("unit", _("単位"), ColumnType.TEXT, _("件か人。")),
]
