"""The columns of the guideline's parts, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from projects.guideline.choices import GuidelineKind

SECTION_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("ガイドラインの部分の番号。変わりません。")),
    Column("municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード")),
    Column("kind", _("種類"), Choice(GuidelineKind.choices), _("種類")),
    Column(
        "chapter",
        _("入る章"),
        ColumnType.INTEGER,
        _("入る章の番号。章でないときは null のことがある"),
        nullable=True,
    ),
    Column("anchor", _("アンカー"), ColumnType.TEXT, _("ページの中の位置。変わりません。")),
    Column("number", _("番号"), ColumnType.TEXT, _("資料の番号")),
    Column("title", _("題名"), ColumnType.TEXT, _("題名")),
    Column("body", _("本文"), ColumnType.LONG_TEXT, _("本文（決まった範囲のMarkdown）")),
    Column("question", _("問い"), ColumnType.LONG_TEXT, _("問い")),
    Column("answer", _("答え"), ColumnType.LONG_TEXT, _("答え（決まった範囲のMarkdown）")),
    Column("department_text", _("担当課"), ColumnType.TEXT, _("担当課。資料に書かれたとおり")),
    Column(
        "form",
        _("協働の形態（共通の区分）"),
        ColumnType.TEXT,
        _("形態の共通コード。形態の説明でないときは null"),
        nullable=True,
    ),
    Column("url", _("アドレス"), Address(), _("ページの中の位置のアドレス")),
]
