"""The references in a text, as claims; what each means is looked up when it is shown, as the record stands then."""

from indexer.tagging.dates import Dated
from statements.reference import find_references
from statements.statement import Version
from statements.tag import Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same text would give other references than before."""


def tags(version: Version, logic: str) -> tuple[Tag, ...]:
    """The claims of the references in the text of a version, in order."""
    return tuple(
        Tag(
            kind=TagKind.REFERENCE,
            value=str(found.reference),
            rule=f"reference.{type(found.reference).__name__.lower()}",
            logic=logic,
            spans=(Span(found.start, found.end),),
        )
        for found in find_references(version.text or "", version.date)
    )


def barred(tags: tuple[Tag, ...], dated: tuple[Dated, ...]) -> list[tuple[int, int]]:
    """The places in which no number is a quantity: references and dates."""
    places = [(span.start, span.end) for tag in tags for span in tag.spans]
    return sorted([*places, *((one.start, one.end) for one in dated if one.named)])
