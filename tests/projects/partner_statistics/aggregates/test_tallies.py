"""What was counted and what was left out, each record exactly once."""

from hypothesis import given

from projects.partner_statistics.aggregates.tallies import (
    ExcludedKind,
    RecordTally,
    excluded,
    tally,
    tally_by_year,
)
from projects.partners.choices import PartnerKind
from tests.factories.counted_records import CITY, CLASS, RECORDS, A, B, record

PERSON = frozenset({(PartnerKind.PERSON.value, 92)})
OTHER_CLASS = frozenset({(PartnerKind.GENERIC.value, 93)})

CASES = [
    record(2022, A, excluded=CLASS),
    record(2022, A, B, project=11),
    record(2022, project=12, excluded=CLASS | OTHER_CLASS),
    record(2022, project=13, excluded=CITY | CLASS),
    record(2021, project=14, excluded=PERSON),
    record(2021, project=15),
]


def test_tally_tells_why_a_record_does_not_count():
    # Six records: two with A or B; three with a class, the city or a person alone; one with
    # nobody. Two different partners.
    assert tally(CASES) == RecordTally(6, 2, 3, 1, 2)


def test_tally_by_year_begins_with_the_newest():
    assert list(tally_by_year(CASES).items()) == [
        (2022, RecordTally(4, 2, 1 + 1, 0, 2)),
        (2021, RecordTally(2, 0, 1, 1, 0)),
    ]


def test_excluded_counts_partners_and_records_of_each_kind():
    # 総称: two different ones (90, 93) in three records. 市の組織: one in one. 個人: one in one.
    assert excluded(CASES) == [
        ExcludedKind(PartnerKind.GENERIC, 2, 3),
        ExcludedKind(PartnerKind.CITY_UNIT, 1, 1),
        ExcludedKind(PartnerKind.PERSON, 1, 1),
    ]


def test_excluded_of_nothing_is_zero_of_each_kind():
    assert [(row.partners, row.records) for row in excluded([])] == [(0, 0)] * 3


@given(RECORDS)
def test_every_record_is_tallied_once(records):
    found = tally(records)
    assert found.records == len(records)
    assert found.with_partner + found.only_excluded + found.without_any == found.records
    by_year = tally_by_year(records).values()
    assert sum(year.records for year in by_year) == found.records
    assert sum(year.with_partner for year in by_year) == found.with_partner
