"""The sitting calendar: what each kind of day is for either House, and which entry decides."""

from datetime import date

from statements.calendar import Calendar, DayKind, Period, Standing, days_between
from statements.statement import House


def period(standing: Standing, since: date, until: date, house: House = House.COMMONS) -> Period:
    return Period(house=house, since=since, until=until, standing=standing, name=standing.name, source="a list")


YEAR = Calendar(
    [
        period(Standing.LISTED, date(2031, 1, 1), date(2031, 12, 31)),
        period(Standing.RECESS, date(2031, 7, 18), date(2031, 8, 31)),
        period(Standing.RECALL, date(2031, 8, 9), date(2031, 8, 9)),
        period(Standing.PROROGUED, date(2031, 3, 28), date(2031, 4, 2)),
        period(Standing.DISSOLVED, date(2031, 4, 1), date(2031, 5, 12)),
        period(Standing.RECESS, date(2031, 7, 25), date(2031, 9, 30), House.LORDS),
    ]
)


def commons(day: date) -> DayKind:
    return YEAR.kind_of_day(House.COMMONS, day)


def test_every_kind_of_day_is_told() -> None:
    assert commons(date(2031, 2, 3)) is DayKind.SITTING
    assert commons(date(2031, 2, 1)) is DayKind.WEEKEND
    assert commons(date(2031, 7, 18)) is DayKind.RECESS
    assert commons(date(2031, 3, 31)) is DayKind.PROROGUED
    assert commons(date(2031, 5, 12)) is DayKind.DISSOLVED
    assert commons(date(2032, 2, 3)) is DayKind.UNKNOWN
    assert commons(date(2032, 1, 31)) is DayKind.WEEKEND


def test_the_days_at_either_end_belong_to_a_period_and_their_neighbours_do_not() -> None:
    assert [commons(date(2031, 7, 17)), commons(date(2031, 9, 1))] == [DayKind.SITTING] * 2
    assert commons(date(2031, 8, 29)) is DayKind.RECESS


def test_a_recall_is_a_sitting_even_at_a_weekend_and_dissolution_outlasts_prorogation() -> None:
    assert commons(date(2031, 8, 9)) is DayKind.SITTING
    assert commons(date(2031, 4, 1)) is DayKind.DISSOLVED


def test_of_days_that_no_list_covers_nothing_is_assumed() -> None:
    assert YEAR.kind_of_day(House.LORDS, date(2031, 2, 3)) is DayKind.UNKNOWN
    assert Calendar().kind_of_day(House.COMMONS, date(2031, 8, 6)) is DayKind.UNKNOWN


def test_both_houses_together_are_closed_only_if_neither_may_sit() -> None:
    assert YEAR.kind_of_both(date(2031, 7, 28)) is DayKind.RECESS
    assert YEAR.kind_of_both(date(2031, 2, 3)) is DayKind.SITTING
    assert YEAR.kind_of_both(date(2031, 7, 21)) is DayKind.UNKNOWN
    assert YEAR.kind_of_both(date(2031, 7, 26)) is DayKind.RECESS
    closed = {kind for kind in DayKind if kind.closed}
    assert closed == {DayKind.RECESS, DayKind.PROROGUED, DayKind.DISSOLVED, DayKind.WEEKEND}


def test_whoever_asks_why_is_given_the_entry_and_its_source() -> None:
    found = YEAR.period_of(House.COMMONS, date(2031, 8, 9))
    assert found is not None
    assert (found.standing, found.source) == (Standing.RECALL, "a list")
    assert YEAR.period_of(House.LORDS, date(2031, 1, 1)) is None


def test_days_between_has_both_ends_and_none_the_wrong_way_about() -> None:
    assert list(days_between(date(2031, 2, 28), date(2031, 3, 1))) == [date(2031, 2, 28), date(2031, 3, 1)]
    assert list(days_between(date(2031, 3, 1), date(2031, 2, 28))) == []
