"""People, offices and who held which on what day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name a person bore; `since` and `until` (inclusive) are None where not known."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks. `id` is ours; `member_id` Parliament's (MNIS), None for those who never sat."""

    id: str
    name: str
    names: tuple[Name, ...] = ()
    member_id: int | None = None

    def name_on(self, day: date) -> str:
        """The name borne on that day: William Hague in 2011, Lord Hague of Richmond in 2016."""
        for name in self.names:
            if (name.since is None or name.since <= day) and (name.until is None or day <= name.until):
                return name.name
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post in government, named and placed as it was then (the department is the FCO in 2014, never the FCDO)."""

    name: str
    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person held an office from `since` to `until`, both days included; `until` None: no end is known.

    `source` says who claims it: "members", "ministers" (Institute for Government) or "config". `cites` is the
    evidence within that source (an address, or a row's id).
    """

    person: str
    office: Office
    since: date
    until: date | None
    source: str
    cites: str | None = None

    def covers(self, day: date) -> bool:
        """True if the office was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sources that disagree about one tenure; shown, never hidden."""

    one: Tenure
    other: Tenure
    fault: str


def holders(tenures: Iterable[Tenure], day: date) -> list[Tenure]:
    """The tenures that cover that day, the latest begun first."""
    return sorted((tenure for tenure in tenures if tenure.covers(day)), key=lambda t: (t.since, t.person), reverse=True)
