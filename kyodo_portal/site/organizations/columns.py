"""The columns of municipalities and departments, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, ListOf
from kyodo_portal.open_data.columns import MUNICIPALITY, MUNICIPALITY_NAME
from kyodo_portal.spreadsheets.columns import Column, ColumnType

MUNICIPALITY_COLUMNS = [
    Column(
        "code", _("自治体コード"), ColumnType.TEXT, _("全国地方公共団体コード（6けたの文字）。")
    ),
    Column("name", _("名前"), ColumnType.TEXT, _("自治体の名前。")),
    Column("name_kana", _("よみ"), ColumnType.TEXT, _("名前のよみ。")),
    Column("name_english", _("英語の名前"), ColumnType.TEXT, _("英語の名前。")),
    Column("website", _("公式サイト"), ColumnType.TEXT, _("公式サイトのアドレス。")),
    Column("url", _("アドレス"), Address(), _("この自治体のページ。")),
]

DEPARTMENT_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("部署の番号。変わりません。")),
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    Column(
        "parent",
        _("上の組織のID"),
        ColumnType.INTEGER,
        _("上の組織の番号。ないか、分からないときは空。"),
        nullable=True,
    ),
    Column("parent_name", _("上の組織"), ColumnType.TEXT, _("上の組織の名前。"), in_api=False),
    Column("name", _("名前"), ColumnType.TEXT, _("部署の名前。")),
    Column("name_kana", _("よみ"), ColumnType.TEXT, _("名前のよみ。")),
    Column("name_english", _("英語の名前"), ColumnType.TEXT, _("英語の名前。")),
    Column(
        "valid_from",
        _("はじまりの年度"),
        ColumnType.INTEGER,
        _("西暦の年。分からないときは空。"),
        nullable=True,
    ),
    Column(
        "valid_to",
        _("おわりの年度"),
        ColumnType.INTEGER,
        _("西暦の年。いまもあるときは空。"),
        nullable=True,
    ),
    Column("telephone", _("電話番号"), ColumnType.TEXT, _("公開の電話番号。")),
    Column("email", _("メール"), ColumnType.TEXT, _("公開のメールアドレス。")),
    Column(
        "contact_url", _("問い合わせフォーム"), ColumnType.TEXT, _("問い合わせフォームのアドレス。")
    ),
    Column("hours", _("受付時間"), ColumnType.TEXT, _("受付時間。")),
    Column("url", _("アドレス"), Address(), _("この部署のページ。")),
    Column(
        "successors",
        _("引き継いだ組織"),
        ListOf(ColumnType.INTEGER),
        _("引き継いだ組織の番号。"),
    ),
]
