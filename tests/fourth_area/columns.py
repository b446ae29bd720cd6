"""The columns of 補助金, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address
from kyodo_portal.open_data.columns import (
    DEPARTMENT,
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    MUNICIPALITY,
    MUNICIPALITY_NAME,
)
from kyodo_portal.spreadsheets.columns import Column, ColumnType

SUBSIDY_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("補助金の番号。変わりません。")),
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    FISCAL_YEAR,
    FISCAL_YEAR_ERA,
    Column("department", _("担当部署"), DEPARTMENT, _("担当の部署。")),
    Column("name", _("補助金の名前"), ColumnType.TEXT, _("資料に書かれたとおり。")),
    Column(
        "amount",
        _("交付額（円）"),
        ColumnType.INTEGER,
        _("交付した額。記載のないときは空。"),
        nullable=True,
    ),
    Column("url", _("アドレス"), Address(), _("この補助金のページ。")),
]
