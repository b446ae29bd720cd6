import pytest

from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def text_of(client, address):
    return page_text(client.get(address))


@pytest.mark.parametrize("words", ["不明", "該当なし", "資料に記載なし", "データなし"])
def test_help_explains_each_kind_of_empty(client, words):
    assert f"<dt>{words}</dt>" in text_of(client, "/help/")


def test_help_table_of_contents_leads_to_its_headings(client):
    text = text_of(client, "/help/")
    for anchor in ["search", "save", "empty", "totals", "texts", "corrections"]:
        assert (text.count(f'href="#{anchor}"'), text.count(f'id="{anchor}"')) == (1, 1)


def test_accessibility_claims_no_conformance(client, settings):
    for name in ["", "苫小牧市 協働ポータル"]:
        settings.SITE_OFFICIAL_NAME = name
        text = text_of(client, "/accessibility/")
        assert (
            "JIS にもとづく試験は、まだ行っていません。このため、適合や準拠は表明しません。" in text
        )
        assert text.count("準拠") == 1


def test_accessibility_of_an_official_site_leads_to_the_departments(client, settings):
    settings.SITE_OFFICIAL_NAME = "苫小牧市 協働ポータル"
    assert "部署のページにある連絡先" in text_of(client, "/accessibility/")
