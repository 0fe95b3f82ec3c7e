"""A person's offices by date, as each source has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.library import Career
from statements.people import Conflict, Tenure
from webui.presenters import words

SOURCES = {
    "members": "UK Parliament, Members API",
    "ministers": "Institute for Government, Ministers Database",
    "config": "this installation’s own table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """One office with its days; `sources` are those that have it with these days."""

    office: str
    department: str
    since: str
    until: str
    sources: str


RESTATED = frozenset({"ministers", "config"})
"""The sources of offices whose facts are the Institute for Government's (see the head of `config/people.toml`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's page."""

    id: str
    name: str
    names: tuple[str, ...]
    member_id: int | None
    offices: tuple[OfficeRow, ...]
    conflicts: tuple[str, ...]
    institute: bool


def person(career: Career) -> PersonView:
    """The offices latest first, claims that agree in one row."""
    held = career.person
    return PersonView(
        id=held.id,
        name=held.name,
        names=tuple(
            _name(name.name, words.between(name.since, name.until))
            for name in held.names
            if name.since or name.until or name.name != held.name
        ),
        member_id=held.member_id,
        offices=_offices(career.tenures),
        conflicts=tuple(_conflict(conflict) for conflict in career.conflicts),
        institute=any(tenure.source in RESTATED for tenure in career.tenures),
    )


def _name(name: str, days: str) -> str:
    return f"{name}, {days}" if days else name


def _offices(tenures: Iterable[Tenure]) -> tuple[OfficeRow, ...]:
    claims: dict[tuple[object, ...], list[Tenure]] = {}
    for tenure in sorted(tenures, key=lambda t: (t.since, t.office.name), reverse=True):
        claims.setdefault((tenure.office, tenure.since, tenure.until), []).append(tenure)
    return tuple(_office(same) for same in claims.values())


def _office(same: list[Tenure]) -> OfficeRow:
    tenure = same[0]
    return OfficeRow(
        office=tenure.office.name,
        department=tenure.office.department or "",
        since=words.day(tenure.since),
        until=words.day(tenure.until) or "no end known",
        sources=words.listed(dict.fromkeys(SOURCES.get(claim.source, claim.source) for claim in same)),
    )


def _conflict(conflict: Conflict) -> str:
    return f"{_claim(conflict.one)}; {_other(conflict)}."


def _claim(tenure: Tenure) -> str:
    days = words.stretch(tenure.since, tenure.until)
    return f"{SOURCES.get(tenure.source, tenure.source)} has {tenure.office.name}, {days}"


def _other(conflict: Conflict) -> str:
    if conflict.other is None:
        return f"{SOURCES.get(conflict.against, conflict.against)} does not have it"
    return _claim(conflict.other)
