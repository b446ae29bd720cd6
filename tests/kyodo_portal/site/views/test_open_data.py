from io import BytesIO

import pytest
from openpyxl import load_workbook

from kyodo_portal.open_data.catalogue import catalogue
from kyodo_portal.open_data.provenance import PROVENANCE
from kyodo_portal.read_model.search_rows import refresh
from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS
from pledges.reports.columns import LINE_COLUMNS
from policies.sheets.resources.sheets import EVALUATION_SHEETS
from projects.partners.columns import PARTNER_COLUMNS
from projects.partners.resources import PARTNERS
from projects.records.columns import RECORD_COLUMNS
from projects.records.resources.lists import PROJECT_RECORDS
from tests.factories.organizations import MunicipalityFactory
from tests.factories.policies import published_sheet
from tests.factories.projects import PartnerFactory, published_record
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def text_of(client):
    return page_text(client.get("/data/"))


def test_dictionary_explains_every_column(client):
    text = text_of(client)
    for column in [*RECORD_COLUMNS, *PARTNER_COLUMNS, *DEPARTMENT_COLUMNS]:
        assert str(column.heading) in text
        assert str(column.help) in text
        assert column.key in text or not column.in_api


def test_dictionary_reads_the_declared_columns():
    declared = [list(dictionary.columns) for dictionary in catalogue.dictionaries]
    lists = [PROJECT_RECORDS.table, PARTNERS.table, EVALUATION_SHEETS.table, LINE_COLUMNS]
    assert PROJECT_RECORDS.table == [*RECORD_COLUMNS, *PROVENANCE]
    for columns in lists:
        assert declared.count(columns) == 1
    keys = [dictionary.key for dictionary in catalogue.dictionaries]
    assert len(set(keys)) == len(keys)


def test_page_states_character_set_mark_and_line_ends(client):
    assert "文字コードは UTF-8（BOM付き）、改行は CRLF です。" in text_of(client)


def test_page_promises_no_licence_that_no_city_gave(client):
    text = text_of(client)
    assert "利用条件（ライセンス）は、資料に記載がありません" in text
    assert "CC BY" not in text


def test_page_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/data/")


@pytest.mark.parametrize("download", catalogue.downloads, ids=lambda download: download.url)
def test_every_download_exists_in_every_format(client, download, real_data):
    responses = [client.get(url) for url, _name in download.files]
    for response in responses:
        response.getvalue()  # a file is open until it is sent
    assert [response["Content-Type"] for response in responses] == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv; charset=utf-8",
        "application/json",
    ]


def test_a_download_is_what_the_page_says_of_it(client, real_data):
    [address] = [url for url, name in catalogue.downloads[0].files if name == "CSV"]
    content = b"".join(client.get(address).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 15


@pytest.mark.parametrize("address", ["/data/", "/projects/", "/partners/", "/policies/summary/"])
def test_excel_is_offered_before_csv_and_says_why(client, address):
    record = published_record(partners=[PartnerFactory()])
    refresh(record.partners.all())
    published_sheet()
    response = client.get(address)
    html = response.content.decode()
    words = "CSVを表計算ソフトで開くと、012131、01、1-1 などの番号の形が変わります。"
    assert 0 < html.index("format=xlsx") < html.index("format=csv")
    assert words in html
    assert "Excel でそのまま開けます" not in html


def test_codes_are_text_in_an_excel_file(client):
    city = MunicipalityFactory(code="012131")
    published_record(in_municipality=city, number="1-1")
    file = client.get("/projects/?format=xlsx&fiscal_year=all")
    sheet = load_workbook(BytesIO(file.getvalue())).worksheets[0]
    head, row = list(sheet.iter_rows())
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    shown = [(cells[name].value, cells[name].data_type) for name in ("自治体コード", "No.")]
    assert shown == [("012131", "s"), ("1-1", "s")]
