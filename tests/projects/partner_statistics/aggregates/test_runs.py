"""連続年数, each case worked out by hand: what ends a run, what does not, and what is not known."""

from hypothesis import given
from hypothesis import strategies as st

from projects.partner_statistics.aggregates.runs import Now, of_department, of_project, runs
from tests.factories.counted_records import (
    CITY,
    CLASS,
    OTHER_PROJECT,
    PROJECT,
    RECORDS,
    YEARS,
    A,
    B,
    record,
)


def shown(records, held, unit_of=of_project):
    """Return (partner, years, years not known between, at least, now) of each run."""
    return [
        (run.partner, run.years, run.not_known, run.is_at_least, run.now)
        for run in runs(records, unit_of, held)
    ]


def test_years_in_a_row_are_counted():
    # Held 2020-2023. 2020 without a record of the project, then three years with A: 3 years,
    # certain, since 2020 is held; 2023 is the newest year, so that it goes on.
    held = {2020, 2021, 2022, 2023}
    records = [record(2021, A), record(2022, A), record(2023, A)]
    [run] = runs(records, of_project, held)
    assert (run.length, run.unit, run.records) == (3, PROJECT, tuple(records))
    assert shown(records, held) == [(A, (2021, 2022, 2023), (), False, Now.GOES_ON)]


def test_run_from_the_first_year_held_is_a_number_of_at_least():
    # Held 2022 and 2023 alone: what was in 2021 is not known.
    records = [record(2022, A), record(2023, A)]
    assert shown(records, {2022, 2023}) == [(A, (2022, 2023), (), True, Now.GOES_ON)]


def test_held_year_without_a_record_of_the_project_ends_the_run():
    # 2022 is held, and the project has no record in it: two runs of one year each.
    records = [record(2021, A), record(2023, A)]
    assert shown(records, {2020, 2021, 2022, 2023}) == [
        (A, (2021,), (), False, Now.ENDED),
        (A, (2023,), (), False, Now.GOES_ON),
    ]


def test_year_that_is_not_held_neither_ends_nor_counts():
    # 2022 is not held: one run of 2 years (2021 and 2023), perhaps 3.
    records = [record(2021, A), record(2023, A)]
    assert shown(records, {2020, 2021, 2023}) == [(A, (2021, 2023), (2022,), True, Now.GOES_ON)]


def test_record_with_others_ends_the_run_even_in_a_year_that_is_not_held():
    # 2022 is not held, but a draft of it, that may be seen, names B alone.
    records = [record(2021, A), record(2022, B), record(2023, A)]
    assert shown(records, {2020, 2021, 2023}) == [
        (A, (2021,), (), False, Now.ENDED),
        (A, (2023,), (), False, Now.GOES_ON),
        # B: before and after are known to be without; 2022 ended by the record of 2023.
        (B, (2022,), (), False, Now.ENDED),
    ]


def test_change_of_partner_is_two_runs():
    held = {2020, 2021, 2022, 2023}
    records = [record(2020, A), record(2021, A), record(2022, B), record(2023, B)]
    assert shown(records, held) == [
        (A, (2020, 2021), (), True, Now.ENDED),
        (B, (2022, 2023), (), False, Now.GOES_ON),
    ]


def test_year_that_names_nobody_is_not_known():
    # 2022 has a record without any partner; so it might have been A: 2 years, perhaps 3.
    held = {2020, 2021, 2022, 2023}
    records = [record(2021, A), record(2022), record(2023, A)]
    assert shown(records, held) == [(A, (2021, 2023), (2022,), True, Now.GOES_ON)]
    # The same of a 総称 alone: A may be one of the class.
    records[1] = record(2022, excluded=CLASS)
    assert shown(records, held) == [(A, (2021, 2023), (2022,), True, Now.GOES_ON)]


def test_year_with_the_city_itself_alone_ends_the_run():
    held = {2020, 2021, 2022, 2023}
    records = [record(2021, A), record(2022, excluded=CITY), record(2023, A)]
    assert [years for _partner, years, *_rest in shown(records, held)] == [(2021,), (2023,)]


def test_whether_a_run_goes_on_may_not_be_known():
    held = {2020, 2021, 2022}
    # 2022 names nobody: perhaps it went on, so at least one year, and not known.
    assert shown([record(2021, A), record(2022)], held) == [(A, (2021,), (), True, Now.NOT_KNOWN)]
    # 2022 not held, 2023 held without the project: ended, at 2021 or 2022.
    assert shown([record(2021, A)], {2020, 2021, 2023}) == [(A, (2021,), (), True, Now.ENDED)]


def test_record_newer_than_all_years_held_goes_on():
    # A draft of 2024 continues what is held up to 2023.
    held = {2022, 2023}
    records = [record(2023, A), record(2024, A)]
    assert shown(records, held) == [(A, (2023, 2024), (), False, Now.GOES_ON)]


def test_without_any_year_held_everything_is_at_least():
    assert shown([record(2024, A)], set()) == [(A, (2024,), (), True, Now.GOES_ON)]


def test_department_goes_on_with_a_partner_over_different_projects():
    held = {2020, 2021, 2022}
    records = [
        record(2020, A, project=PROJECT),
        record(2021, A, project=OTHER_PROJECT),
        record(2021, B, project=PROJECT),
        record(2022, A, B, project=PROJECT),
    ]
    # The department: A in all three years, B in the last two.
    assert shown(records, held, of_department) == [
        (A, (2020, 2021, 2022), (), True, Now.GOES_ON),
        (B, (2021, 2022), (), False, Now.GOES_ON),
    ]
    # The projects: A twice for one year in the first, once in the other; B for two years.
    assert [(run.unit, run.partner, run.years) for run in runs(records, of_project, held)] == [
        (PROJECT, A, (2020,)),
        (PROJECT, A, (2022,)),
        (PROJECT, B, (2021, 2022)),
        (OTHER_PROJECT, A, (2021,)),
    ]


def test_two_records_of_one_year_are_one_year():
    # Two projects that were merged have two records of 2021, one with A and one with B.
    first, second = record(2021, A), record(2021, B)
    assert shown([first, second], {2020, 2021}) == [
        (A, (2021,), (), False, Now.GOES_ON),
        (B, (2021,), (), False, Now.GOES_ON),
    ]


def test_no_records_are_no_runs():
    assert runs([], of_project, {2021}) == []


@given(RECORDS, st.frozensets(YEARS))
def test_every_year_with_a_partner_is_in_exactly_one_run(records, held):
    found = runs(records, of_project, held)
    counted = sorted((run.unit, run.partner, year) for run in found for year in run.years)
    named = {(one.project_id, pk, one.fiscal_year) for one in records for pk in one.partners}
    assert counted == sorted(named)
    for run in found:
        # What lies between is never counted and never known to be without the partner.
        assert set(run.not_known).isdisjoint(run.years)
        span = range(run.years[0], run.years[-1] + 1)
        assert sorted({*run.years, *run.not_known}) == list(span)


@given(RECORDS, st.frozensets(YEARS), YEARS)
def test_holding_one_year_more_never_makes_a_run_longer(records, held, year):
    def longest(years_held):
        lengths = {}
        for run in runs(records, of_project, years_held):
            key = (run.unit, run.partner)
            lengths[key] = max(lengths.get(key, 0), run.length)
        return lengths

    fewer, more = longest(held), longest(held | {year})
    assert all(more[key] <= fewer[key] for key in fewer)
