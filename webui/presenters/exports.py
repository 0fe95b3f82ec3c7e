"""The same answers for other programs: JSON, CSV and RIS, each with the licence of what it holds."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from indexer.repeats import Repeats
from indexer.search.service import Found, Page
from statements import reference
from statements.statement import Evidence, Statement, Version
from statements.tag import Tag, TagKind
from webui.presenters.results import title
from webui.presenters.speakers import speaker

LICENCE = (
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0 "
    "and public sector information licensed under the Open Government Licence v3.0."
)
COLUMNS = (
    "id",
    "date",
    "house",
    "kind",
    "reference",
    "uin",
    "title",
    "speaker",
    "office",
    "department",
    "policies",
    "passage",
    "address",
    "source",
    "licence",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
RIS_TYPES = {True: "HEAR", False: "GOVDOC"}


def search(page: Page) -> dict[str, Any]:
    """A page of results in the shape of `dispatchbox search --json`."""
    return {
        "total": page.total,
        "query_as_understood": page.understood,
        "behind": page.behind,
        "hits": [_hit(found) for found in page.results],
        "facets": {
            facet.value: [{"value": value, "count": count} for value, count in counts] for facet, counts in page.facets
        },
        "histogram": [{"month": f"{month:%Y-%m}", "count": count} for month, count in page.histogram],
        "licence": LICENCE,
    }


def _hit(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "score": found.score,
        "date": found.version.date.isoformat(),
        "title": title(found.version),
        "reference": _reference(found.version),
        "snippet": found.passage.text,
        "relaxed": found.relaxed,
    }


def statement(
    held: Statement, version: Version, tags: Sequence[Tag], readings: Mapping[tuple[int, str], str], address: str
) -> dict[str, Any]:
    """One version of a statement, in the interchange's keys, with its evidence, its other versions and its tags.

    `readings` are the words of other sources where they differ, by number of the version and source.
    """
    return {
        "id": held.id,
        "aliases": list(held.aliases),
        "kind": version.kind.value,
        "house": version.house.value if version.house else None,
        "date": version.date.isoformat(),
        "title": version.title,
        "uin": version.uin,
        "column": version.column,
        "reference": _reference(version),
        "speaker_as_printed": version.speaker_as_printed,
        "speaker": version.speaker,
        "role_as_printed": version.role_as_printed,
        "party": version.party,
        "question_text": version.question_text,
        "asker": version.asker,
        "text": version.text,
        "url": version.url,
        "source": version.source,
        "version": version.number,
        "state": version.state.value,
        "note": version.note,
        "versions": [_version(one) for one in held.versions],
        "evidence": [_evidence(number, seen, readings) for number, seen in held.evidence],
        "tags": tags_by_kind(tags),
        "address": address,
        "licence": LICENCE,
    }


def _version(version: Version) -> dict[str, Any]:
    dated = version.dated or version.date
    return {"version": version.number, "state": version.state.value, "date": dated.isoformat(), "ours": version.ours}


def repeats(found: Repeats) -> dict[str, Any]:
    """The ids of the statement of the other House that is repeated, and of its repeats there."""
    return {"repeats": found.of[0] if found.of else None, "repeated_by": [name for name, _ in found.by]}


def _evidence(number: int, seen: Evidence, readings: Mapping[tuple[int, str], str]) -> dict[str, Any]:
    return {
        "version": number,
        "source": seen.source,
        "url": seen.url,
        "fetched_at": _instant(seen.fetched_at),
        "sha256": seen.sha256,
        "reading": readings.get((number, seen.source)),
    }


def _instant(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def tags_by_kind(tags: Iterable[Tag]) -> dict[str, Any]:
    """The tags in the shape of `dispatchbox export --with-tags`."""
    tags = tuple(tags)
    minister = next((tag for tag in tags if tag.kind is TagKind.MINISTER), None)
    return {
        "minister": {"person": minister.value, **_office(minister)} if minister else None,
        "policies": [
            {"id": tag.value, "spans": [[span.start, span.end] for span in tag.spans if span.field.value == "text"]}
            for tag in tags
            if tag.kind is TagKind.POLICY
        ],
    }


def _office(minister: Tag) -> dict[str, str | None]:
    return {name: minister.get(name) for name in ("name", "office", "department")}


def csv_of(results: Iterable[Found], address: Mapping[str, str]) -> str:
    """The results as CSV; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(found, address[found.id])] for found in results)
    return out.getvalue()


def _row(found: Found, address: str) -> tuple[str | None, ...]:
    version = found.version
    who = speaker(version, found.tags)
    return (
        found.id,
        version.date.isoformat(),
        version.house.value if version.house else None,
        version.kind.value,
        _reference(version),
        version.uin,
        title(version),
        who.name,
        who.office,
        who.department,
        " ".join(tag.value for tag in found.tags if tag.kind is TagKind.POLICY),
        found.passage.text,
        address,
        version.url,
        LICENCE,
    )


def _cell(value: str | None) -> str:
    text = value or ""
    return f"'{text}" if text.startswith(FORMULA) else text


def ris(held: Statement, version: Version, tags: Sequence[Tag], address: str) -> str:
    """A statement for a reference manager."""
    who = speaker(version, tags)
    fields = (
        ("TY", RIS_TYPES[version.kind.spoken]),
        ("ID", held.id),
        ("AU", who.name),
        ("TI", title(version)),
        ("DA", f"{version.date:%Y/%m/%d}"),
        ("PY", f"{version.date:%Y}"),
        ("CN", _reference(version)),
        ("PB", f"House of {version.house}" if version.house else version.department),
        ("UR", address),
        ("L2", version.url),
        ("N1", LICENCE),
    )
    lines = [f"{name}  - {' '.join(value.split())}" for name, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _reference(version: Version) -> str | None:
    found = reference.of(version)
    return str(found) if found else None
