"""What is named in a text: known names and forms of names first, and what the language model hears last.

Tried in tiers, each only where no earlier one stands; within a tier the leftmost, then the longest name wins. The
model is trusted least, and only with what it was seen to get right (the rest of its labels are dropped).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.search.words import forms
from indexer.tagging.dates import Dated
from indexer.tagging.gazetteer import Gazetteer
from indexer.tagging.language import Heard
from indexer.tagging.nameforms import BARE_TITLE, BODY, TITLED, names_by_form, regions
from statements.tag import Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same text, names and readings would give other entities than before."""

_GENERIC = re.compile(r"(?:embass(?:y|ies)|consulate(?:-general| general)?)(?! (?:in|at))$")
_ORG_WORD = re.compile(rf"\b(?:{BODY}|Government|Ministry|Department|Office)\b|^[A-Z]{{3,7}}$")
_HEARD = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at characters `start` to `end`, its label, the name it is known by, and the rule that found it."""

    start: int
    end: int
    label: str
    canonical: str
    rule: str


def entities(
    text: str,
    gazetteer: Gazetteer,
    heard: Sequence[Heard],
    dated: Sequence[Dated] = (),
    counted: Iterable[tuple[int, int, str]] = (),
) -> tuple[Named, ...]:
    """What is named in a text, in order, none within another.

    `heard` are the names that the model hears, `dated` the dates, `counted` the sums and numbers with their labels.
    """
    kept = _Kept(len(text))
    kept.take(_known(text, gazetteer))
    days = (_named(text, one.start, one.end, "DATE", "entity.date") for one in dated if one.named)
    sums = (_named(text, start, end, label, "entity.figure") for start, end, label in counted)
    kept.take((*days, *sums))
    kept.take(_heard(text, heard, gazetteer))
    return tuple(sorted(kept.names, key=lambda name: name.start))


def tags(found: Sequence[Named], logic: str) -> tuple[Tag, ...]:
    """One claim for each thing named, in the order of its first place."""
    places: dict[tuple[str, str, str], list[Span]] = {}
    for name in found:
        places.setdefault((name.canonical, name.label, name.rule), []).append(Span(name.start, name.end))
    return tuple(
        Tag(
            kind=TagKind.ENTITY,
            value="-".join(forms(canonical).exact) or canonical.casefold(),
            rule=rule,
            logic=logic,
            spans=tuple(spans),
            detail=(("canonical", canonical), ("label", label)),
        )
        for (canonical, label, rule), spans in places.items()
    )


class _Kept:
    """The names kept so far: what touches one of them is not taken."""

    def __init__(self, length: int) -> None:
        self.names: list[Named] = []
        self._taken = bytearray(length)

    def take(self, names: Iterable[Named]) -> None:
        """Keeps those that touch none kept before; the leftmost, then the longest first."""
        for name in sorted(names, key=lambda one: (one.start, -one.end)):
            if name.end > name.start and not any(self._taken[name.start : name.end]):
                self.names.append(name)
                self._taken[name.start : name.end] = b"\1" * (name.end - name.start)


def _known(text: str, gazetteer: Gazetteer) -> Iterator[Named]:
    places: set[int] = set()
    for start, end, entry in gazetteer.places(text):
        if entry.label in ("GPE", "LOC"):
            places.add(start)
        if _stands_for_itself(text, start, end, entry.printed):
            yield Named(start=start, end=end, label=entry.label, canonical=entry.canonical, rule="entity.gazetteer")
    for begun, ended, label, rule in names_by_form(text):
        start, end = begun, _without_possessive(text, begun, ended)
        if not _GENERIC.match(text[start:end]):
            yield from (
                _known_as(text, first, last, label, rule, gazetteer)
                for first, last in _apart(text, start, end, rule, gazetteer)
            )
    for start, place, end in regions(text):
        if place in places and not text.startswith("n", end):
            yield _named(text, start, end, "LOC", "entity.region")


def _apart(text: str, start: int, end: int, rule: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The span, or both of two bodies that "and" joins: "the Monetary Fund and the World Bank"."""
    if rule == "entity.body" and TITLED.match(text, start):  # a person "of the Agency": the Agency alone
        start = max(text.rfind(link, start, end) + len(link) for link in (" of the ", " of ", " and ", " "))
    first, joined, second = text[start:end].partition(" and ")
    if rule == "entity.body" and joined and (_ORG_WORD.search(first.split()[-1]) or gazetteer.knows(first, "ORG")):
        yield start, start + len(first)
        begun = end - len(second.removeprefix("the "))
        yield from _apart(text, begun, end, rule, gazetteer)
    else:
        yield start, end


def _stands_for_itself(text: str, start: int, end: int, printed: str) -> bool:
    """False where a known name is a word of another sense: "IS" at the head of a line, "Gulf States"."""
    if printed == "IS":
        return text[start - 4 : start].lower() in ("the ", "inst ", " by ", "and ") or text[start - 3 : start] == "of "
    return not (printed in ("Med", "Gulf", "Labour", "Cabinet") and text[end : end + 2] in (" S", "'s"))


def _without_possessive(text: str, start: int, end: int) -> int:
    for ending in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(ending):
            return end - len(ending)
    return end


def _known_as(text: str, start: int, end: int, label: str, rule: str, gazetteer: Gazetteer) -> Named:
    return Named(start=start, end=end, label=label, canonical=gazetteer.canonical(text[start:end], label), rule=rule)


def _named(text: str, start: int, end: int, label: str, rule: str) -> Named:
    return Named(start=start, end=end, label=label, canonical=" ".join(text[start:end].split()), rule=rule)


def _heard(text: str, heard: Sequence[Heard], gazetteer: Gazetteer) -> Iterator[Named]:
    for name in heard:
        label = _HEARD.get(name.label)
        start, end = _trimmed(text, name.start, name.end)
        if label and _is_likely(label, text[start:end]):
            yield _known_as(text, start, end, label, f"entity.model.{label.lower()}", gazetteer)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if text.startswith(("the ", "The "), start):
        start += 4
    return start, _without_possessive(text, start, end)


def _is_likely(label: str, name: str) -> bool:
    words = name.split()
    if not words or "\n" in name or any(sign.isdigit() for sign in name):
        return False
    if label == "PERSON":
        return len(words) >= 2 and all(word[:1].isupper() for word in words) and not _ORG_WORD.search(name)
    if label == "ORG":
        generic = len(words) == 1 and not words[0].isupper()
        return bool(_ORG_WORD.search(name)) and words[0][:1].isupper() and not generic and not BARE_TITLE.match(name)
    return name[:1].isupper() and len(name) >= 4 and all(word[:1].isupper() for word in words)
