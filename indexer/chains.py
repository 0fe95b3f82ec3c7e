"""Chains of statements: what a statement refers to, and which statements refer to it.

What is referred to was tagged as a reference in the words or in the question, and is resolved here as the record
stands now: a statement that was not held when the words were tagged is found once it is.
"""

from dataclasses import dataclass, replace

from indexer.citations import Citation, cite
from indexer.store import Record
from statements import reference
from statements.errors import MalformedReference
from statements.reference import Columns, Paper
from statements.statement import Statement, Version
from statements.tag import Span, TagKind

LONGEST_SPAN = 30  # columns that one statement spans at most, of those looked for


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in the words: where it stands, and what it names, or why that is not known."""

    span: Span | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Chain:
    """The references of a statement in their order, and the statements that refer to it, oldest first."""

    refers_to: tuple[Link, ...]
    referred_to_by: tuple[tuple[str, Version], ...]


def chain(record: Record, statement: Statement) -> Chain:
    """Both ways from a statement, one step each."""
    tags = record.tags.of(statement.id)
    standing = [tag for tag in tags if tag.kind is TagKind.REFERENCE and not tag.rejected]
    cited = [Link(next(iter(tag.spans), None), _cited(record, tag.value)) for tag in standing]
    links = [link for link in cited if link.citation.statements != (statement.id,)]  # its own number, as printed
    by = record.tags.claiming(TagKind.REFERENCE, sorted(_names(statement.latest)))
    found = record.statements.latest([name for name in by if name != statement.id])
    citing = sorted(found.items(), key=lambda placed: (placed[1].date, placed[0]))
    own = [placed for placed in citing if _means(record, placed[0], statement)]
    return Chain(tuple(links), tuple(own))


def _cited(record: Record, text: str) -> Citation:
    try:
        return cite(record, text)
    except MalformedReference as fault:
        return Citation(reference=text, missing=str(fault))


def _names(version: Version) -> set[str]:
    """Every reference, as printed, that could mean this version."""
    cited = reference.of(version)
    names = {str(cited)} if cited else set()
    if isinstance(cited, Columns):
        names |= {str(of) for house in (cited.house, None) for of in _columns(replace(cited, house=house))}
    if version.uin:
        days = (None, version.date, version.tabled)
        names |= {str(Paper(number=version.uin.upper(), day=day)) for day in days}
    return names


def _columns(cited: Columns) -> list[Columns]:
    last = min(cited.last, cited.first + LONGEST_SPAN)
    return [cited, *(replace(cited, first=column, last=column) for column in range(cited.first, last + 1))]


def _means(record: Record, citing: str, statement: Statement) -> bool:
    """True if a reference of the citing statement resolves to this one: numbers are used again in later sessions."""
    tags = record.tags.of(citing)
    values = {tag.value for tag in tags if tag.kind is TagKind.REFERENCE and not tag.rejected}
    return any(statement.id in _cited(record, value).statements for value in sorted(values))
