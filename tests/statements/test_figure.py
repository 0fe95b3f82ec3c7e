"""When two figures of the same thing differ."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.figure import Bound, Figure, differ

values = st.decimals(min_value=1, max_value=10**9, places=2)
bounds = st.sampled_from([bound for bound in Bound if bound is not Bound.BETWEEN])


def figure(value: Decimal | int | str, bound: Bound = Bound.EXACTLY) -> Figure:
    return Figure(start=0, end=1, value=Decimal(value), bound=bound)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(90, Bound.ABOUT), figure(91)),
        (figure(10, Bound.OVER), figure("10.5")),
        (figure(90, Bound.UP_TO), figure(85)),
        (figure(2000, Bound.UP_TO), figure(2010, Bound.UP_TO)),
        (replace(figure(15, Bound.BETWEEN), low=Decimal(10), high=Decimal(15)), figure(12)),
    ],
)
def test_they_agree_where_one_number_can_be_meant(one: Figure, other: Figure) -> None:
    assert not differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(90), figure(91)),
        (figure(100, Bound.OVER), figure(100, Bound.UP_TO)),
        (figure(90, Bound.UP_TO), figure(31)),
        (figure(90, Bound.UP_TO), figure(100)),
        (figure(2000, Bound.UP_TO), figure(1500, Bound.UP_TO)),
        (replace(figure(15, Bound.BETWEEN), low=Decimal(10), high=Decimal(15)), figure(16)),
    ],
)
def test_they_differ_where_none_can(one: Figure, other: Figure) -> None:
    assert differ(one, other)


@given(values, bounds, values, bounds)
def test_the_order_of_the_two_does_not_matter(value: Decimal, bound: Bound, second: Decimal, of: Bound) -> None:
    one, other = figure(value, bound), figure(second, of)
    assert differ(one, other) == differ(other, one)


@given(values, bounds)
def test_a_figure_agrees_with_itself_and_its_interval_holds_it(value: Decimal, bound: Bound) -> None:
    one = figure(value, bound)
    low, high = one.interval
    assert not differ(one, one)
    assert low <= value <= high
