"""The columns of 関係団体, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Address, Choice
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from projects.partners.choices import PartnerKind

PARTNER_COLUMNS = [
    Column("id", _("ID"), ColumnType.INTEGER, _("関係団体の番号。変わりません。")),
    Column(
        "municipality",
        _("自治体コード"),
        ColumnType.TEXT,
        _("全国地方公共団体コード（6けたの文字）。"),
        source="municipality__code",
    ),
    Column(
        "municipality_name",
        _("自治体"),
        ColumnType.TEXT,
        _("自治体の名前。"),
        source="municipality__name",
        in_api=False,
    ),
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
