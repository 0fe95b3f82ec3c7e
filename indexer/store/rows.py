"""Versions and evidence as rows and back; and what is derived of a version to find it by."""

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Row

from statements.reference import Columns
from statements.reference.forms import read_columns
from statements.statement import Evidence, House, Kind, State, Version

_PLAIN = tuple(field.name for field in fields(Version) if field.name not in ("kind", "state", "house", "number"))
_plain = attrgetter(*_PLAIN)
CONTENT = (*_PLAIN, "kind", "state", "house", "column_first", "column_end", "series")
VERSION = ("statement", "number", "recorded_at", "recorded_until", *CONTENT)
EVIDENCE = ("statement", "version", "source", "url", "fetched_at", "sha256", "archived", "reading")


def printed_columns(version: Version) -> Columns | None:
    """The columns in which a version is printed, or None: "41WA" and "HL Deb 15 October 2014 c41WA" say the same."""
    if not version.column:
        return None
    try:
        printed = read_columns(version.column)
    except ValueError:
        return None  # what a source printed there is kept as it is, but nothing is found by it
    return replace(printed, last=max(printed.last, version.column_last or 0))


def series_of(suffix: str) -> str:
    """The series that a column's suffix names."""
    return "W" if suffix.upper() == "WA" else suffix.upper()


def content_row(version: Version) -> tuple[Any, ...]:
    """What a version says, in the order of `CONTENT`."""
    columns = printed_columns(version)
    return (
        *_plain(version),
        str(version.kind),
        str(version.state),
        str(version.house) if version.house else None,
        columns.first if columns else None,
        columns.last if columns else None,
        str(columns.series) if columns else None,
    )


def version_of(row: Row[*tuple[Any, ...]]) -> Version:
    """The version that a row of `versions` holds."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    plain = {name: values[name] for name in _PLAIN}
    house = House(row.house) if row.house else None
    return Version(kind=Kind(row.kind), state=State(row.state), house=house, number=row.number, **plain)


def evidence_row(serial: int, number: int, seen: Evidence, reading: str | None) -> tuple[Any, ...]:
    """Evidence for a version, in the order of `EVIDENCE`."""
    return (serial, number, seen.source, seen.url, seen.fetched_at, seen.sha256, seen.archived, reading)


def evidence_of(row: Row[*tuple[Any, ...]]) -> Evidence:
    """The evidence that a row of `evidence` holds."""
    return Evidence(source=row.source, url=row.url, fetched_at=row.fetched_at, sha256=row.sha256, archived=row.archived)
