"""Hansard API: sitting days, parts of a sitting, trees of sections, search rows, and the words of one section."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.parsers import written
from crawler.parsers.payload import Node, read
from crawler.parsers.section import read_section
from crawler.parsers.spoken import spoken
from statements.snapshot import Snapshot
from statements.statement import House, Sighting


@dataclass(frozen=True, slots=True)
class SectionRef:
    """A section in a day's tree. `id` is case-folded; `level` counts from 0, the heading of the whole part."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The sections of one part of a day in order; `empty` where the service listed none, perhaps for the moment."""

    sections: tuple[SectionRef, ...]
    empty: bool


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section in which a search found something; `id` is case-folded."""

    id: str
    house: House
    day: date
    title: str


@dataclass(frozen=True, slots=True)
class SearchRows:
    """A page of a search: `total` contributions promised in all, `received` on this page, each section once."""

    total: int
    received: int
    sections: tuple[FoundSection, ...]


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The statements of one section (`debates/debate/{id}`), its nested sections left out.

    All are read before the first is given. Raises SourceChanged.
    """
    section = read_section(read(snapshot))
    place = section.place.casefold()
    if place == written.STATEMENTS:
        return iter(tuple(written.written_statements(section)))
    if place == written.ANSWERS:
        return iter(tuple(written.written_answers(section)))
    return iter(tuple(spoken(section)))


def sitting_days(snapshot: Snapshot) -> tuple[date, ...]:
    """The days of a month on which a House sat (`overview/calendar`), in order. Raises SourceChanged."""
    return tuple(sorted({row.day("ItemDate") for row in read(snapshot).nodes()}))


def sections(snapshot: Snapshot) -> tuple[str, ...]:
    """The parts of a sitting as the service calls them (`overview/sectionsforday`): none if there was no sitting."""
    return tuple(part.typed(str, "a part of the sitting") for part in read(snapshot).nodes())


def tree(snapshot: Snapshot) -> Tree:
    """The sections of a part of a day (`overview/sectiontrees`). Headings without an id have no words to fetch.

    Raises SourceChanged.
    """
    found = [row for part in read(snapshot).nodes() for row in part.child("SectionTreeItems").nodes()]
    parents = {row.whole("Id"): row.optional_whole("ParentId") for row in found}
    refs = tuple(
        SectionRef(row.text("ExternalId").strip().casefold(), row.line("Title"), _level(row, parents))
        for row in sorted(found, key=lambda row: row.whole("SortOrder"))
        if row.text("ExternalId").strip()
    )
    return Tree(refs, empty=not found)


def _level(row: Node, parents: dict[int, int | None]) -> int:
    seen: set[int] = set()
    place = row.optional_whole("ParentId")
    while place is not None and place in parents:
        if place in seen:
            raise row.wrong("is its own ancestor")
        seen.add(place)
        place = parents[place]
    return len(seen)


def search(snapshot: Snapshot) -> SearchRows:
    """A page of `search/contributions/…`: which sections hold what was searched for. Raises SourceChanged."""
    answer = read(snapshot)
    rows = answer.child("Results").nodes()
    found: dict[str, FoundSection] = {}
    for row in rows:
        section = _found(row)
        found.setdefault(section.id, section)
    return SearchRows(answer.whole("TotalResultCount"), len(rows), tuple(found.values()))


def _found(row: Node) -> FoundSection:
    section = row.text("DebateSectionExtId").strip().casefold()
    if not section:
        raise row.wrong("has no “DebateSectionExtId”")
    return FoundSection(section, row.house("House"), row.day("SittingDate"), row.line("DebateSection"))


def first_year(snapshot: Snapshot) -> int | None:
    """The first year the service holds (`overview/firstyear`), None if it holds none. Raises SourceChanged."""
    answer = read(snapshot)
    return None if answer.value is None else answer.number()
