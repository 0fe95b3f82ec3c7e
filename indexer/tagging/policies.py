"""On which policies a statement says something: patterns over the stems of our tokeniser.

All patterns of all topics are compiled once into sequences of words, looked up by their first word, so that the time
a text takes does not grow with the number of patterns.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import product
from typing import NamedTuple

from indexer.search.words import Token, forms, tokens
from indexer.tagging.sentences import sentence_starts
from statements.policy import Pattern, Policy
from statements.statement import Version
from statements.tag import Field, Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same statement and patterns would give other claims than before."""

_NAMES = {Field.TEXT: "text", Field.QUESTION: "question_text", Field.TITLE: "title"}


class Match(NamedTuple):
    """Where words were found: the field, the number of the sentence in it, and the characters."""

    field: Field
    sentence: int
    start: int
    end: int


class _Sequence(NamedTuple):
    """Words that must stand next to one another: stems or exact forms, or printed forms where the case counts."""

    form: str  # "stem", "exact" or "printed"
    words: tuple[str, ...]


class _Compiled(NamedTuple):
    """A pattern with each of its conditions as alternatives of sequences."""

    number: int
    pattern: Pattern
    words: frozenset[_Sequence]
    near: frozenset[_Sequence]
    without: frozenset[_Sequence]
    given: frozenset[_Sequence]


class _Scanned:
    """Where each sequence of words stands in one version."""

    def __init__(self, version: Version, index: "_Index") -> None:
        self._found: defaultdict[_Sequence, list[Match]] = defaultdict(list)
        for field, name in _NAMES.items():
            if text := getattr(version, name):
                for sequence, match in index.scan(field, text):
                    self._found[sequence].append(match)

    def of(self, sequences: Set[_Sequence]) -> list[Match]:
        """All places of any of the sequences, in order."""
        standing = self._found.keys() & sequences
        return sorted(match for sequence in standing for match in self._found[sequence])

    def has(self, sequences: Set[_Sequence]) -> bool:
        """True if any of the sequences stands anywhere."""
        return not self._found.keys().isdisjoint(sequences)

    def __iter__(self) -> Iterator[_Sequence]:
        return iter(self._found)


class _Index:
    """Sequences by their first word."""

    def __init__(self, sequences: Iterable[_Sequence]) -> None:
        self._first: dict[str, defaultdict[str, list[_Sequence]]] = {
            form: defaultdict(list) for form in ("stem", "exact", "printed")
        }
        for sequence in sorted(sequences):
            self._first[sequence.form][sequence.words[0]].append(sequence)

    def may_stand_in(self, text: str) -> bool:
        """False if none of the sequences stands in the text; a look that costs a third of saying where they stand."""
        found = forms(text)
        return (
            any(word in text for word in self._first["printed"])
            or next(_places(found.stem, self._first["stem"]), None) is not None
            or next(_places(found.exact, self._first["exact"]), None) is not None
        )

    def scan(self, field: Field, text: str) -> Iterator[tuple[_Sequence, Match]]:
        """Every place in the text at which a sequence stands."""
        words = tokens(text)
        starts: list[int] = []
        for form, first in self._first.items():
            for sequence, at in _places(_read(form, words, text), first) if first else ():
                starts = starts or sentence_starts(text)
                start, end = words[at].start, words[at + len(sequence.words) - 1].end
                yield sequence, Match(field, bisect_right(starts, start), start, end)


def _read(form: str, words: list[Token], text: str) -> list[str]:
    if form == "printed":
        return [text[word.start : word.end] for word in words]
    return [word.stem if form == "stem" else word.exact for word in words]


def _places(words: Sequence[str], first: dict[str, list[_Sequence]]) -> Iterator[tuple[_Sequence, int]]:
    for at, word in enumerate(words):
        for sequence in first.get(word, ()):
            if tuple(words[at : at + len(sequence.words)]) == sequence.words:
                yield sequence, at


