"""自治体: what is said of a code that is not one."""

import pytest

from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import MunicipalityFactory, OperatorFactory

pytestmark = pytest.mark.django_db
SIX_DIGITS = "全国地方公共団体コードは半角の数字6けたで書いてください。例：012131"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "012132",
            (
                "全国地方公共団体コード「012132」の検査数字（6けた目）が合いません。"
                "はじめの5けたが正しければ「012131」です。"
            ),
        ),
        ("01213", SIX_DIGITS),
        ("0121310", SIX_DIGITS),
        ("苫小牧市", SIX_DIGITS),
        (
            "01213\0",
            (
                "使えない文字（U+0000）が入っています。画面には見えません。"
                "メモ帳などに貼り付けてから写し直してください。"
            ),
        ),
    ],
)
def test_code_that_is_none_is_told_what_it_lacks(code, said):
    municipality = MunicipalityFactory()
    page = logged_in(OperatorFactory()).post(admin_url(municipality, "change"), {"code": code})
    assert page.context["adminform"].form.errors["code"] == [said]
