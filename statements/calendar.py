"""The sitting calendar of both Houses: on which days one may sit, on which it does not, and which are not known.

A calendar tells what was announced. What Hansard holds of a day is better evidence than any of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from statements.statement import House

SATURDAY = 5  # of `date.weekday()`


class DayKind(StrEnum):
    """What a day is for one House, or for the two together."""

    SITTING = "sitting"  # nothing announced stands against a sitting: the House may sit, and mostly does
    RECESS = "recess"
    PROROGUED = "prorogued"
    DISSOLVED = "dissolved"
    WEEKEND = "weekend"
    UNKNOWN = "unknown"  # no list speaks of the day

    @property
    def closed(self) -> bool:
        """True if no sitting is to be expected."""
        return self not in (DayKind.SITTING, DayKind.UNKNOWN)


class Standing(StrEnum):
    """What a period does to its days; where several hold a day, the one named first decides."""

    RECALL = "sitting"  # the House sat although it had risen
    DISSOLVED = "dissolved"
    PROROGUED = "prorogued"
    RECESS = "recess"
    LISTED = "listed"  # every recess of these days is known, so any other weekday may be a sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of one House, both ends included, with what they are called and who says so."""

    house: House
    since: date
    until: date
    standing: Standing
    name: str
    source: str

    def days(self) -> Iterator[date]:
        """Each of its days, in order."""
        return days_between(self.since, self.until)


class Calendar:
    """What is known of the days of both Houses; a calendar without periods knows nothing but weekends.

    `parliament` are the sources that print what is said in either House, `undated` those whose facts have no day.
    """

    def __init__(
        self,
        periods: Iterable[Period] = (),
        parliament: Iterable[str] = (),
        undated: Iterable[str] = (),
    ) -> None:
        self.periods = tuple(periods)
        self.parliament = frozenset(parliament)
        self.undated = frozenset(undated)
        order = list(Standing)
        weakest_first = sorted(self.periods, key=lambda period: order.index(period.standing), reverse=True)
        self._deciding = {(period.house, day): period for period in weakest_first for day in period.days()}

    def period_of(self, house: House, day: date) -> Period | None:
        """The period that decides what the day is; None if none tells of it."""
        return self._deciding.get((house, day))

    def kind_of_day(self, house: House, day: date) -> DayKind:
        """What the day is for that House; UNKNOWN where nothing tells."""
        period = self.period_of(house, day)
        if period and period.standing is not Standing.LISTED:
            return DayKind(period.standing.value)
        if day.weekday() >= SATURDAY:
            return DayKind.WEEKEND
        return DayKind.SITTING if period else DayKind.UNKNOWN

    def kind_of_both(self, day: date) -> DayKind:
        """SITTING if either House may sit, UNKNOWN if of neither that is known, else why the Commons does not."""
        commons, lords = (self.kind_of_day(house, day) for house in House)
        if DayKind.SITTING in (commons, lords):
            return DayKind.SITTING
        return DayKind.UNKNOWN if DayKind.UNKNOWN in (commons, lords) else commons


def days_between(since: date, until: date) -> Iterator[date]:
    """Each day from `since` to `until`, both included; none if they are the other way about."""
    return (since + timedelta(days=number) for number in range((until - since).days + 1))
