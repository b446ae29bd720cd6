"""Plain records for figures that are worked out by hand; ids are small numbers."""

from hypothesis import strategies as st

from projects.partner_statistics.aggregates.records import CountedRecord
from projects.partners.choices import PartnerKind

A, B = 1, 2
PROJECT, OTHER_PROJECT = 10, 11
DEPARTMENT = 100
CLASS = frozenset({(PartnerKind.GENERIC.value, 90)})
CITY = frozenset({(PartnerKind.CITY_UNIT.value, 91)})


def record(year, *partners, project=PROJECT, excluded=frozenset(), department=DEPARTMENT):
    return CountedRecord(
        id=year * 100 + project,
        project_id=project,
        fiscal_year=year,
        department_id=department,
        partners=frozenset(partners),
        excluded=excluded,
    )


YEARS = st.integers(2018, 2025)
RECORDS = st.lists(
    st.builds(
        lambda year, partners, project: record(year, *partners, project=project),
        YEARS,
        st.frozensets(st.integers(1, 3), max_size=2),
        st.integers(10, 12),
    ),
    max_size=20,
)
