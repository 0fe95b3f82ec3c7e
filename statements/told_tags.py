"""Tags as the interchange shows them: the key `tags` of a line of `export --with-tags`."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from statements.tag import Field, Span, Tag, TagKind

Resolve = Callable[[str], str | None]
"""From a reference to the id of the statement held, or None."""


def told_tags(tags: Sequence[Tag], text: str | None, statement_of: Resolve) -> dict[str, Any]:
    """The claims that stand, rejected ones left out, with the places in the text.

    Places count characters of `text`. A reference names the statement it resolves to, or null.
    """
    standing = [tag for tag in tags if not tag.rejected]
    minister = next((tag for tag in standing if tag.kind is TagKind.MINISTER), None)
    return {
        "minister": _minister(minister) if minister else None,
        "policies": _policies(standing),
        "entities": [
            place | {"label": tag.get("label"), "canonical": tag.get("canonical")}
            for tag, place in _placed(standing, TagKind.ENTITY, text)
        ],
        "figures": [
            place | {"value": _number(tag.value)} | {name: tag.get(name) for name in ("unit", "qualifier", "about")}
            for tag, place in _placed(standing, TagKind.FIGURE, text)
        ],
        "dates": [place | {"value": tag.value} for tag, place in _placed(standing, TagKind.DATE, text)],
        "positions": [
            place | _position(tag) | {name: tag.get(name) for name in ("polarity", "commitment")}
            for tag, place in _placed(standing, TagKind.POSITION, text)
        ],
        "references": [
            place | {"reference": tag.value, "statement": statement_of(tag.value)}
            for tag, place in _placed(standing, TagKind.REFERENCE, text)
        ],
    }


def _minister(tag: Tag) -> dict[str, str | None]:
    return {"person": tag.value} | {name: tag.get(name) for name in ("name", "office", "department")}


def _policies(tags: Iterable[Tag]) -> list[dict[str, Any]]:
    spans: dict[str, set[tuple[int, int]]] = {}
    for tag in tags:
        if tag.kind is TagKind.POLICY:
            spans[tag.value] = spans.get(tag.value, set()) | {(span.start, span.end) for span in _in_text(tag)}
    return [{"id": policy, "spans": [list(span) for span in sorted(own)]} for policy, own in spans.items()]


def _placed(tags: Iterable[Tag], kind: TagKind, text: str | None) -> list[tuple[Tag, dict[str, Any]]]:
    """Each place of the claims of that kind, in the order of the text."""
    places = [(span.start, span.end, tag) for tag in tags if tag.kind is kind for span in _in_text(tag)]
    ordered = sorted(places, key=lambda place: place[:2])
    return [(tag, {"start": start, "end": end, "text": (text or "")[start:end]}) for start, end, tag in ordered]


def _in_text(tag: Tag) -> list[Span]:
    return [span for span in tag.spans if span.field is Field.TEXT]


def _position(tag: Tag) -> dict[str, str | None]:
    policy, _, aspect = tag.value.partition("/")
    return {"policy": policy, "aspect": aspect or None}


def _number(value: str) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number
