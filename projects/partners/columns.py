"""The columns of 関係団体, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice
from kyodo_portal.open_data.columns import MUNICIPALITY, MUNICIPALITY_NAME
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from projects.partners.choices import PartnerKind

PARTNER_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("関係団体の番号。変わりません。")),
    MUNICIPALITY,
    MUNICIPALITY_NAME,
    Column("name", _("名前"), ColumnType.TEXT, _("関係団体の名前。個人は載せません。")),
    Column(
        "kind",
        _("種別"),
        Choice([choice for choice in PartnerKind.choices if choice[0] != PartnerKind.PERSON]),
        _("団体、企業、学校、総称（町内会・自治会のような、まとめた呼び方）、市の組織。"),
    ),
    Column(
        "corporate_number", _("法人番号"), ColumnType.TEXT, _("13けたの法人番号。分かるものだけ。")
    ),
    Column("url", _("アドレス"), Address(), _("この関係団体のページ。")),
]
