"""補助金 as plain rows for files, API and pages."""

from typing import Any

from kyodo_portal.open_data.columns import department_row
from kyodo_portal.spreadsheets.columns import Row


def subsidy_row(subsidy: Any) -> Row:
    """Return a subsidy, loaded by `for_list()`, as a plain row."""
    return {
        "id": subsidy.pk,
        "municipality": subsidy.municipality.code,
        "municipality_name": subsidy.municipality.name,
        "fiscal_year": subsidy.fiscal_year,
        "department": department_row(subsidy.department),
        "name": subsidy.name,
        "amount": subsidy.amount,
        "url": subsidy.get_absolute_url(),
    }
