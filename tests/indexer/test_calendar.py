"""The sitting calendar of the configuration: each kind of day with its source, and every fault by file and key."""

import re
from datetime import date
from pathlib import Path

import pytest

from indexer.calendar import load_calendar
from indexer.config import load_settings, load_sources
from statements.calendar import DayKind, Standing, days_between
from statements.errors import ConfigError
from statements.statement import House

KNOWN = [
    # House, day, what it was, and by whose account
    (House.COMMONS, date(2014, 10, 30), DayKind.SITTING, "recess-dates"),
    (House.COMMONS, date(2014, 8, 14), DayKind.RECESS, "webarchive.parliament.uk"),
    (House.COMMONS, date(2011, 8, 11), DayKind.SITTING, "recalls since 1948"),
    (House.COMMONS, date(2011, 8, 12), DayKind.RECESS, "TheyWorkForYou"),
    (House.COMMONS, date(2010, 4, 20), DayKind.DISSOLVED, "Egg Timer"),
    (House.LORDS, date(2015, 4, 20), DayKind.DISSOLVED, "Egg Timer"),
    (House.LORDS, date(2013, 4, 29), DayKind.PROROGUED, "Egg Timer"),
    (House.LORDS, date(2013, 9, 4), DayKind.RECESS, "Whips"),
    (House.COMMONS, date(2013, 9, 4), DayKind.SITTING, "TheyWorkForYou"),
    (House.COMMONS, date(2016, 6, 22), DayKind.RECESS, "Independent"),
]


@pytest.mark.parametrize(("house", "day", "kind", "source"), KNOWN)
def test_a_day_is_known_by_somebodys_account(house: House, day: date, kind: DayKind, source: str) -> None:
    calendar = load_calendar()
    period = calendar.period_of(house, day)
    assert calendar.kind_of_day(house, day) is kind
    assert period is not None
    assert source in period.source


def test_days_of_which_no_list_was_found_are_unknown() -> None:
    calendar = load_calendar()
    assert calendar.kind_of_day(House.LORDS, date(2012, 8, 14)) is DayKind.UNKNOWN
    assert calendar.kind_of_day(House.COMMONS, date(2015, 3, 4)) is DayKind.UNKNOWN
    assert calendar.kind_of_day(House.COMMONS, date(2016, 12, 26)) is DayKind.UNKNOWN
    assert calendar.kind_of_day(House.COMMONS, date(2014, 11, 1)) is DayKind.WEEKEND


def test_a_recess_lies_between_two_days_on_which_the_house_may_have_sat() -> None:
    """Rising and returning are on weekdays, so an entry that is a day off shows here."""
    calendar = load_calendar()
    listed = [period for period in calendar.periods if period.standing is Standing.LISTED]
    days = {(period.house, day) for period in listed for day in period.days()}
    recesses = [period for period in calendar.periods if period.standing is Standing.RECESS]
    inside = [one for one in recesses if {(one.house, one.since), (one.house, one.until)} <= days]
    assert len(inside) > 40
    for recess in inside:
        around = [one for one in recesses if one.house is recess.house and one is not recess]
        taken = {day for one in around for day in one.days()}
        assert not taken & set(recess.days())
        assert recess.until - recess.since < date(2010, 10, 11) - date(2010, 7, 28)


def test_the_sources_it_speaks_of_are_declared() -> None:
    calendar, sources = load_calendar(), load_sources(load_settings())
    assert calendar.parliament | calendar.undated <= set(sources)
    assert list(days_between(date(2014, 1, 1), date(2014, 1, 2)))


ENTRY = '{ houses = ["Lords"], kind = "recess", since = 2031-07-18, until = 2031-08-31, name = "Summer", source = "a" }'
LISTED = '{ houses = ["Lords"], kind = "listed", since = 2031-01-01, until = 2031-12-31, name = "2031", source = "a" }'


def declared(*entries: str, sources: str = 'a = "A list"', more: str = "") -> str:
    lines = ",\n".join(entries)
    return f"{more}\nentries = [\n{lines}\n]\n[sources]\n{sources}\n"


FAULTS = [
    (declared(ENTRY.replace("Lords", "Peers")), ["entries.0.houses.0"]),
    (declared(ENTRY.replace("recess", "holiday")), ["entries.0.kind"]),
    (declared(ENTRY.replace("2031-08-31", "2031-07-01")), ["entries.0", "ends on 2031-07-01"]),
    (declared(ENTRY.replace("name", "title")), ["entries.0.name", "entries.0.title"]),
    (declared(ENTRY.replace('"a"', '"b"')), ["entries.0.source", "“b”"]),
    (declared(ENTRY, ENTRY.replace("2031-07-18", "2031-08-30")), ["entries.1", "entries.0"]),
    (
        declared(LISTED, ENTRY.replace("recess", "sitting").replace("07-18", "06-09").replace("08-31", "06-09")),
        ["entries.1", "recall"],
    ),
    (declared(ENTRY, more="holidays = 3"), ["holidays"]),
    ("no toml", ["calendar.toml: -"]),
    (declared(ENTRY.replace('"a"', '"b"'), ENTRY.replace('"a"', '"c"')), ["“b”", "“c”", "entries.1: shares"]),
]


@pytest.mark.parametrize(("text", "named"), FAULTS)
def test_every_fault_is_named_by_file_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, named: list[str]
) -> None:
    (tmp_path / "calendar.toml").write_text(text)
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    with pytest.raises(ConfigError, match=re.escape(str(tmp_path / "calendar.toml"))) as raised:
        load_calendar()
    assert [name for name in named if name not in str(raised.value)] == []


def test_an_absent_calendar_is_a_fault_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    with pytest.raises(ConfigError, match=r"calendar\.toml"):
        load_calendar()
