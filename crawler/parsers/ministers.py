"""Ministers Database of the Institute for Government: people, posts, departments and appointments since 1979, as CSV.

A person has a row for each name, with the days it was borne; most have Parliament's member id, written "500.0".
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from statements.errors import SourceChanged
from statements.people import Name, Office, Person, Tenure, member_person, ranked_name

T = TypeVar("T")

SOURCE = "ministers"
ATTRIBUTION = "Institute for Government Ministers Database"
FILES = {
    "person.csv": ("id", "id_parliament", "display_name", "start_date", "end_date"),
    "post.csv": ("id", "organisation_id", "name", "rank_equivalence"),
    "organisation.csv": ("id", "name"),
    "appointment.csv": ("id", "person_id", "post_id", "start_date", "end_date"),
}
"""The files that are read, and the columns each must have."""


def parse(files: Mapping[str, bytes]) -> tuple[tuple[Person, ...], tuple[Tenure, ...]]:
    """Everybody in the database and every appointment, from its files by name.

    An appointment that ends before it begins (the database has had two) is given as it stands and covers no day.
    Raises SourceChanged, naming file and line, if a file is missing or does not hold what it should.
    """
    tables = {name: _table(name, files) for name in FILES}
    ids = {row.text("id"): _person_id(row) for row in tables["person.csv"]}
    departments = {row.text("id"): row.text("name") for row in tables["organisation.csv"]}
    offices = {row.text("id"): _office(row, departments) for row in tables["post.csv"]}
    tenures = tuple(_tenure(row, ids, offices) for row in tables["appointment.csv"])
    return _people(tables["person.csv"], ids), tenures


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file, its cells by column."""

    file: str
    number: int
    cells: Mapping[str, str]

    def wrong(self, fault: str) -> SourceChanged:
        return SourceChanged(SOURCE, self.file, f"line {self.number}: {fault}")

    def optional(self, column: str) -> str:
        return " ".join(self.cells[column].split())

    def text(self, column: str) -> str:
        found = self.optional(column)
        if not found:
            raise self.wrong(f"{column} is empty")
        return found

    def day(self, column: str) -> date | None:
        words = self.optional(column)
        try:
            return date.fromisoformat(words) if words else None
        except ValueError as error:
            raise self.wrong(f"{column}: {words[:40]!r} is no date") from error

    def known(self, column: str, among: Mapping[str, T]) -> T:
        """What the id in that column names in another file."""
        try:
            return among[self.text(column)]
        except KeyError as error:
            raise self.wrong(f"{column}: nothing has the id {self.text(column)[:40]!r}") from error


def _table(name: str, files: Mapping[str, bytes]) -> list[_Line]:
    if name not in files:
        raise SourceChanged(SOURCE, name, "the file is missing")
    try:
        reader = csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline=""), strict=True)
        header = next(reader, [])
        _check(name, header)
        return [_line(name, reader.line_num, header, row) for row in reader if row]
    except UnicodeDecodeError as error:
        raise SourceChanged(SOURCE, name, f"not UTF-8 at byte {error.start}") from error
    except csv.Error as error:
        raise SourceChanged(SOURCE, name, f"not CSV: {error}") from error


def _check(name: str, header: list[str]) -> None:
    lacking = [column for column in FILES[name] if column not in header]
    if lacking:
        raise SourceChanged(SOURCE, name, f"has no column {lacking[0]!r}")


def _line(name: str, number: int, header: list[str], row: list[str]) -> _Line:
    if len(row) != len(header):
        raise SourceChanged(SOURCE, name, f"line {number}: {len(row)} cells where there are {len(header)} columns")
    return _Line(name, number, dict(zip(header, row, strict=True)))


def _person_id(row: _Line) -> str:
    number = _member_id(row)
    return f"ifg-{row.text('id')}" if number is None else member_person(number)


def _member_id(row: _Line) -> int | None:
    """Parliament's member id, which the database writes as a decimal; None for those who never sat."""
    words = row.optional("id_parliament")
    found = re.fullmatch(r"([0-9]{1,9})(?:\.0)?", words)
    if words and not found:
        raise row.wrong(f"id_parliament: {words[:40]!r} is no member id")
    return int(found[1]) if found else None


def _people(rows: list[_Line], ids: Mapping[str, str]) -> tuple[Person, ...]:
    """A person for each id, the latest name first."""
    lines: dict[str, list[_Line]] = {}
    for row in rows:
        lines.setdefault(ids[row.text("id")], []).append(row)
    return tuple(_person(person, found) for person, found in lines.items())


def _person(person: str, rows: list[_Line]) -> Person:
    names = [
        Name(name=row.text("display_name"), since=row.day("start_date"), until=row.day("end_date")) for row in rows
    ]
    names.sort(key=lambda name: (name.until or date.max, name.since or date.min), reverse=True)
    return Person(id=person, name=names[0].name, names=tuple(names), member_id=_member_id(rows[0]))


def _office(row: _Line, departments: Mapping[str, str]) -> Office:
    name = ranked_name(row.text("name"), row.optional("rank_equivalence"))
    return Office(name=name, department=row.known("organisation_id", departments))


def _tenure(row: _Line, ids: Mapping[str, str], offices: Mapping[str, Office]) -> Tenure:
    since, until = row.day("start_date"), row.day("end_date")
    if since is None:
        raise row.wrong("start_date is empty")
    return Tenure(
        person=row.known("person_id", ids),
        office=row.known("post_id", offices),
        since=since,
        until=until,
        source=SOURCE,
        cites=f"{ATTRIBUTION}, appointment {row.text('id')}",
    )
