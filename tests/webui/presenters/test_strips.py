"""The strips of the coverage page: every day drawn once, and everything drawn also said in numbers."""

from collections.abc import Sequence
from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.standing import Reading, SourceDay, SourceDays, Survey
from statements.calendar import Calendar, Period, Standing, days_between
from statements.statement import House
from webui.presenters.strips import Strips, strips

FIRST, LAST = date(2012, 1, 1), date(2013, 12, 31)
RECESS = Period(
    house=House.COMMONS,
    since=date(2012, 7, 18),
    until=date(2012, 9, 2),
    standing=Standing.RECESS,
    name="Summer",
    source="a list",
)


@pytest.fixture(autouse=True)
def _within_the_site(site: Flask) -> object:
    with site.test_request_context():
        yield


def drawn(days: Sequence[SourceDay], *, parliament: bool = True) -> Strips:
    source = SourceDays("hansard", parliament, True, "ruritania", tuple(days))
    return strips(Survey(Calendar([RECESS]), frozenset(), (source,)), source)


days = st.builds(SourceDay, st.just(FIRST), st.sampled_from(Reading), st.integers(min_value=0, max_value=400))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(days, min_size=731, max_size=731))
def test_every_day_is_drawn_once_and_every_statement_counted(found: list[SourceDay]) -> None:
    placed = [
        SourceDay(day, one.reading, one.statements) for day, one in zip(days_between(FIRST, LAST), found, strict=True)
    ]
    for year in drawn(placed).years:
        assert sum(stretch.width for stretch in year.band) == year.length
        assert sum(stretch.width for stretch in year.commons) == year.length
        ends = [stretch.x + stretch.width for stretch in year.band]
        assert [stretch.x for stretch in year.band] == [0, *ends[:-1]]
        of_year = [one for one in placed if one.day.year == year.year]
        assert sum(int(month.statements.replace(",", "")) for month in year.months) == sum(
            one.statements for one in of_year
        )
        told = sum(int(month.whole) + int(month.failed) + int(month.unread) for month in year.months)
        assert told == len(of_year)


def test_a_year_of_nothing_is_named_and_not_drawn() -> None:
    placed = [
        SourceDay(day, Reading.WHOLE if day.year == 2013 else Reading.UNREAD, 0) for day in days_between(FIRST, LAST)
    ]
    shown = drawn(placed)
    assert [year.year for year in shown.years] == [2013]
    assert shown.blank == "2012: not read, and nothing held."
    assert drawn([SourceDay(day, Reading.UNREAD, 0) for day in days_between(FIRST, LAST)]) == Strips((), "")


def test_what_is_no_house_of_parliament_has_no_sittings() -> None:
    shown = drawn([SourceDay(day, Reading.WHOLE, 1) for day in days_between(FIRST, LAST)], parliament=False)
    assert all((year.commons, year.lords, year.months[0].commons) == ((), (), "") for year in shown.years)


def test_a_recess_is_told_by_its_days_and_a_failure_by_its_name() -> None:
    failed = (date(2012, 2, 1), date(2012, 6, 30))
    placed = [
        SourceDay(day, Reading.FAILED if failed[0] <= day <= failed[1] else Reading.WHOLE, 0)
        for day in days_between(FIRST, date(2012, 12, 31))
    ]
    (year,) = drawn(placed).years
    assert "18 July 2012 – 2 September 2012: House of Commons: recess" in [one.title for one in year.commons]
    assert [one.name for one in year.band] == ["", "Failed", ""]
    assert year.sentence == "215 days read whole, 151 failed. 0 statements held."
