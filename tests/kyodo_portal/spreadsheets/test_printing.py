from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["projects:list", "projects:summary"])
def test_every_sheet_prints_across_with_its_headings(client, page):
    published_record()
    response = client.get(reverse(page), {"format": "xlsx", "fiscal_year": "all"})
    book = load_workbook(BytesIO(b"".join(response)))
    told = [
        (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage)
        for sheet in book
    ]
    assert told == [("landscape", True)] * len(book.sheetnames)
    assert {sheet.print_title_rows for sheet in book} == {"$1:$1"}


def test_a_wide_table_prints_on_several_pages_side_by_side(client):
    published_record()
    response = client.get(reverse("projects:summary"), {"format": "xlsx", "fiscal_year": "all"})
    book = load_workbook(BytesIO(b"".join(response)))
    assert book["部署×年度"].page_setup.fitToWidth == 1
    assert book["一覧"].page_setup.fitToWidth == 3
