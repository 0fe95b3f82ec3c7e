"""Figures: a quantity as stated, with what the words say of how exact it is, and when two of them differ.

A figure is an interval: "up to 2,000" is anything to 2,000, "more than 300" is 300 or somewhat above, "about 90" is 90
give or take. Two figures differ where their intervals cannot both hold the number meant.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How exact a figure is said to be; the value is the qualifier under which it is told."""

    EXACTLY = "exactly"
    UP_TO = "up to"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    BETWEEN = "between"


SLACK = Decimal("0.06")
"""How far "about" may be off, either way."""
HEADROOM = Decimal("1.25")
"""How far above its figure "over" can be taken to mean."""
SHORTFALL = Decimal("0.9")
"""How far below its figure "nearly" can be taken to mean."""
SAME_LIMIT = Decimal("0.02")
"""Two limits of the same kind this close are one limit, rounded."""
BELOW_CAP = Decimal("0.9")
"""A plain count this far below a limit is another figure, and not the same one within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity at characters `start` up to but not including `end`, hedge, sign and unit left out.

    `value` is in whole units (£2.5 million is 2500000, fourfold is 4). `unit` is what it is measured in: "GBP",
    "USD", "EUR", "percent", "times", "week", else the noun counted, in its singular form ("troop"), "" where none
    stands there. `about` are the words that say what it counts. `low` and `high` are the ends of a range that was
    given in words. `subset`: the words make it part of another figure ("of whom 30").
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    bound: Bound = Bound.EXACTLY
    about: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    subset: bool = False

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the words can mean."""
        match self.bound:
            case Bound.UP_TO:
                return Decimal(0), self.value
            case Bound.OVER:
                return self.value, self.value * HEADROOM
            case Bound.UNDER:
                return self.value * SHORTFALL, self.value
            case Bound.ABOUT:
                return self.value * (1 - SLACK), self.value * (1 + SLACK)
            case Bound.BETWEEN if self.low is not None and self.high is not None:
                return self.low, self.high
            case _:
                return self.value, self.value


def differ(one: Figure, other: Figure) -> bool:
    """True if the two cannot be one number stated twice; which is asked only of figures of the same thing."""
    bounds = {one.bound, other.bound}
    if bounds == {Bound.UP_TO, Bound.OVER}:
        return True
    if len(bounds) == 1 and one.bound in (Bound.UP_TO, Bound.OVER, Bound.UNDER):
        return abs(one.value - other.value) > SAME_LIMIT * max(one.value, other.value)
    if Bound.UP_TO in bounds and Bound.EXACTLY in bounds:
        cap, count = (one, other) if one.bound is Bound.UP_TO else (other, one)
        return count.value > cap.value or count.value < cap.value * BELOW_CAP
    (low, high), (least, most) = one.interval, other.interval
    return low > most or least > high
