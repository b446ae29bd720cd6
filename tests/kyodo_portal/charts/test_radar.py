"""Where the parts of a radar lie."""

from decimal import Decimal

import pytest

from kyodo_portal.charts.radar import RadarChart, can_be_drawn, draw_radar


def chart(*values):
    axes = [(str(place), Decimal(value), f"{value}％") for place, value in enumerate(values)]
    return RadarChart("題", "", "説明", axes)


def test_first_axis_points_up_and_the_next_go_clockwise():
    drawing = draw_radar(chart(100, 50, 0, 100))
    assert drawing.dots == [
        ("200.0", "44.0"),
        ("264.0", "172.0"),
        ("200.0", "172.0"),
        ("72.0", "172.0"),
    ]
    assert [label.anchor for label in drawing.labels] == ["middle", "start", "middle", "end"]
    assert drawing.area == "200.0,44.0 264.0,172.0 200.0,172.0 72.0,172.0"


def test_outer_ring_is_a_hundred_per_cent():
    drawing = draw_radar(chart(100, 100, 100))
    assert drawing.rings[-1] == drawing.area


@pytest.mark.parametrize(
    ("figures", "expected"),
    [([1, 2], False), ([1, 2, 3], True), ([1, None, 3], False), ([1] * 13, False)],
)
def test_too_few_too_many_or_missing_figures_make_no_radar(figures, expected):
    assert can_be_drawn(figures) is expected
