"""Windows: every day once, newest first, never longer than promised."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.windows import YEAR, Span, months, years

SPANS = st.builds(
    lambda since, days: Span(since, since + timedelta(days=days)),
    st.dates(date(1803, 1, 1), date(2030, 1, 1)),
    st.integers(0, 4000),
)


def days_of(span: Span) -> list[date]:
    return [span.since + timedelta(days=number) for number in range(span.days)]


@pytest.mark.parametrize("windows", [years, months])
@given(span=SPANS)
def test_windows_hold_each_day_once_newest_first(windows: Callable[[Span], Iterator[Span]], span: Span) -> None:
    found = list(windows(span))
    assert [day for window in reversed(found) for day in days_of(window)] == days_of(span)


@given(span=SPANS)
def test_a_window_is_no_longer_than_a_year_or_a_month(span: Span) -> None:
    assert all(0 < window.days <= YEAR for window in years(span))
    assert all(window.since.replace(day=1) == window.until.replace(day=1) for window in months(span))


@given(span=SPANS)
def test_halves_hold_each_day_once(span: Span) -> None:
    if span.days > 1:
        newer, older = span.halves()
        assert days_of(older) + days_of(newer) == days_of(span)
        assert older.days > 0
        assert newer.days > 0


def test_a_span_that_ends_before_it_begins_has_no_windows() -> None:
    empty = Span(date(2014, 6, 4), date(2014, 6, 5)).within(Span(date(2015, 1, 1), date(2015, 1, 2)))
    assert empty.days <= 0
    assert list(years(empty)) == list(months(empty)) == []
