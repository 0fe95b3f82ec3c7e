"""How many statements a source gives on a day, judged by its own history: robust against a few odd days.

A day is compared with others of the same weekday on which the source was read whole and might have given something.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

FEWEST_DAYS = 8  # of one weekday before anything is expected of it
SPREADS = 3  # median absolute deviations, as if normal, that a day may lie off the median
NORMAL = 1.4826  # standard deviations to one median absolute deviation of a normal distribution


@dataclass(frozen=True, slots=True)
class Expected:
    """The range of statements that a day of that weekday gives, both ends included, learnt from `days` days."""

    least: int
    median: float
    most: int
    days: int


def expected(counts: Sequence[int]) -> Expected | None:
    """The range within which the next count is to be expected; None where there are too few days to tell.

    The range is the median with three deviations either way, but for at least the square root of the median, as counts
    of independent events scatter.
    """
    if len(counts) < FEWEST_DAYS:
        return None
    middle = median(counts)
    deviation = NORMAL * median(abs(count - middle) for count in counts)
    reach = SPREADS * max(deviation, middle**0.5)
    return Expected(max(0, int(middle - reach)), middle, int(-(-(middle + reach) // 1)), len(counts))


def by_weekday(counts: Mapping[date, int], days: Iterable[date]) -> dict[int, Expected]:
    """What to expect of each weekday (0 is Monday) of which enough of `days` are known; a day not counted gave none."""
    history: dict[int, list[int]] = {}
    for day in days:
        history.setdefault(day.weekday(), []).append(counts.get(day, 0))
    ranges = {weekday: expected(found) for weekday, found in history.items()}
    return {weekday: found for weekday, found in ranges.items() if found is not None}
