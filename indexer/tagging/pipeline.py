"""Tagging: every rule over a statement, and over the statements whose rules have changed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from indexer.offices import load_people
from indexer.search import words
from indexer.store import Record, Tagged
from indexer.tagging import ministers, policies
from indexer.tagging.roster import Roster
from indexer.topics import load_topics
from statements.policy import Topic
from statements.statement import Statement
from statements.tag import Tag

BATCH = 500
"""Statements tagged in one transaction."""


class Tagger:
    """The rules in force: pure, deterministic, safe in several threads.

    `logic` names them: it differs as soon as code, patterns, people or tenures could give other claims, so that a
    statement tagged under another name is known to be stale.
    """

    def __init__(self, topics: Iterable[Topic], roster: Roster) -> None:
        followed = sorted(topics, key=lambda topic: topic.id)
        tracked = [policy for topic in followed for policy in topic.policies]
        self._roster = roster
        self._matcher = policies.Matcher(tracked)
        rules = (ministers.LOGIC, policies.LOGIC, words.LOGIC, tracked, roster.digest)
        self.logic = hashlib.sha256(repr(rules).encode()).hexdigest()[:12]

    def tag(self, statement: Statement) -> tuple[Tag, ...]:
        """The claims about the latest version: the minister first, then the policies by id."""
        version = statement.latest
        stated_by = ministers.minister(version, self._roster, self.logic)
        on = self._matcher.tags(version, self.logic)
        return (stated_by, *on) if stated_by else on


def open_roster(record: Record) -> Roster:
    """The roster of everybody that the configuration and the record know. Raises ConfigError, RecordUnavailable."""
    people, tenures = load_people()
    return Roster((*people, *record.people.people()), (*tenures, *record.people.tenures()))


def open_tagger(record: Record) -> Tagger:
    """The tagger of the configured topics and of `open_roster`. Raises ConfigError, RecordUnavailable."""
    return Tagger(load_topics(), open_roster(record))


def tag_stale(
    record: Record, tagger: Tagger, everything: bool = False, progress: Callable[[int], None] = lambda tagged: None
) -> int:
    """Tags the statements that this logic has not tagged yet, or all; gives the number of those whose tags changed.

    One transaction a batch, so that a stop loses at most that; `progress` is told after each how many were tagged so
    far. What an editor decided stays.
    """
    statements = record.statements.walk(BATCH) if everything else record.tags.stale(tagger.logic, BATCH)
    changed = tagged = 0
    for batch in _batches(statements):
        changed += record.tags.replace([_tagged(statement, tagger) for statement in batch])
        tagged += len(batch)
        progress(tagged)
    return changed


def _batches(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    while batch := list(islice(statements, BATCH)):
        yield batch


def _tagged(statement: Statement, tagger: Tagger) -> Tagged:
    number = statement.latest.number
    if number is None:
        raise ValueError(f"{statement.id} was not taken into a record")
    return Tagged(statement=statement.id, version=number, tags=tagger.tag(statement), logic=tagger.logic)