class Matcher:
    """The policies of all topics, compiled. Never changed after it is built; safe in several threads."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._policies = {policy.id: policy for policy in policies}
        self._compiled = {policy.id: tuple(_compile(policy)) for policy in self._policies.values()}
        self._given = {policy.id: _sequences(policy.given) for policy in self._policies.values()}
        self._unless = {policy.id: _sequences(policy.unless) for policy in self._policies.values()}
        self._index = _Index(self._everything())
        self._shown_by: defaultdict[_Sequence, list[tuple[str, int]]] = defaultdict(list)
        for policy, patterns in self._compiled.items():
            for one in patterns:
                for sequence in one.words:
                    self._shown_by[sequence].append((policy, one.number))
        self._shown = _Index(self._shown_by)

    def _everything(self) -> set[_Sequence]:
        found = {sequence for each in (*self._given.values(), *self._unless.values()) for sequence in each}
        for patterns in self._compiled.values():
            for one in patterns:
                found |= one.words | one.near | one.without | one.given
        return found

    def tags(self, version: Version, logic: str) -> tuple[Tag, ...]:
        """One claim for each policy, in the order of their ids; one that is implied says by which."""
        found = self.matches(version, version.date)
        claims = {policy: _claim(policy, patterns, logic) for policy, patterns in found.items()}
        reached = sorted(found)
        for policy in reached:
            for implied in self._policies[policy].implies:
                if implied not in claims:
                    claims[implied] = _implied(implied, policy, logic)
                    reached.append(implied)
        return tuple(claims[policy] for policy in sorted(claims))

    def matches(self, version: Version, day: date | None) -> dict[str, dict[int, list[Match]]]:
        """The places of each pattern (by its number, from 1) of each policy that matches; `day` None: whatever day."""
        if not any(self._shown.may_stand_in(text) for name in _NAMES.values() if (text := getattr(version, name))):
            return {}
        scanned = _Scanned(version, self._index)
        hinted = sorted({shown for sequence in scanned for shown in self._shown_by.get(sequence, ())})
        found: dict[str, dict[int, list[Match]]] = {}
        for policy, number in hinted:
            if places := self._places(policy, number, scanned, day):
                found.setdefault(policy, {})[number] = places
        return found

    def _places(self, policy: str, number: int, scanned: _Scanned, day: date | None) -> list[Match]:
        if self._given[policy] and not scanned.has(self._given[policy]):
            return []
        places = _matches(self._compiled[policy][number - 1], scanned, day)
        barred = scanned.of(self._unless[policy]) if places else []
        return [match for match in places if not _touches(match, barred)]


def _matches(one: _Compiled, scanned: _Scanned, day: date | None) -> list[Match]:
    if not _in_days(one.pattern, day) or (one.given and not scanned.has(one.given)):
        return []
    places = scanned.of(one.words)
    if not one.pattern.context:
        places = [match for match in places if match.field is Field.TEXT]
    if places and one.near:
        beside = {(match.field, match.sentence) for match in scanned.of(one.near)}
        places = [match for match in places if (match.field, match.sentence) in beside]
    if places and one.without:
        apart = {(match.field, match.sentence) for match in scanned.of(one.without)}
        places = [match for match in places if (match.field, match.sentence) not in apart]
    return places


def _in_days(pattern: Pattern, day: date | None) -> bool:
    if day is None:
        return True
    return (pattern.since is None or pattern.since <= day) and (pattern.until is None or day <= pattern.until)


def _touches(match: Match, barred: list[Match]) -> bool:
    return any(match.field is other.field and match.start < other.end and other.start < match.end for other in barred)


def _compile(policy: Policy) -> Iterator[_Compiled]:
    for number, pattern in enumerate(policy.patterns, start=1):
        yield _Compiled(
            number,
            pattern,
            words=_sequences((pattern.words,), exact=pattern.exact, case=pattern.case),
            near=_sequences(pattern.near, exact=pattern.exact),
            without=_sequences(pattern.without, exact=pattern.exact),
            given=_sequences(pattern.given, exact=pattern.exact),
        )


def _sequences(alternatives: Iterable[str], *, exact: bool = False, case: bool = False) -> frozenset[_Sequence]:
    form = "printed" if case else "exact" if exact else "stem"
    spelt = (words for alternative in alternatives for words in product(*_slots(alternative)))
    return frozenset(_Sequence(form, _in_form(form, " ".join(words))) for words in spelt)


def _slots(words: str) -> list[list[str]]:
    return [slot.split("|") for slot in words.split()]


def _in_form(form: str, words: str) -> tuple[str, ...]:
    if form == "printed":
        return tuple(words[word.start : word.end] for word in tokens(words))
    found = forms(words)
    return found.stem if form == "stem" else found.exact


def _claim(policy: str, patterns: dict[int, list[Match]], logic: str) -> Tag:
    """The rule named is the first pattern that shows in the text, or the first at all; spans never overlap."""
    in_text = {number: [match for match in places if match.field is Field.TEXT] for number, places in patterns.items()}
    shown = [number for number in sorted(in_text) if in_text[number]]
    number = min(shown) if shown else min(patterns)
    spans = _apart(sorted((match.start, match.end) for places in in_text.values() for match in places))
    return Tag(kind=TagKind.POLICY, value=policy, rule=f"policy.{policy}.{number}", logic=logic, spans=spans)


def _apart(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)


def _implied(policy: str, by: str, logic: str) -> Tag:
    return Tag(kind=TagKind.POLICY, value=policy, rule=f"policy.{by}.implies", logic=logic)
