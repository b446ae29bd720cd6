"""The columns of a set of 市長公約, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.columns import Column, ColumnType

SET_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("公約の番号。変わりません。")),
    Column(
        "municipality", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード（6けた）。")
    ),
    Column("slug", _("アドレスの名前"), ColumnType.TEXT, _("変わりません。")),
    Column("name", _("名前"), ColumnType.TEXT, _("公約の名前。")),
    Column("term_text", _("任期"), ColumnType.TEXT, _("市長の任期。資料にないときは空。")),
    Column(
        "star_steps", _("星の段階"), ColumnType.INTEGER, _("星がいくつの段階か。使わないときは空。")
    ),
    Column(
        "levels",
        _("段階"),
        ColumnType.TEXT,
        _("全体から下への段階と、数値の決まり。"),
        cell=lambda row: "、".join(level["name"] for level in row["levels"]),
    ),
    Column(
        "status_words",
        _("状況の言葉"),
        ColumnType.TEXT,
        _("言葉で評価する公約の、言葉と意味。"),
        cell=lambda row: "、".join(word["word"] for word in row["status_words"]),
    ),
    Column(
        "fiscal_years",
        _("報告のある年度"),
        ColumnType.TEXT,
        _("公開している報告の年度。新しい順。"),
        cell=lambda row: "、".join(map(str, row["fiscal_years"])),
    ),
    Column("url", _("アドレス"), ColumnType.TEXT, _("この公約のページ。")),
]
