"""Versions and evidence as rows and back; and what is derived of a version to find it by."""

import hashlib
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Row

from statements.reference import Columns
from statements.reference.forms import read_columns
from statements.statement import Evidence, House, Kind, State, Version
from statements.text import folded

_PLAIN = tuple(field.name for field in fields(Version) if field.name not in ("kind", "state", "house", "number"))
_plain = attrgetter(*_PLAIN)
CONTENT = (*_PLAIN, "kind", "state", "house", "text_hash", "question_hash", "column_first", "column_end", "series")
VERSION = ("statement", "number", "recorded_at", "recorded_until", *CONTENT)
EVIDENCE = ("statement", "version", "source", "url", "fetched_at", "sha256", "archived", "reading")


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as the record holds it, with the hashes of its folded words (None where there are none)."""

    version: Version
    text_hash: str | None
    question_hash: str | None

    @classmethod
    def of(cls, version: Version) -> "Stored":
        """The version with the hashes of its words."""
        return cls(version, words_hash(version.text), words_hash(version.question_text))


def words_hash(text: str | None) -> str | None:
    """Equal for two texts exactly if `statements.text.same_words` holds of them."""
    return None if text is None else hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()[:32]


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


def content_row(stored: Stored) -> tuple[Any, ...]:
    """What a version says, in the order of `CONTENT`."""
    version = stored.version
    columns = printed_columns(version)
    return (
        *_plain(version),
        version.kind.value,
        version.state.value,
        version.house.value if version.house else None,
        stored.text_hash,
        stored.question_hash,
        columns.first if columns else None,
        columns.last if columns else None,
        columns.series.value if columns else None,
    )


def version_of(row: Row[*tuple[Any, ...]]) -> Version:
    """The version that a row of `versions` holds."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    plain = {name: values[name] for name in _PLAIN}
    house = House(row.house) if row.house else None
    return Version(kind=Kind(row.kind), state=State(row.state), house=house, number=row.number, **plain)


def stored_of(row: Row[*tuple[Any, ...]]) -> Stored:
    """The version that a row of `versions` holds, with its hashes."""
    return Stored(version_of(row), row.text_hash, row.question_hash)


def evidence_row(serial: int, number: int, seen: Evidence, reading: str | None) -> tuple[Any, ...]:
    """Evidence for a version, in the order of `EVIDENCE`."""
    return (serial, number, seen.source, seen.url, seen.fetched_at, seen.sha256, seen.archived, reading)


def evidence_of(row: Row[*tuple[Any, ...]]) -> Evidence:
    """The evidence that a row of `evidence` holds."""
    return Evidence(source=row.source, url=row.url, fetched_at=row.fetched_at, sha256=row.sha256, archived=row.archived)
