"""Statements as documents: what of a version can be searched, filtered and counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.search.engine import Document
from indexer.search.words import forms
from indexer.store import Record, Recorded, sort_key
from statements.query import Facet
from statements.statement import Statement, Version
from statements.tag import Tag, TagKind

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FACILITY", "OPERATION", "TREATY"})
"""Labels of entities that are names: by these one filters. Sums, numbers and days are not."""

LOGIC = 1
"""Raised whenever a statement would give other documents than before: an index made by another logic is rebuilt."""


def documents_of(record: Record, statements: Sequence[Statement]) -> Iterator[Document]:
    """A document for each version of those statements, with what the record holds around them."""
    ids = [statement.id for statement in statements]
    recorded, serials = record.statements.recorded(ids), record.statements.serials(ids)
    tags = record.tags.by_version(ids)
    for statement in statements:
        if statement.id in serials:  # else it was merged into another a moment ago, and the journal says so
            yield from documents(statement, serials[statement.id], recorded[statement.id], tags.get(statement.id, {}))


def documents(
    statement: Statement, serial: int, recorded: Iterable[Recorded], tags: Mapping[int, Sequence[Tag]]
) -> Iterator[Document]:
    """A document for each version. `serial` is the statement's place in order of intake; `tags` are by version."""
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
            facets=_facets(version, tags.get(held.number, ())),
        )


def _facets(version: Version, tags: Iterable[Tag]) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    claimed = [tag for tag in tags if not tag.rejected]
    ministers = [tag for tag in claimed if tag.kind is TagKind.MINISTER]
    values: tuple[tuple[Facet, Sequence[str | None]], ...] = (
        (Facet.MINISTER, [tag.value for tag in ministers]),
        (Facet.OFFICE, [tag.get("office") for tag in ministers]),
        (
            Facet.DEPARTMENT,
            [version.department] if version.department else [tag.get("department") for tag in ministers],
        ),
        (Facet.HOUSE, [version.house]),
        (Facet.KIND, [version.kind]),
        (Facet.POLICY, [tag.value for tag in claimed if tag.kind is TagKind.POLICY]),
        (Facet.ENTITY, [tag.value for tag in claimed if tag.kind is TagKind.ENTITY and tag.get("label") in NAMED]),
        (Facet.SOURCE, [version.source]),  # whose words stand: what other sources also show is not journalled
    )
    said = ((facet, dict.fromkeys(str(value) for value in several if value)) for facet, several in values)
    return tuple((facet, tuple(distinct)) for facet, distinct in said if distinct)
