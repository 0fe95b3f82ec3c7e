"""The references in a text and in its question, as claims; what each means is looked up when it is shown."""

from collections.abc import Iterator

from indexer.tagging.dates import Dated
from statements.reference import find_references
from statements.statement import Version
from statements.tag import Field, Span, Tag, TagKind

LOGIC = 2
"""Raised whenever the same version would give other references than before."""


def tags(version: Version, logic: str) -> tuple[Tag, ...]:
    """The claims of the references in a version: those of its text in order, then those of its question.

    A question says what it follows up: "pursuant to the Answer of 3 November 2014 to Question 211955".
    """
    return (
        *_in(version.text, Field.TEXT, version, logic),
        *_in(version.question_text, Field.QUESTION, version, logic),
    )


def _in(words: str | None, field: Field, version: Version, logic: str) -> Iterator[Tag]:
    for found in find_references(words, version.date) if words else ():
        yield Tag(
            kind=TagKind.REFERENCE,
            value=str(found.reference),
            rule=f"reference.{type(found.reference).__name__.lower()}",
            logic=logic,
            spans=(Span(found.start, found.end, field),),
        )


def barred(tags: tuple[Tag, ...], dated: tuple[Dated, ...]) -> list[tuple[int, int]]:
    """The places of the text in which no number is a quantity: references and dates."""
    places = [(span.start, span.end) for tag in tags for span in tag.spans if span.field is Field.TEXT]
    return sorted([*places, *((one.start, one.end) for one in dated if one.named)])
