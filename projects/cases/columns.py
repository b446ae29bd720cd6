"""The columns of case sheets: one table for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice, Group, ListOf, YesNo, part
from kyodo_portal.open_data.columns import (
    DEPARTMENT,
    LINES_OF_TEXT,
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    PARTNER,
)
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row
from projects.cases.choices import PartySide
from projects.records.columns import FORM


def _arrow_words(arrow: Row) -> str:
    source, target, label = arrow["from"], arrow["to"], arrow["label"]
    if source == target:
        return f"{source}：{label}"
    sign = "→" if arrow["direction_known"] else "―"
    return f"{source}{sign}{target}：{label}"


PARTY_TEXT = Group(
    "PartyText",
    [
        part("party", ColumnType.TEXT, _("だれ")),
        part("side", Choice(PartySide.choices), _("行政か協働の相手か")),
        part("text", ColumnType.LONG_TEXT, _("内容")),
    ],
    words=lambda row: f"{row['party']}：\n{row['text']}",
)
PARTY_TEXTS = ListOf(PARTY_TEXT, separator="\n", cells=ColumnType.LONG_TEXT)
FLOW_ARROW = Group(
    "FlowArrow",
    [
        part("from", ColumnType.TEXT, _("だれから")),
        part("to", ColumnType.TEXT, _("だれへ。from と同じなら、自分で行うこと")),
        part("label", ColumnType.TEXT, _("何を")),
        part("direction_known", YesNo(), _("向きが資料から分かるか")),
    ],
    words=_arrow_words,
)
ARROWS = ListOf(FLOW_ARROW, separator="\n", cells=ColumnType.LONG_TEXT)
# Both lists are empty where the sheet has no diagram.
FLOW = Group(
    "Flow",
    [part("parties", LINES_OF_TEXT, _("出る人や組織")), part("arrows", ARROWS, _("矢印"))],
    words=lambda flow: ARROWS.cell(flow["arrows"]),
    cells=ColumnType.LONG_TEXT,
)

CASE_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("協働事例紹介シートの番号。変わりません。")),
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    Column("project", _("事業ID"), ColumnType.INTEGER, _("事業の番号。")),
    Column("title", _("事業名"), ColumnType.TEXT, _("事業の名前。シートに書かれたとおり。")),
    Column(
        "departments",
        _("担当課（登録名）"),
        ListOf(DEPARTMENT),
        _("担当課。複数のことがあります。APIでは id、name、parent_name。"),
        cell=lambda row: "、".join(one["name"] for one in row["departments"]),
    ),
    Column("department_text", _("担当課"), ColumnType.TEXT, _("担当課。シートに書かれたとおり。")),
    Column(
        "partners",
        _("協働の相手（登録名）"),
        ListOf(PARTNER),
        _("協働の相手の登録名。個人は載せません。APIでは id と name。"),
    ),
    Column(
        "partner_text",
        _("協働の相手"),
        ColumnType.TEXT,
        _("協働の相手。シートに書かれたとおり。個人の名前は「個人」と書きます。"),
    ),
    Column(
        "form",
        _("協働の形態"),
        FORM,
        _("協働の形態。APIでは code（共通コード）と name（市の呼び方）。"),
        nullable=True,
    ),
    Column(
        "involvement",
        _("関わり方"),
        ColumnType.TEXT,
        _("市民等と市の関わり方。市の呼び方です。"),
        nullable=True,
    ),
    Column(
        "start_year",
        _("開始年度（西暦）"),
        ColumnType.INTEGER,
        _("始めた年度の西暦の年。年が書かれていないときは空。"),
        nullable=True,
    ),
    Column(
        "start_era", _("開始の元号"), ColumnType.TEXT, _("始めた年度の元号。年がなくても残します。")
    ),
    Column("start_text", _("開始年度"), ColumnType.TEXT, _("始めた年度。シートに書かれたとおり。")),
    Column("as_of", _("作成時期"), ColumnType.TEXT, _("シートを作った時期。記載がないときは空。")),
    Column("overview", _("取り組みの概要"), ColumnType.LONG_TEXT, _("どのような取り組みか。")),
    Column("trigger", _("協働のきっかけ"), ColumnType.LONG_TEXT, _("なぜ協働を始めたか。")),
    Column(
        "outcome",
        _("協働の成果"),
        ColumnType.LONG_TEXT,
        _("協働で得られたこと。市の自己評価です。"),
    ),
    Column("points", _("協働のポイント"), ColumnType.LONG_TEXT, _("大切にしたことや課題。")),
    Column(
        "roles",
        _("役割"),
        PARTY_TEXTS,
        _("だれが何をするか。APIでは party（だれ）、side（行政 city か相手 partner か）、text。"),
    ),
    Column(
        "strengths",
        _("強み"),
        PARTY_TEXTS,
        _("だれにどんな強みがあるか。APIでは party、side、text。"),
    ),
    Column(
        "flow",
        _("協働の流れ"),
        FLOW,
        _(
            "だれからだれへ何が渡るか。―は向きが資料から分からないもの。"
            "APIでは parties と arrows（from、to、label、direction_known）。"
        ),
    ),
    Column(
        "captions",
        _("写真の説明"),
        LINES_OF_TEXT,
        _("写真に付いていた説明。写真そのものはありません。"),
    ),
    Column(
        "notes",
        _("資料のほかの語"),
        LINES_OF_TEXT,
        _("どの欄のものか資料から分からない語。"),
    ),
    Column("url", _("アドレス"), Address(), _("この事例のページ。")),
]
