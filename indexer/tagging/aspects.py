"""Which questions of a policy a clause answers: the cues of its aspects, in the language of the policies' patterns."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from indexer.tagging.policies import Matcher
from statements.policy import Aspect, Measure, Pattern, Policy, StateOf
from statements.statement import Kind, Version

_NUMBER = re.compile(
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|millions?|dozens?|scores|several|half|doubled?|trebled?|tripled?|\w+fold)\b",
    re.IGNORECASE,
)

LOGIC = 1
"""Raised whenever the same clauses and cues would give other aspects than before."""


class Answered(NamedTuple):
    """An aspect that a clause answers, with the state it shows and the measure it speaks of, where it does."""

    policy: str
    aspect: str
    rule: str
    state: str | None = None
    measure: str | None = None


class Aspects:
    """The aspects of some policies, compiled. Never changed after it is built; safe in several threads."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._policies = {policy.id: policy for policy in policies}
        self._matcher = Matcher(cue for policy in self._policies.values() for cue in _all_cues(policy))

    def answered(self, clause: str, day: date, on: Iterable[str]) -> tuple[Answered, ...]:
        """What a clause of a statement of that day answers, of the policies with the ids in `on`, in their order.

        What asks for a number is answered only by a clause in which there is one.
        """
        found = self._matcher.matches(Version(kind=Kind.REPORT, date=day, text=clause), day).keys()
        numbered = _NUMBER.search(clause) is not None
        asked = (policy for name in on if (policy := self._policies.get(name)))
        return tuple(
            answer
            for policy in asked
            for aspect in policy.aspects
            if numbered or aspect.type != "number"
            for answer in _read(policy, aspect, found)
        )


def _cues_of(policy: Policy, aspect: Aspect) -> Iterator[Policy]:
    """The cues of an aspect, its states and measures as policies of their own: "policy/aspect/state"."""
    place = f"{policy.id}/{aspect.id}"
    if aspect.cues:
        yield as_policy(place, aspect.cues)
    for state in aspect.states:
        yield as_policy(f"{place}/{state.id}", state.cues)
    for measure in aspect.measures:
        yield as_policy(f"{place}/{measure.id}", _patterns_of(measure))


def _patterns_of(measure: Measure) -> tuple[Pattern, ...]:
    """The patterns that show a measure."""
    return tuple(Pattern(words=words, near=(*measure.event, *measure.anchor)) for words in measure.counts)


def _all_cues(policy: Policy) -> Iterator[Policy]:
    for aspect in policy.aspects:
        yield from _cues_of(policy, aspect)


def as_policy(place: str, patterns: tuple[Pattern, ...]) -> Policy:
    """Patterns by themselves, so that they can be matched."""
    return Policy(id=place, title="", question="", patterns=patterns, must_match=(), must_not_match=())


def _read(policy: Policy, aspect: Aspect, found: Iterable[str]) -> Iterator[Answered]:
    place, shown = f"{policy.id}/{aspect.id}", set(found)
    states = _unbeaten([state for state in aspect.states if f"{place}/{state.id}" in shown])
    measures = [measure for measure in aspect.measures if f"{place}/{measure.id}" in shown]
    if states or measures or place in shown:
        state = states[0].id if len(states) == 1 else None
        measure = measures[0].id if len(measures) == 1 else None
        rule = f"position.{policy.id}.{aspect.id}" + (f".{state or measure}" if state or measure else "")
        yield Answered(policy.id, aspect.id, rule, state, measure)


def _unbeaten(states: list[StateOf]) -> list[StateOf]:
    beaten = {name for state in states for name in state.beats}
    return [state for state in states if state.id not in beaten]
