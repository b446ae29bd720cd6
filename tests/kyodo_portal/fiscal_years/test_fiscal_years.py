"""Eras, dates, years and fiscal years: every way of writing them, and back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_portal.fiscal_years import (
    InvalidDate,
    ParsedDate,
    current_fiscal_year,
    eras,
    first_day,
    fiscal_year_of,
    format_date,
    format_date_compact,
    format_date_in_both,
    format_fiscal_year,
    format_fiscal_year_compact,
    format_fiscal_year_english,
    format_fiscal_year_in_both,
    format_year,
    format_year_in_both,
    last_day,
    parse_date,
    parse_fiscal_year,
    parse_year,
    reported_fiscal_year,
    today_in_japan,
)

FIRST = date(1873, 1, 1)
LAST = date(2100, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
FULL_WIDTH = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})

days = st.dates(FIRST, LAST)
era_texts = st.text(
    st.sampled_from("MTSHRr明治大正昭和平成令元年月日度年0123456789０１./-－（）火 　:T通未定"),
    max_size=20,
)


def the_day(text, **kwargs):
    """The day a text means, after checking that nothing about it is odd."""
    parsed = parse_date(text, **kwargs)
    assert parsed == ParsedDate(parsed.day, "day", ())
    return parsed.day


# Every day there is


def test_every_day_written_long_is_read_back():
    assert [the_day(format_date(day)) for day in EVERY_DAY] == EVERY_DAY


def test_every_day_written_compactly_is_read_back():
    assert [the_day(format_date_compact(day)) for day in EVERY_DAY] == EVERY_DAY


@given(days)
def test_a_day_in_full_width_is_read_back(day):
    assert the_day(format_date(day).translate(FULL_WIDTH)) == day
    assert the_day(format_date_compact(day).translate(FULL_WIDTH)) == day


@given(days)
def test_a_western_day_is_read_back(day):
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{year}年{month}月{number}日",
        f"西暦{year}年{month}月{number}日",
        day.strftime("%Y%m%d"),
        f"{day} 00:00:00",
        f"{day}T23:59:59.999",
        f"{year}/{month}/{number} 0:00",
    ):
        assert the_day(text) == day


@given(days)
def test_a_day_with_its_weekday_is_read_back(day):
    weekday = "月火水木金土日"[day.weekday()]
    for note in (f"（{weekday}）", f"({weekday})", f" （{weekday}曜日）", f"（{weekday}・祝）"):
        assert the_day(format_date(day) + note) == day


@given(st.dates(date(1927, 5, 18), LAST))
def test_a_spreadsheets_day_number_is_its_day(day):
    serial = (day - date(1899, 12, 30)).days
    assert the_day(serial) == day
    assert the_day(serial + 0.75) == day


def test_day_numbers_begin_where_no_year_or_other_number_is_meant():
    assert the_day(10_000) == date(1927, 5, 18)
    with pytest.raises(InvalidDate):
        parse_date(9_999)


def test_day_numbers_end_with_the_last_year():
    assert the_day(73_415.5) == LAST
    with pytest.raises(InvalidDate):
        parse_date(73_416)


@given(days, st.integers(2000, 2090))
def test_a_day_without_year_falls_into_the_given_fiscal_year(day, fiscal_year):
    year = fiscal_year + (day.month < 4)
    text = f"{day.month}/{day.day}"
    if (day.month, day.day) == (2, 29) and year % 4:
        with pytest.raises(InvalidDate):
            parse_date(text, fiscal_year=fiscal_year)
    else:
        meant = day.replace(year=year)
        assert the_day(text, fiscal_year=fiscal_year) == meant
        assert the_day(f"{day.month}月{day.day}日", fiscal_year=fiscal_year) == meant
        assert first_day(fiscal_year) <= meant <= last_day(fiscal_year)


@given(st.one_of(st.text(max_size=80), era_texts, st.integers(), st.floats()))
def test_whatever_is_written_is_read_or_refused_with_an_example(written):
    try:
        parsed = parse_date(written, fiscal_year=2025)
    except InvalidDate as error:
        refusal = str(error)
    else:
        assert parsed is None or (parsed.day is not None) == (parsed.precision == "day")
        return
    assert "例：" in refusal


@pytest.mark.parametrize("parse", [parse_year, parse_fiscal_year])
@given(written=st.one_of(st.text(max_size=80), era_texts, st.integers(), st.floats()))
def test_whatever_year_is_written_is_read_or_refused_with_an_example(parse, written):
    try:
        year = parse(written)
    except InvalidDate as error:
        refusal = str(error)
    else:
        assert year is None or 1868 <= year <= 2100
        return
    assert "例：" in refusal


# Dates as people write them


@pytest.mark.parametrize(
    "text",
    [
        "R7.4.1",
        "R7/4/1",
        "R7-4-1",
        "r7.4.1",
        "R07.04.01",
        "R070401",
        "Ｒ７．４．１",
        "R7. 4. 1",
        " 令和7年4月1日 ",
        "令和 7 年 4 月 1 日",
        "令和７年４月１日（火）",
        "㋿7年4月1日",
        "２０２５年４月１日",
        "2025−04−01",
        "令和7年4月1日（火） 10:00",
        "2025-03-31T15:00:00Z",
        "2025-04-01T00:00:00+09:00",
        20250401,
        45748,
        45748.0,
        date(2025, 4, 1),
        datetime(2025, 4, 1, 23, 59),  # noqa: DTZ001 (as spreadsheets give it)
        datetime(2025, 3, 31, 15, 0, tzinfo=UTC),
    ],
)
def test_first_of_april_2025_is_read(text):
    assert the_day(text) == date(2025, 4, 1)


@pytest.mark.parametrize(
    "text", ["R元.5.1", "Ｒ元．５．１", "令和元年5月1日", "令和1年5月1日", "R1/5/1"]
)
def test_first_year_of_an_era_is_read(text):
    assert the_day(text) == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("令和7年4月", "month"),
        ("令和7年4月上旬", "month"),
        ("R7.4", "month"),
        ("2025-04", "month"),
        ("2025年4月", "month"),
        ("令和7年", "year"),
        ("令和７年度", "year"),
        ("R7", "year"),
        ("2025年", "year"),
        (2025, "year"),
        ("通年", "none"),
        ("随時", "none"),
        ("未定", "none"),
        (" 毎月　", "none"),
        ("－", "none"),
    ],
)
def test_date_less_exact_than_a_day_has_no_day(text, precision):
    assert parse_date(text) == ParsedDate(None, precision)


def test_month_without_year_needs_a_fiscal_year():
    assert parse_date("4月", fiscal_year=2025) == ParsedDate(None, "month")


@pytest.mark.parametrize("text", [None, "", " ", "　\n"])
def test_blank_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "R7.2.30",
            (
                "「R7.2.30」という日付はありません。2025年2月は28日までです。"
                "日付を確かめてください（例：R7.4.1、令和7年4月1日）。"
            ),
        ),
        (
            "R7.13.1",
            (
                "「R7.13.1」という日付はありません。月は1から12までです。"
                "日付を確かめてください（例：R7.4.1、令和7年4月1日）。"
            ),
        ),
        (
            "4月の予定",
            (
                "「4月の予定」は日付として読み取れません。"
                "年月日を書いてください（例：R7.4.1、令和7年4月1日）。"
            ),
        ),
        (
            "4/1",
            "「4/1」には年がありません。年から書いてください（例：R7.4.1、令和7年4月1日）。",
        ),
        (
            "7.4.1",
            (
                "「7.4.1」の年が読み取れません。"
                "元号か4けたの西暦で書いてください（例：R7、令和7年、2025年）。"
            ),
        ),
        (
            "R0.4.1",
            "「R0.4.1」という年はありません。元号の年は元年（1年）からです（例：R1、令和元年）。",
        ),
        (
            "2101/4/1",
            (
                "「2101/4/1」は1868年から2100年までの年ではありません。"
                "年を確かめてください（例：R7、令和7年、2025年）。"
            ),
        ),
    ],
)
def test_impossible_or_unreadable_date_is_refused_with_a_message(text, message):
    with pytest.raises(InvalidDate) as refusal:
        parse_date(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "written",
    [
        "R7.4.1～R8.3.31",
        "R7.4.1" + " " * 100 + "ごろ",
        "R7.4.1\x00",
        "2025 4 1",
        "令和7年4月31日",
        "R7.2.29",
        "2025-04-01 25:99",
        "元年4月1日",
        "1867-12-31",
        "2025-02-30T00:00:00Z",
        4.1,
        60,
        -45748,
        float("nan"),
        float("inf"),
        10**400,
        True,
        time(0, 0),
        date(1800, 1, 1),
    ],
)
def test_written_date_that_is_none_is_refused(written):
    with pytest.raises(InvalidDate):
        parse_date(written)


def test_message_repeats_no_more_than_one_short_line():
    with pytest.raises(InvalidDate) as refusal:
        parse_date("日\n" * 10_000)
    assert str(refusal.value).startswith("「日 日 ")
    assert len(str(refusal.value)) < 120


# Odd, but readable


@pytest.mark.parametrize(
    ("text", "day", "warning"),
    [
        (
            "平成37年4月1日",
            date(2025, 4, 1),
            "平成は平成31年4月30日までです。令和7年4月1日として読みました。",
        ),
        (
            "H31.5.1",
            date(2019, 5, 1),
            "平成は平成31年4月30日までです。令和元年5月1日として読みました。",
        ),
        (
            "R1.4.30",
            date(2019, 4, 30),
            "令和は令和元年5月1日からです。平成31年4月30日として読みました。",
        ),
        (
            "明治5年12月2日",
            date(1872, 12, 2),
            "明治5年までは旧暦です。1872年の新暦の日付として読みました。",
        ),
        (
            "R7.4.1（月）",
            date(2025, 4, 1),
            "令和7年4月1日は火曜日です（月曜日と書かれています）。",
        ),
    ],
)
def test_odd_day_is_read_with_a_warning(text, day, warning):
    assert parse_date(text) == ParsedDate(day, "day", (warning,))


@pytest.mark.parametrize(
    ("text", "precision", "warning"),
    [
        ("平成37年", "year", "平成は平成31年4月30日までです。令和7年として読みました。"),
        ("平成31年5月", "month", "平成は平成31年4月30日までです。令和元年5月として読みました。"),
        ("令和元年4月", "month", "令和は令和元年5月1日からです。平成31年4月として読みました。"),
    ],
)
def test_odd_month_or_year_is_read_with_a_warning(text, precision, warning):
    assert parse_date(text) == ParsedDate(None, precision, (warning,))


@pytest.mark.parametrize("text", ["平成31年", "令和元年", "令和元年5月", "平成31年4月"])
def test_month_or_year_that_touches_its_era_has_no_warning(text):
    assert parse_date(text).warnings == ()


@pytest.mark.parametrize("earlier", range(len(eras.ERAS) - 1))
def test_eras_meet_without_gap_or_overlap(earlier):
    before, after = eras.ERAS[earlier : earlier + 2]
    last = after.first_day - timedelta(days=1)
    assert (eras.last_day_of(before), eras.era_on(last)) == (last, before)
    assert eras.era_on(after.first_day) == after


def test_new_era_is_one_line(monkeypatch):
    new = eras.Era("X", "新元", date(2031, 5, 1))
    monkeypatch.setattr(eras, "ERAS", (*eras.ERAS, new))
    assert format_date(date(2031, 4, 30)) == "令和13年4月30日"
    assert format_date(date(2031, 5, 1)) == "新元元年5月1日"
    assert the_day("X2.4.1") == date(2032, 4, 1)
    assert format_fiscal_year(2031) == "新元元年度"
    assert parse_fiscal_year("R13") == parse_fiscal_year("新元元年度") == 2031
    assert parse_date("R14.4.1").warnings == (
        "令和は令和13年4月30日までです。新元2年4月1日として読みました。",
    )


# Years and fiscal years


@pytest.mark.parametrize(
    "written",
    [
        "1987",
        "1987年",
        "１９８７",
        "昭和62年",
        "昭和６２年",
        "S62",
        "s62",
        "昭和62年度",
        1987,
        1987.0,
    ],
)
def test_year_is_read(written):
    assert parse_year(written) == 1987


@pytest.mark.parametrize("written", ["平成元年", "H1", "昭和64年", "平成 元 年", "1989"])
def test_year_in_which_two_eras_meet_is_read(written):
    assert parse_year(written) == 1989


@pytest.mark.parametrize("written", [None, "", "　"])
def test_blank_year_is_none(written):
    assert parse_year(written) is None
    assert parse_fiscal_year(written) is None


@pytest.mark.parametrize("written", ["62", 62, "1987/4/1", "昭和", "昔", 1987.5, True, 2101, "S0"])
def test_year_that_is_none_is_refused(written):
    with pytest.raises(InvalidDate):
        parse_year(written)
    with pytest.raises(InvalidDate):
        parse_fiscal_year(written)


def test_refused_year_says_how_to_write_it():
    with pytest.raises(InvalidDate) as refusal:
        parse_year("昔から")
    assert str(refusal.value) == (
        "「昔から」は年として読み取れません。年だけを書いてください（例：1987、昭和62年、S62）。"
    )


@pytest.mark.parametrize(
    "written",
    "H31 R1 r1 Ｒ１ R1年度 R元年度 令和元年度 令和1年度 平成31年度 2019 2019年度 FY2019 fy2019".split(),
)
def test_h31_and_r1_are_one_fiscal_year(written):
    assert parse_fiscal_year(written) == 2019


@pytest.mark.parametrize(
    ("write", "parse"),
    [
        (format_year, parse_year),
        (format_fiscal_year, parse_fiscal_year),
        (format_fiscal_year_compact, parse_fiscal_year),
        (format_fiscal_year_english, parse_fiscal_year),
    ],
)
def test_every_year_written_is_read_back(write, parse):
    years = list(range(1868, 2101))
    assert [parse(write(year)) for year in years] == years


@given(days)
def test_every_day_is_in_its_fiscal_year(day):
    fiscal_year = fiscal_year_of(day)
    assert first_day(fiscal_year) <= day <= last_day(fiscal_year)
    assert last_day(fiscal_year) + timedelta(days=1) == first_day(fiscal_year + 1)


@pytest.mark.parametrize(
    ("day", "fiscal_year"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2025, 12, 31), 2025)],
)
def test_fiscal_year_begins_in_april(day, fiscal_year):
    assert fiscal_year_of(day) == fiscal_year


def test_today_is_the_day_in_japan():
    evening_in_london = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)
    assert today_in_japan(evening_in_london) == date(2026, 4, 1)
    assert current_fiscal_year(evening_in_london) == 2026
    assert current_fiscal_year(evening_in_london - timedelta(seconds=1)) == 2025


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        # 1 April and 1 June begin in Japan nine hours before they do in London.
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), 2025),
        (datetime(2026, 3, 31, 15, tzinfo=UTC), 2025),
        (datetime(2026, 5, 31, 14, 59, 59, tzinfo=UTC), 2025),
        (datetime(2026, 5, 31, 15, tzinfo=UTC), 2026),
    ],
)
def test_results_are_written_of_the_ended_year_until_its_books_close(moment, year):
    assert reported_fiscal_year(moment) == year


def test_today_without_a_moment_is_now():
    before = datetime.now(UTC)
    assert today_in_japan() in {today_in_japan(before), today_in_japan(datetime.now(UTC))}


def test_year_and_day_in_both_calendars():
    assert format_fiscal_year_in_both(2019) == "令和元年度 (2019)"
    assert format_year_in_both(1987) == "昭和62年 (1987)"
    assert format_date_in_both(date(2025, 4, 1)) == "令和7年4月1日 (2025-04-01)"


# How they are shown


@pytest.mark.parametrize(
    ("day", "long", "compact"),
    [
        (date(2025, 4, 1), "令和7年4月1日", "R7.4.1"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
        (date(1873, 1, 1), "明治6年1月1日", "M6.1.1"),
        (date(1872, 12, 31), "1872年12月31日", "1872.12.31"),
        (date(1867, 1, 1), "1867年1月1日", "1867.1.1"),
    ],
)
def test_date_is_shown(day, long, compact):
    assert (format_date(day), format_date_compact(day)) == (long, compact)


@pytest.mark.parametrize(
    ("fiscal_year", "shown"),
    [
        (2025, ("令和7年", "令和7年度", "R7年度", "FY2025")),
        (2019, ("令和元年", "令和元年度", "R1年度", "FY2019")),
        (2018, ("平成30年", "平成30年度", "H30年度", "FY2018")),
        (1989, ("平成元年", "平成元年度", "H1年度", "FY1989")),
        (1988, ("昭和63年", "昭和63年度", "S63年度", "FY1988")),
        (1987, ("昭和62年", "昭和62年度", "S62年度", "FY1987")),
        (1872, ("1872年", "1872年度", "1872年度", "FY1872")),
    ],
)
def test_year_and_fiscal_year_are_shown(fiscal_year, shown):
    assert (
        format_year(fiscal_year),
        format_fiscal_year(fiscal_year),
        format_fiscal_year_compact(fiscal_year),
        format_fiscal_year_english(fiscal_year),
    ) == shown
