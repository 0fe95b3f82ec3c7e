"""How each day of a source stands, what is missing of it and why, and the command that fills it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from indexer.gaps import Gap, Why, gaps, told_of
from indexer.intake import Intake
from indexer.standing import Reading, SourceDays, Survey, survey
from indexer.store import Record
from statements.calendar import Calendar, DayKind, Period, Standing, days_between
from statements.coverage import LEFT_UNREAD, Coverage, Outcome, Plan, Window
from statements.statement import House, Kind
from tests import builders
from tests.sightings import seen, sighting, speech

FIRST, LAST = date(2011, 1, 1), date(2011, 12, 31)
RECESS = (date(2011, 7, 20), date(2011, 9, 4))
DAY = date(2011, 3, 7)


def calendar() -> Calendar:
    """A year of which all is known of both Houses, with one recess."""
    named = {"name": "invented", "source": "a list"}
    year = [Period(house=one, since=FIRST, until=LAST, standing=Standing.LISTED, **named) for one in House]
    summer = [Period(house=one, since=RECESS[0], until=RECESS[1], standing=Standing.RECESS, **named) for one in House]
    return Calendar([*year, *summer], parliament=["hansard"], undated=["members"])


class Crawls:
    """Notes windows as crawls of Hansard would, each read later than the one before."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._at = datetime(2012, 1, 2, tzinfo=UTC)

    def read(
        self, since: date, until: date, outcome: Outcome = Outcome.COMPLETE, query: str = "lamps", note: str = ""
    ) -> None:
        scope = "everything" if query.startswith("sitting") else "ruritania"
        run = self._intake.begin(Plan(source="hansard", scope=scope, since=since, until=until)).run
        self._at += timedelta(minutes=1)
        window = Window(source="hansard", query=query, since=since, until=until)
        covered = Coverage(window=window, outcome=outcome, promised=None, received=0, statements=0, note=note)
        self._intake.cover(run, replace(covered, at=self._at))


@pytest.fixture
def crawls(intake: Intake) -> Crawls:
    """Crawls of the record under test."""
    return Crawls(intake)


def surveyed(record: Record, today: date = LAST) -> Survey:
    sources = {**builders.SOURCES, "members": builders.source("members", "Members")}
    return survey(record, calendar(), sources, (builders.TOPIC,), today)


def hansard(record: Record) -> SourceDays:
    return next(one for one in surveyed(record).sources if one.source == "hansard")


def missing(record: Record) -> list[Gap]:
    known = surveyed(record)
    return [gap for one in known.sources for gap in gaps(known, one)]


def test_a_source_that_was_never_crawled_has_days_and_no_gaps(record: Record) -> None:
    known = surveyed(record)
    assert [one.source for one in known.sources] == ["questions-statements", "hansard"]
    assert {day.reading for day in known.sources[1].days} == {Reading.UNREAD}
    assert list(told_of(known)) == []


def test_a_failed_window_a_stretch_never_crawled_and_a_recess(record: Record, crawls: Crawls) -> None:
    crawls.read(date(2011, 3, 1), date(2011, 4, 30))
    crawls.read(date(2011, 5, 1), date(2011, 5, 31), Outcome.FAILED, note="answered with 503")
    crawls.read(date(2011, 6, 1), RECESS[0] - timedelta(days=1))
    crawls.read(RECESS[1] + timedelta(days=1), LAST)
    assert missing(record) == [
        Gap(
            "hansard",
            FIRST,
            date(2011, 2, 28),
            Why.NEVER,
            "",
            "dispatchbox crawl hansard --since 2011-01-01 --until 2011-02-28",
        ),
        Gap(
            "hansard",
            date(2011, 5, 1),
            date(2011, 5, 31),
            Why.FAILED,
            "lamps: answered with 503",
            "dispatchbox crawl hansard --since 2011-05-01 --until 2011-05-31",
        ),
    ]


def test_a_source_that_lies_behind_says_since_when(record: Record, crawls: Crawls) -> None:
    crawls.read(FIRST, date(2011, 10, 31), query="sitting of the Commons")
    (gap,) = missing(record)
    assert (gap.why, gap.days, gap.told) == (Why.BEHIND, 61, "last read 2011-10-31")
    assert gap.command == "dispatchbox crawl hansard --everything --since 2011-11-01 --until 2011-12-31"


