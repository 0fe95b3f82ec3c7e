"""Statements as documents: what of a version can be searched, filtered and counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.search.engine import Document
from indexer.search.words import forms
from indexer.store import Record, Recorded, sort_key
from statements.query import Facet
from statements.statement import Statement, Version
from statements.tag import Tag, TagKind

LOGIC = 1
"""Raised whenever a statement would give other documents than before: an index made by another logic is rebuilt."""


def documents_of(record: Record, statements: Sequence[Statement]) -> Iterator[Document]:
    """A document for each version of those statements, with what the record holds around them."""
    ids = [statement.id for statement in statements]
    recorded, serials, tags = record.statements.recorded(ids), record.statements.serials(ids), record.tags.many(ids)
    for statement in statements:
        latest = statement.latest.number
        claims = {
            held.number: tags.get(statement.id, ())
            if held.number == latest
            else record.tags.of(statement.id, held.number)
            for held in recorded[statement.id]
        }
        yield from documents(statement, serials[statement.id], recorded[statement.id], claims)


def documents(
    statement: Statement, serial: int, recorded: Iterable[Recorded], tags: Mapping[int, Sequence[Tag]]
) -> Iterator[Document]:
    """A document for each version. `serial` is the statement's place in order of intake; `tags` are by version."""
    sources: dict[int | None, set[str]] = {}
    for number, evidence in statement.evidence:
        sources.setdefault(number, set()).add(evidence.source)
    for held in recorded:
        version = statement.version(held.number)
        if version is None:
            continue
        yield Document(
            statement=statement.id,
            version=held.number,
            recorded_from=held.since,
            recorded_until=held.until,
            sort_key=sort_key(version.date, serial),
            day=version.date,
            title=forms(version.title),
            question=forms(version.question_text),
            answer=forms(version.text),
            facets=_facets(version, tags.get(held.number, ()), sources.get(held.number, set())),
        )


def _facets(version: Version, tags: Iterable[Tag], sources: set[str]) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    claimed = [tag for tag in tags if not tag.rejected]
    ministers = [tag for tag in claimed if tag.kind is TagKind.MINISTER]
    departments = {version.department} if version.department else {tag.get("department") for tag in ministers}
    values: dict[Facet, Sequence[str | None]] = {
        Facet.MINISTER: [tag.value for tag in ministers],
        Facet.OFFICE: [tag.get("office") for tag in ministers],
        Facet.DEPARTMENT: sorted(filter(None, departments)),
        Facet.HOUSE: [version.house],
        Facet.KIND: [version.kind],
        Facet.POLICY: [tag.value for tag in claimed if tag.kind is TagKind.POLICY],
        Facet.SOURCE: sorted(sources) or [version.source],
    }
    said = (
        (facet, tuple(dict.fromkeys(str(value) for value in several if value))) for facet, several in values.items()
    )
    return tuple((facet, several) for facet, several in said if several)
