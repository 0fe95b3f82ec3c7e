"""Stretches of days, newest first: how a long period is read a window at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
YEAR = 365  # days; the questions and statements API loses rows, without saying so, in windows much longer than a year


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has; 0 or less if it is empty."""
        return (self.until - self.since).days + 1

    def halves(self) -> tuple["Span", "Span"]:
        """The newer and the older half; only for a span of two days or more."""
        middle = self.since + timedelta(days=self.days // 2)
        return Span(middle, self.until), Span(self.since, middle - DAY)

    def within(self, other: "Span") -> "Span":
        """The days that both have; empty if there are none."""
        return Span(max(self.since, other.since), min(self.until, other.until))


def years(span: Span) -> Iterator[Span]:
    """The span in windows of at most a year, newest first."""
    until = span.until
    while until >= span.since:
        since = max(span.since, until - timedelta(days=YEAR - 1))
        yield Span(since, until)
        until = since - DAY


def months(span: Span) -> Iterator[Span]:
    """The span in calendar months, newest first; the first and last cut to it."""
    until = span.until
    while until >= span.since:
        yield Span(max(span.since, until.replace(day=1)), until)
        until = until.replace(day=1) - DAY