def test_a_failure_is_mended_by_reading_the_same_again_and_by_nothing_else(record: Record, crawls: Crawls) -> None:
    crawls.read(FIRST, LAST, Outcome.SHORT, query="lamps")
    crawls.read(FIRST, LAST, query="oil")
    assert {day.reading for day in hansard(record).days} == {Reading.FAILED}
    crawls.read(FIRST, date(2011, 6, 30), query="lamps")
    readings = [day.reading for day in hansard(record).days]
    assert readings == [Reading.WHOLE] * 181 + [Reading.FAILED] * 184


def test_what_a_crawl_left_unread_is_mended_by_whatever_was_read_since(record: Record, crawls: Crawls) -> None:
    crawls.read(FIRST, LAST, query="lamps")
    crawls.read(FIRST, LAST, Outcome.FAILED, query=LEFT_UNREAD, note="gave up")
    assert {day.reading for day in hansard(record).days} == {Reading.FAILED}
    crawls.read(FIRST, LAST, query="lamps")
    assert {day.reading for day in hansard(record).days} == {Reading.WHOLE}


def spoken_on(intake: Intake, day: date, number: int) -> None:
    words = [speech(date=day, order=one, text=f"Words {one} of {day}.", section=f"{day}") for one in range(number)]
    assert intake.take([(sighting(one), seen("hansard")) for one in words]).refused == ()


def test_a_sitting_day_with_fewer_than_its_weekday_gives_is_a_gap(
    record: Record, intake: Intake, crawls: Crawls
) -> None:
    mondays = [FIRST + timedelta(days=2 + 7 * week) for week in range(12)]
    for day in mondays[:-1]:
        spoken_on(intake, day, 20)
    crawls.read(FIRST, mondays[-1])
    known = surveyed(record, today=mondays[-1])
    days = next(one for one in known.sources if one.source == "hansard")
    assert days.days[-1].reading is Reading.FEW
    assert {one.reading for one in days.days[:-1]} == {Reading.WHOLE}
    (gap,) = gaps(known, days)
    assert (gap.why, gap.since, gap.until) == (Why.FEW, mondays[-1], mondays[-1])
    assert gap.told == "0 held, at least 6 a day by 12 days of that weekday"


def test_nothing_is_expected_of_a_recess(record: Record, intake: Intake, crawls: Crawls) -> None:
    for week in range(20):
        spoken_on(intake, FIRST + timedelta(days=2 + 7 * week), 20)
    crawls.read(FIRST, LAST)
    recess = [one for one in hansard(record).days if RECESS[0] <= one.day <= RECESS[1]]
    assert {(one.reading, one.expected) for one in recess} == {(Reading.WHOLE, None)}


def test_words_spoken_are_better_evidence_than_the_calendar(record: Record, intake: Intake) -> None:
    recalled = date(2011, 8, 11)
    spoken_on(intake, recalled, 1)
    known = surveyed(record)
    assert known.kind(House.LORDS, recalled) is DayKind.SITTING
    assert known.kind(House.COMMONS, recalled) is DayKind.RECESS
    assert known.kind_of_both(recalled) is DayKind.SITTING
    (told,) = told_of(known)
    assert told.subject == "sitting calendar"
    assert "Lords 2011-08-11 (recess)" in told.told


def test_what_is_held_without_a_crawl_is_told_apart(record: Record, intake: Intake) -> None:
    spoken_on(intake, DAY, 3)
    found = next(one for one in hansard(record).days if one.day == DAY)
    assert (found.reading, found.statements) == (Reading.HELD, 3)
    assert record.coverage.by_day()[0].kind is Kind.ORAL_CONTRIBUTION


def test_of_many_gaps_the_worst_are_told_and_the_others_counted(record: Record, crawls: Crawls) -> None:
    for month in (2, 4, 6, 10, 12):
        crawls.read(date(2011, month, 1), date(2011, month, 20))
    crawls.read(date(2011, 11, 1), date(2011, 11, 2), Outcome.FAILED, note="timed out")
    told = list(told_of(surveyed(record)))
    assert [one.subject for one in told] == ["gap in hansard"] * 3 + ["gaps in hansard"]
    assert told[0].told == "failed: 2011-11-01 to 2011-11-02, 2 days (lamps: timed out)"
    assert told[0].remedy == "Run `dispatchbox crawl hansard --since 2011-11-01 --until 2011-11-02`."
    assert told[1].told.startswith("not crawled since: 2011-12-21 to 2011-12-31")
    assert "more stretches" in told[3].told


def test_days_of_the_stretch_are_each_told_once(record: Record, crawls: Crawls) -> None:
    crawls.read(date(2010, 1, 1), date(2013, 1, 1))
    assert [one.day for one in hansard(record).days] == list(days_between(FIRST, LAST))
