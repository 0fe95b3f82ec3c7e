"""Bars stand in the order of time, within the drawing, and count what was counted."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webui.presenters.charts import histogram

MONTHS = st.dates(date(1803, 1, 1), date(2026, 12, 31)).map(lambda day: day.replace(day=1))
COUNTS = st.dictionaries(MONTHS, st.integers(1, 10**6), min_size=1, max_size=40).map(
    lambda found: sorted(found.items())
)


@given(COUNTS)
def test_no_bar_stands_upon_another_or_outside(counts: list[tuple[date, int]]) -> None:
    drawn = histogram(counts)
    assert drawn is not None
    ends = [(float(bar.x[:-1]), float(bar.x[:-1]) + float(bar.width[:-1])) for bar in drawn.bars]
    assert all(0 <= left < right <= 100.01 for left, right in ends)
    assert all(right <= left for (_, right), (left, _) in pairwise(ends))
    assert sum(int(bar.value.replace(",", "")) for bar in drawn.bars) == sum(count for _, count in counts)


@given(COUNTS)
def test_years_below_the_bars_have_room(counts: list[tuple[date, int]]) -> None:
    drawn = histogram(counts)
    assert drawn is not None
    places = [float(x[:-1]) for x, _ in drawn.years]
    assert places
    assert all(later - earlier > 12 for earlier, later in pairwise(places))


def test_months_without_statements_are_gaps() -> None:
    drawn = histogram([(date(2014, 1, 1), 4), (date(2014, 11, 1), 2)])
    assert drawn is not None
    assert [bar.x for bar in drawn.bars] == ["0.000%", "83.333%"]
    assert [bar.height for bar in drawn.bars] == ["72.0", "36.0"]
    assert drawn.label == "Statements by month, January 2014 to November 2014"


def test_a_century_is_drawn_by_the_year() -> None:
    drawn = histogram([(date(1914, 8, 1), 4), (date(1914, 9, 1), 1), (date(2014, 11, 1), 2)])
    assert drawn is not None
    assert [(bar.label, bar.value) for bar in drawn.bars] == [("1914", "5"), ("2014", "2")]


def test_nothing_to_count_is_no_chart() -> None:
    assert histogram([]) is None
