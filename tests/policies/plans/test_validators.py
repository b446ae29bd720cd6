"""What a plan's numbers, levels and goals may look like."""

import pytest
from django.core.exceptions import ValidationError

from policies.plans.validators import (
    GOALS,
    check_code,
    validate_code_pattern,
    validate_goals,
    validate_level_names,
)
from tests.refusals import refusal_of


@pytest.mark.parametrize("goals", [[], [1], [17], [5, 11, 17], list(range(1, 18))])
def test_goals_from_1_to_17_in_order_are_taken(goals):
    validate_goals(goals)


@pytest.mark.parametrize(
    "goals", [[0], [18], [5, 5], [11, 5], ["5"], [5.0], [True], [None], None, "5", {"5": 1}, 5]
)
def test_other_goals_are_refused(goals):
    with pytest.raises(ValidationError) as refused:
        validate_goals(goals)
    assert refused.value.messages == [
        "SDGsは1から17までの目標から、小さい順に1回ずつ選んでください。"
    ]


def test_goals_stand_under_their_official_names():
    assert len(GOALS) == 17
    assert (str(GOALS[11]), str(GOALS[17])) == (
        "住み続けられるまちづくりを",
        "パートナーシップで目標を達成しよう",
    )


@pytest.mark.parametrize("names", ["施策", "運営方針\n主な取組\n施策", " 運営方針 \r\n施策"])
def test_level_names_one_a_line_are_taken(names):
    validate_level_names(names)


@pytest.mark.parametrize("names", ["", " ", "運営方針\n\n施策", "施策\n施策", "施策\n 施策 "])
def test_level_names_that_are_empty_or_twice_are_refused(names):
    with pytest.raises(ValidationError) as refused:
        validate_level_names(names)
    assert refused.value.messages == [
        "段階の名前は、上から順に1行に1つずつ、同じ名前のないように書いてください。"
    ]


@pytest.mark.parametrize("pattern", ["", "[0-9]{7}", "1-[0-9]+", "[Ⅰ-Ⅴ]－[０-９]"])
def test_pattern_that_can_be_read_is_taken(pattern):
    validate_code_pattern(pattern)


@pytest.mark.parametrize("pattern", ["([", "a{99999999999}", "*", "(?P<1>a)"])
def test_pattern_that_cannot_be_read_is_refused_with_an_example(pattern):
    with pytest.raises(ValidationError) as refused:
        validate_code_pattern(pattern)
    assert refused.value.messages[0].startswith(
        "施策番号の形は正規表現で書いてください（例：[0-9]{7}）。"
    )


def test_code_must_fit_the_whole_pattern_where_there_is_one():
    check_code("1110111", "[0-9]{7}")
    check_code("どれでも", "")
    for code in ("11101112", "x1110111", "111011"):
        assert refusal_of(check_code, code, "[0-9]{7}") == {
            "code": [f"施策番号「{code}」は、この計画の番号の形（[0-9]{{7}}）に合いません。"]
        }
