"""Versions and evidence as rows and back; and what is derived of a version to find it by."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from statements.reference import Columns
from statements.reference.forms import read_columns
from statements.statement import Evidence, House, Kind, State, Version
from statements.text import folded

_PLAIN = tuple(field.name for field in fields(Version) if field.name not in ("kind", "state", "house", "number"))


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

    def numbered(self, number: int) -> "Stored":
        """The same words with their place in the record."""
        return replace(self, version=self.version.numbered(number))


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


def version_row(serial: int, stored: Stored, recorded_at: datetime) -> dict[str, Any]:
    """The row of the table `versions`; the version must be numbered."""
    number = stored.version.number
    return {"statement": serial, "number": number, "recorded_at": recorded_at, "recorded_until": None} | content_row(
        stored
    )


def content_row(stored: Stored) -> dict[str, Any]:
    """The columns of `versions` that hold what the version says."""
    version = stored.version
    columns = printed_columns(version)
    row: dict[str, Any] = {name: getattr(version, name) for name in _PLAIN}
    row["kind"] = version.kind.value
    row["state"] = version.state.value
    row["house"] = version.house.value if version.house else None
    row["text_hash"], row["question_hash"] = stored.text_hash, stored.question_hash
    row["column_first"] = columns.first if columns else None
    row["column_end"] = columns.last if columns else None
    row["series"] = columns.series.value if columns else None
    return row


def version_of(row: Row[*tuple[Any, ...]]) -> Version:
    """The version that a row of `versions` holds."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    plain = {name: values[name] for name in _PLAIN}
    house = House(row.house) if row.house else None
    return Version(kind=Kind(row.kind), state=State(row.state), house=house, number=row.number, **plain)


def stored_of(row: Row[*tuple[Any, ...]]) -> Stored:
    """The version that a row of `versions` holds, with its hashes."""
    return Stored(version_of(row), row.text_hash, row.question_hash)


def evidence_row(serial: int, number: int, seen: Evidence) -> dict[str, Any]:
    """The row of the table `evidence`, without the source's reading."""
    place = {"statement": serial, "version": number, "source": seen.source}
    return place | {"url": seen.url, "fetched_at": seen.fetched_at, "sha256": seen.sha256, "archived": seen.archived}


def evidence_of(row: Row[*tuple[Any, ...]]) -> Evidence:
    """The evidence that a row of `evidence` holds."""
    return Evidence(source=row.source, url=row.url, fetched_at=row.fetched_at, sha256=row.sha256, archived=row.archived)
