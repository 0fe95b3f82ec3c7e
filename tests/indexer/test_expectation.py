"""What is expected of a day: a range about the median of its own weekday, or nothing where too little is known."""

from datetime import date, timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from indexer.expectation import FEWEST_DAYS, by_weekday, expected

counts = st.integers(min_value=0, max_value=5000)


@given(st.lists(counts, min_size=FEWEST_DAYS, max_size=200))
def test_the_range_holds_the_median_whatever_the_history(history: list[int]) -> None:
    found = expected(history)
    assert found is not None
    assert 0 <= found.least <= median(history) <= found.most
    assert (found.median, found.days) == (median(history), len(history))


@given(st.lists(counts, max_size=FEWEST_DAYS - 1))
def test_of_too_short_a_history_nothing_is_expected(history: list[int]) -> None:
    assert expected(history) is None


@given(st.lists(st.integers(min_value=400, max_value=440), min_size=20, max_size=60), counts)
def test_one_odd_day_does_not_move_the_range_far(history: list[int], odd: int) -> None:
    plain, disturbed = expected(history), expected([*history, odd])
    assert plain is not None
    assert disturbed is not None
    assert abs(plain.least - disturbed.least) <= SHIFT


SHIFT = 130  # statements: what the spread of 400 to 440 allows; a mean would move the range by hundreds


def test_a_day_of_none_is_odd_where_there_are_always_many_and_not_where_there_are_few() -> None:
    many, few = expected([100, 104, 98, 96, 110, 101, 99, 103]), expected([0, 1, 0, 2, 0, 3, 0, 1])
    assert many is not None
    assert few is not None
    assert many.least > 60
    assert few.least == 0


def test_weekdays_are_judged_apart() -> None:
    monday = date(2031, 3, 3)
    days = [monday + timedelta(days=7 * week) for week in range(FEWEST_DAYS)]
    fridays = [day + timedelta(days=4) for day in days[:-1]]
    ranges = by_weekday(dict.fromkeys(days, 90), [*days, *fridays])
    assert list(ranges) == [0]
    assert ranges[0].median == 90
