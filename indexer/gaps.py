"""What is missing of each source, as runs of days with the reason and the command that fills them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from indexer.standing import Reading, SourceDay, SourceDays, Survey
from statements.calendar import SATURDAY, DayKind

EVERYTHING = "everything"  # the scope of a crawl that chooses nothing


class Why(StrEnum):
    """Why days are missing."""

    NEVER = "never crawled"
    BEHIND = "not crawled since"  # the newest days, after the last that was read
    FAILED = "failed"
    FEW = "fewer than expected"


SHOWN = 3  # gaps of one source that are told one by one
WORST_FIRST = (Why.FAILED, Why.BEHIND, Why.NEVER, Why.FEW)
REASONS = {Reading.UNREAD: Why.NEVER, Reading.HELD: Why.NEVER, Reading.FAILED: Why.FAILED, Reading.FEW: Why.FEW}


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of a source, both ends included, that are missing for one reason; `told` adds what is known of it."""

    source: str
    since: date
    until: date
    why: Why
    told: str
    command: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to say: of what, what it is, and what to do."""

    subject: str
    told: str
    remedy: str


def gaps(survey: Survey, days: SourceDays) -> Iterator[Gap]:
    """What is missing of a source that has been crawled at all, oldest first.

    Days on which neither House could sit are no gap by themselves in a source that prints what is said there; nor is
    what a crawl has read whole and found empty.
    """
    if not days.crawled:
        return
    last = max((one.day for one in days.days if one.reading not in (Reading.UNREAD, Reading.HELD)), default=None)
    for why, run in _runs(days.days):
        if why is Why.NEVER and days.parliament and not any(_may_sit(survey, one.day) for one in run):
            continue
        behind = why is Why.NEVER and last is not None and run[0].day > last
        yield _gap(days, Why.BEHIND if behind else why, run)


def _runs(days: Iterable[SourceDay]) -> Iterator[tuple[Why, list[SourceDay]]]:
    for why, run in groupby(days, key=lambda one: REASONS.get(one.reading)):
        if why is not None:
            yield why, list(run)


def _may_sit(survey: Survey, day: date) -> bool:
    return survey.kind_of_both(day) in (DayKind.SITTING, DayKind.UNKNOWN) and day.weekday() < SATURDAY


def _gap(days: SourceDays, why: Why, run: list[SourceDay]) -> Gap:
    since, until = run[0].day, run[-1].day
    scope = " --everything" if days.scope == EVERYTHING else ""
    command = f"dispatchbox crawl {days.source}{scope} --since {since} --until {until}"
    return Gap(days.source, since, until, why, _told(why, run), command)


def _told(why: Why, run: list[SourceDay]) -> str:
    if why is Why.FAILED:
        return next((one.note for one in run if one.note), "")
    if why is Why.FEW and (expected := run[0].expected):
        held = sum(one.statements for one in run)
        return f"{held:,} held, at least {expected.least:,} a day by {expected.days:,} days of that weekday"
    if why is Why.BEHIND:
        return f"last read {run[0].day - timedelta(days=1)}"
    return ""


def told_of(survey: Survey) -> Iterator[Told]:
    """What to say of every source's gaps, and of the days on which the calendar and Hansard differ."""
    for days in survey.sources:
        yield from _told_of_gaps(list(gaps(survey, days)))
    yield from _told_of_conflicts(survey)


def _told_of_gaps(found: list[Gap]) -> Iterator[Told]:
    """The worst and longest one by one, the others as a count."""
    worst_first = sorted(found, key=lambda gap: (WORST_FIRST.index(gap.why), -gap.days))
    for gap in worst_first[:SHOWN]:
        stretch = f"{gap.since}" if gap.days == 1 else f"{gap.since} to {gap.until}, {gap.days:,} days"
        words = f"{gap.why}: {stretch}" + (f" ({gap.told})" if gap.told else "")
        yield Told(f"gap in {gap.source}", words, f"Run `{gap.command}`.")
    others = worst_first[SHOWN:]
    if others:
        counts = ((why, sum(gap.why is why for gap in others)) for why in WORST_FIRST)
        reasons = ", ".join(f"{number:,} {why}" for why, number in counts if number)
        words = f"{len(others):,} more stretches, {sum(gap.days for gap in others):,} days: {reasons}"
        yield Told(f"gaps in {others[0].source}", words, "Fill the first; the coverage page has them all.")


def _told_of_conflicts(survey: Survey) -> Iterator[Told]:
    found = survey.conflicts()
    if found:
        named = ", ".join(f"{house} {day} ({kind})" for house, day, kind in found[:SHOWN])
        more = f", and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        words = f"words are held of days on which it has the House closed: {named}{more}"
        yield Told("sitting calendar", words, "They count as sitting days. Mend config/calendar.toml if it is wrong.")
