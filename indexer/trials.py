"""What is wrong with a policy as it is declared: misspelt keys and words, and examples that do not do what they say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from indexer.search.words import forms
from indexer.tagging.aspects import Aspects, as_policy
from indexer.tagging.policies import Matcher
from statements.policy import Aspect, Example, Measure, Pattern, Policy, StateOf
from statements.statement import Kind, Version

ASPECT_TYPES = ("number", "money", "date", "duration", "state", "commitment", "text")

Complaint = tuple[str, str]
"""Key, and what is wrong."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_DAY = date(1900, 1, 1)  # an example without a day is tried whatever the days of the patterns


def misdeclared(policy: Policy) -> Iterator[Complaint]:
    """What is wrong with a policy before its examples are tried."""
    yield from _misnamed("id", policy.id)
    for key in ("patterns", "must_match", "must_not_match"):
        if not getattr(policy, key):
            yield key, "is empty"
    yield from _all_misspelt("patterns", policy.patterns)
    for key in ("given", "unless"):
        yield from ((key, _wordless(words)) for words in getattr(policy, key) if _wordless(words))
    yield from (("aspects", f"{name} is named twice") for name in _twice(aspect.id for aspect in policy.aspects))
    for number, aspect in enumerate(policy.aspects):
        yield from ((f"aspects.{number}.{key}", fault) for key, fault in _aspect_misdeclared(aspect))


def _aspect_misdeclared(aspect: Aspect) -> Iterator[Complaint]:
    yield from _misnamed("id", aspect.id)
    if aspect.type not in ASPECT_TYPES:
        yield "type", f"{aspect.type!r} is none of {', '.join(ASPECT_TYPES)}"
    if (aspect.type == "state") != bool(aspect.states):
        yield "states", "is empty" if aspect.type == "state" else f"is not for the type {aspect.type}"
    if not (aspect.cues or aspect.states or aspect.measures):
        yield "cues", "is empty, and there are neither states nor measures: no clause could answer this"
    yield from _all_misspelt("cues", aspect.cues)
    yield from _untried(aspect) if aspect.cues else ()
    parts = [part.id for _, part in _parts(aspect)]
    yield from (("states" if aspect.states else "measures", f"{name} is named twice") for name in _twice(parts))
    for place, part in _parts(aspect):
        found = (*_misnamed("id", part.id), *_untried(part), *_part_misdeclared(part, parts))
        yield from ((f"{place}.{key}", fault) for key, fault in found)


def _parts(aspect: Aspect) -> Iterator[tuple[str, StateOf | Measure]]:
    """The states and measures of an aspect, each with its key."""
    for number, state in enumerate(aspect.states):
        yield f"states.{number}", state
    for number, measure in enumerate(aspect.measures):
        yield f"measures.{number}", measure


def _part_misdeclared(part: StateOf | Measure, known: list[str]) -> Iterator[Complaint]:
    if isinstance(part, Measure):
        if not part.counts:
            yield "counts", "is empty"
        for key in ("counts", "event", "anchor"):
            yield from ((key, _wordless(words)) for words in getattr(part, key) if _wordless(words))
        return
    if not part.cues:
        yield "cues", "is empty"
    yield from _all_misspelt("cues", part.cues)
    yield from (("beats", f"{name} is no state of this aspect") for name in part.beats if name not in known)


def _misnamed(key: str, name: str) -> Iterator[Complaint]:
    if not _ID.fullmatch(name):
        yield key, f"{name!r} is not made of small letters, digits and single hyphens"


def _untried(part: Aspect | StateOf | Measure) -> Iterator[Complaint]:
    for key in ("must_match", "must_not_match"):
        if not getattr(part, key):
            yield key, "is empty"


def _all_misspelt(key: str, patterns: Iterable[Pattern]) -> Iterator[Complaint]:
    for number, pattern in enumerate(patterns):
        yield from ((f"{key}.{number}.{place}", fault) for place, fault in _misspelt(pattern))


