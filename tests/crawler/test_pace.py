"""Pace: what a source asks for and what the operator has fixed."""

import asyncio
from datetime import UTC, datetime
from time import monotonic

import pytest

from crawler.pace import LONGEST_HOLD, Pace, retry_after

NOW = datetime(2014, 11, 4, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 04 Nov 2014 12:00:30 GMT", 30.0),
        ("Tue, 04 Nov 2014 11:59:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_robots_can_slow_us_down_and_never_speed_us_up() -> None:
    pace = Pace(1.0, fixed=False)
    pace.slow_to(5.0)
    pace.slow_to(0.5)
    assert pace.delay == 5.0


def test_a_delay_that_the_operator_set_stands() -> None:
    pace = Pace(0.0, fixed=True)
    pace.slow_to(5.0)
    assert pace.delay == 0.0


def test_a_hold_is_waited_for_even_if_it_grows_meanwhile() -> None:
    async def wait() -> float:
        pace, began = Pace(0.0, fixed=True), monotonic()
        pace.hold(0.1)
        asyncio.get_running_loop().call_later(0.05, pace.hold, 0.2)
        await pace.turn()
        return monotonic() - began

    assert asyncio.run(wait()) >= 0.24


def test_a_hold_is_never_endless() -> None:
    async def wait() -> None:
        pace = Pace(0.0, fixed=True)
        pace.hold(10**9)
        async with asyncio.timeout(0.05):
            await pace.turn()

    with pytest.raises(TimeoutError):
        asyncio.run(wait())
    assert LONGEST_HOLD < 3600
