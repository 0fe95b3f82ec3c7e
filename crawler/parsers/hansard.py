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
    levels = _levels(found)
    refs = tuple(
        SectionRef(section.casefold(), row.line("Title"), levels[row.whole("Id")])
        for row in sorted(found, key=lambda row: row.whole("SortOrder"))
        if (section := row.identifier("ExternalId"))
    )
    return Tree(refs, empty=not found)


def _levels(rows: list[Node]) -> dict[int, int]:
    """How many headings stand above each, by its number."""
    parents = {row.whole("Id"): row.optional_whole("ParentId") for row in rows}
    levels: dict[int, int] = {}
    for row in rows:
        trail: dict[int, None] = {}
        place: int | None = row.whole("Id")
        while place is not None and place in parents and place not in levels:
            if place in trail:
                raise row.wrong("stands above itself")
            trail[place] = None
            place = parents[place]
        above = -1 if place is None else levels.get(place, -1)
        levels.update({one: above + number for number, one in enumerate(reversed(trail), 1)})
    return levels


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
    if not row.has("ContributionExtId"):
        raise row.wrong("is no contribution")
    section = row.identifier("DebateSectionExtId")
    if section is None:
        raise row.wrong("has no “DebateSectionExtId”")
    return FoundSection(section.casefold(), row.house("House"), row.day("SittingDate"), row.line("DebateSection"))


def first_year(snapshot: Snapshot) -> int | None:
    """The first year the service holds (`overview/firstyear`), None if it holds none. Raises SourceChanged."""
    answer = read(snapshot)
    return None if answer.value is None else answer.number()
