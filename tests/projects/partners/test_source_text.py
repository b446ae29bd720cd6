"""Verbatim texts in which partners are named: no person's name on any public surface."""

import pytest

from projects.partners.source_text import public_partner_text


@pytest.mark.parametrize(
    ("text", "names", "public"),
    [
        ("町内会・自治会", [], "町内会・自治会"),
        ("林業組合、林", ["林"], "林業組合、個人"),
        ("山田太郎、山田", ["山田", "山田太郎"], "個人、個人"),
        ("Ｔａｒｏ会", ["taro"], "個人"),
        ("ﾔﾏﾀﾞ、読書会", ["ヤマダ"], "個人"),
        ("a.b、axb会", ["a.b"], "個人、axb会"),
        ("読書会", ["", " "], "読書会"),
    ],
)
def test_public_partner_text_hides_every_spelling(text, names, public):
    assert public_partner_text(text, names) == public