def _misspelt(pattern: Pattern) -> Iterator[Complaint]:
    for key, alternatives in (
        ("words", (pattern.words,)),
        ("near", pattern.near),
        ("without", pattern.without),
        ("given", pattern.given),
    ):
        yield from ((key, _wordless(words)) for words in alternatives if _wordless(words))
    if reversed_days(pattern.since, pattern.until):
        yield "until", "is before since"
    if pattern.case and pattern.exact:
        yield "exact", "says nothing that case does not say already"


def _wordless(words: str) -> str:
    alternatives = [entry for slot in words.split() for entry in slot.split("|")]
    return "" if alternatives and all(forms(entry).exact for entry in alternatives) else f"{words!r} lacks a word"


def reversed_days(since: date | None, until: date | None) -> bool:
    """True if both days are given and the later one comes first."""
    return since is not None and until is not None and until < since


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def misjudged(policy: Policy) -> Iterator[Complaint]:
    """What the examples of a policy, of its aspects, and of their states and measures find wrong."""
    yield from _patterns_misjudged(policy)
    aspects = Aspects((policy,))
    for number, aspect in enumerate(policy.aspects):
        place = f"aspects.{number}"
        if aspect.cues:
            yield from _part_misjudged(place, aspects, policy, aspect, None)
        for key, part in _parts(aspect):
            yield from _part_misjudged(f"{place}.{key}", aspects, policy, aspect, part)
        yield from _unshown(place, aspect)


def _part_misjudged(
    place: str, aspects: Aspects, policy: Policy, aspect: Aspect, part: StateOf | Measure | None
) -> Iterator[Complaint]:
    tried = part or aspect
    for key, wanted in (("must_match", True), ("must_not_match", False)):
        for number, example in enumerate(getattr(tried, key)):
            if _answers(aspects, policy, aspect, part, example) is not wanted:
                yield f"{place}.{key}.{number}", f"{'does not match' if wanted else 'matches'}: {example.text}"


def _answers(
    aspects: Aspects, policy: Policy, aspect: Aspect, part: StateOf | Measure | None, example: Example
) -> bool:
    found = aspects.answered(example.text, example.on or _NO_DAY, (policy.id,))
    return any(
        answer.aspect == aspect.id and (part is None or part.id in (answer.state, answer.measure)) for answer in found
    )


def _unshown(place: str, aspect: Aspect) -> Iterator[Complaint]:
    """The cues of an aspect and of its states that match none of the examples that must match."""
    yield from _cues_unshown(place, aspect.cues, aspect.must_match)
    for number, state in enumerate(aspect.states):
        yield from _cues_unshown(f"{place}.states.{number}", state.cues, state.must_match)


def _cues_unshown(place: str, cues: tuple[Pattern, ...], examples: tuple[Example, ...]) -> Iterator[Complaint]:
    matcher = Matcher((as_policy(place, cues),))
    found = (matcher.matches(_version(example), example.on).get(place, {}) for example in examples)
    shown = {number for each in found for number in each}
    for number in range(len(cues)):
        if number + 1 not in shown:
            yield f"{place}.cues.{number}", "matches none of must_match"


def _patterns_misjudged(policy: Policy) -> Iterator[Complaint]:
    matcher = Matcher((policy,))
    shown: set[int] = set()
    for number, example in enumerate(policy.must_match):
        found = _tried(matcher, policy, example)
        shown |= found
        if not found:
            yield f"must_match.{number}", f"no pattern matches: {example.text or example.title}"
    for number, example in enumerate(policy.must_not_match):
        if found := _tried(matcher, policy, example):
            yield f"must_not_match.{number}", f"pattern {min(found) - 1} matches: {example.text or example.title}"
    for number in range(len(policy.patterns)):
        if number + 1 not in shown:
            yield f"patterns.{number}", "matches none of must_match"


def _tried(matcher: Matcher, policy: Policy, example: Example) -> set[int]:
    return set(matcher.matches(_version(example), example.on).get(policy.id, ()))


def _version(example: Example) -> Version:
    return Version(kind=Kind.REPORT, date=example.on or _NO_DAY, title=example.title, text=example.text)
