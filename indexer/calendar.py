"""The sitting calendar as `config/calendar.toml` declares it: each entry with its House, days, kind and source."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator

from indexer.config import config_dir
from indexer.tables import read_table
from statements.calendar import SATURDAY, Calendar, Period, Standing, days_between
from statements.errors import ConfigError
from statements.statement import House

Fault = tuple[str, str, str]
"""File, key, and what is wrong."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Declared):
    houses: tuple[House, ...] = Field(min_length=1)
    kind: Standing
    since: date
    until: date
    name: str = Field(min_length=1)
    source: str

    @model_validator(mode="after")
    def _in_order(self) -> "_Entry":
        if self.until < self.since:
            raise ValueError(f"ends on {self.until}, before it begins on {self.since}")
        return self


class _Table(_Declared):
    parliament: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    entries: tuple[_Entry, ...]
    sources: dict[str, str]


def load_calendar() -> Calendar:
    """The calendar of `config/calendar.toml`. Raises ConfigError naming every fault, with file and key."""
    file = config_dir() / "calendar.toml"
    table = read_table(file, _Table)
    faults = [(str(file), key, fault) for key, fault in _faults(table)]
    if faults:
        raise ConfigError(faults)
    return Calendar(_periods(table), table.parliament, table.undated)


def _faults(table: _Table) -> Iterator[tuple[str, str]]:
    """What is wrong between entries: a source not named, two of one kind on one day, a recall from no recess."""
    seen: dict[tuple[House, Standing, date], int] = {}
    closed = {one for entry in table.entries if _closes(entry) for one in _days(entry)}
    listed = {one for entry in table.entries if entry.kind is Standing.LISTED for one in _days(entry)}
    plain = {(house, day) for house, day in listed - closed if day.weekday() < SATURDAY}
    for place, entry in enumerate(table.entries):
        key = f"entries.{place}"
        if entry.source not in table.sources:
            yield f"{key}.source", f"“{entry.source}” is not among [sources]"
        twice = {seen.setdefault((house, entry.kind, day), place) for house, day in _days(entry)} - {place}
        if twice:
            yield key, f"shares days with entries.{min(twice)}, which is of the same kind"
        if entry.kind is Standing.RECALL and plain.intersection(_days(entry)):
            yield key, "a recall is a sitting in a recess or at a weekend, and this is neither"


def _closes(entry: _Entry) -> bool:
    return entry.kind not in (Standing.RECALL, Standing.LISTED)


def _days(entry: _Entry) -> Iterator[tuple[House, date]]:
    return ((house, day) for house in entry.houses for day in days_between(entry.since, entry.until))


def _periods(table: _Table) -> Iterator[Period]:
    for entry in table.entries:
        for house in entry.houses:
            yield Period(
                house=house,
                since=entry.since,
                until=entry.until,
                standing=entry.kind,
                name=entry.name,
                source=table.sources[entry.source],
            )
