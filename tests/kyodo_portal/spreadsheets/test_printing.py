from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["projects:list", "projects:summary"])
def test_every_sheet_prints_on_the_width_of_one_page(client, page):
    published_record()
    response = client.get(reverse(page), {"format": "xlsx", "fiscal_year": "all"})
    book = load_workbook(BytesIO(b"".join(response)))
    told = [
        (
            sheet.page_setup.orientation,
            sheet.page_setup.fitToWidth,
            sheet.sheet_properties.pageSetUpPr.fitToPage,
            sheet.print_title_rows,
        )
        for sheet in book
    ]
    assert told == [("landscape", 1, True, "$1:$1")] * len(book.sheetnames)
