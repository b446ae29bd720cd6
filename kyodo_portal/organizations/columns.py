"""The columns of municipalities and departments, for files, API and data dictionary."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.columns import Column, Kind, Row

from .models import Department, Municipality

MUNICIPALITY_COLUMNS = [
    Column("code", _("自治体コード"), Kind.TEXT, _("全国地方公共団体コード（6けたの文字）。")),
    Column("name", _("名前"), Kind.TEXT, _("自治体の名前。")),
    Column("name_kana", _("よみ"), Kind.TEXT, _("名前のよみ。")),
    Column("name_english", _("英語の名前"), Kind.TEXT, _("英語の名前。")),
    Column("website", _("公式サイト"), Kind.TEXT, _("公式サイトのアドレス。")),
    Column("url", _("アドレス"), Kind.TEXT, _("この自治体のページ。")),
]

DEPARTMENT_COLUMNS = [
    Column("id", _("ID"), Kind.INTEGER, _("部署の番号。変わりません。")),
    Column(
        "municipality", _("自治体コード"), Kind.TEXT, _("全国地方公共団体コード（6けたの文字）。")
    ),
    Column("municipality_name", _("自治体"), Kind.TEXT, _("自治体の名前。"), in_api=False),
    Column(
        "parent", _("上の組織のID"), Kind.INTEGER, _("上の組織の番号。ないか、分からないときは空。")
    ),
    Column("parent_name", _("上の組織"), Kind.TEXT, _("上の組織の名前。"), in_api=False),
    Column("name", _("名前"), Kind.TEXT, _("部署の名前。")),
    Column("name_kana", _("よみ"), Kind.TEXT, _("名前のよみ。")),
    Column("name_english", _("英語の名前"), Kind.TEXT, _("英語の名前。")),
    Column("valid_from", _("はじまりの年度"), Kind.INTEGER, _("西暦の年。分からないときは空。")),
    Column("valid_to", _("おわりの年度"), Kind.INTEGER, _("西暦の年。いまもあるときは空。")),
    Column("telephone", _("電話番号"), Kind.TEXT, _("公開の電話番号。")),
    Column("email", _("メール"), Kind.TEXT, _("公開のメールアドレス。")),
    Column("contact_url", _("問い合わせフォーム"), Kind.TEXT, _("問い合わせフォームのアドレス。")),
    Column("hours", _("受付時間"), Kind.TEXT, _("受付時間。")),
    Column("url", _("アドレス"), Kind.TEXT, _("この部署のページ。")),
]


def municipality_row(municipality: Municipality) -> Row:
    """Return a municipality as a plain row."""
    return {
        "code": municipality.code,
        "name": municipality.name,
        "name_kana": municipality.name_kana,
        "name_english": municipality.name_english,
        "website": municipality.website,
        "url": municipality.get_absolute_url(),
    }


def department_row(department: Department) -> Row:
    """Return a department of `Department.objects.for_list()` as a plain row."""
    return {
        "id": department.pk,
        "municipality": department.municipality.code,
        "municipality_name": department.municipality.name,
        "parent": department.parent_id,
        "parent_name": department.parent.name if department.parent else None,
        "name": department.name,
        "name_kana": department.name_kana,
        "name_english": department.name_english,
        "valid_from": department.valid_from,
        "valid_to": department.valid_to,
        "telephone": department.telephone,
        "email": department.email,
        "contact_url": department.contact_url,
        "hours": department.hours,
        "url": department.get_absolute_url(),
    }
