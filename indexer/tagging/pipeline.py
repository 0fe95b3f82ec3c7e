"""Tagging: every rule over a statement, and over the statements whose rules have changed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from indexer.offices import load_people
from indexer.posts import Post, load_posts
from indexer.search import words
from indexer.store import Record, Tagged
from indexer.tagging import aspects, mentions, ministers, policies, positions, readings, said
from indexer.tagging.aspects import Aspects
from indexer.tagging.gazetteer import NO_NAMES, Gazetteer, load_gazetteer
from indexer.tagging.language import Language, Reading
from indexer.tagging.mentions import Mentions
from indexer.tagging.readings import keep, kept
from indexer.tagging.roster import Roster
from indexer.tagging.said import Said
from indexer.tagging.workshop import Done, Job, Workshop
from indexer.topics import load_topics
from statements.policy import Topic
from statements.statement import Statement, Version
from statements.tag import Tag

BATCH = 500
"""Statements tagged in one transaction."""


_LOGICS = (
    aspects.LOGIC,
    mentions.LOGIC,
    ministers.LOGIC,
    policies.LOGIC,
    positions.LOGIC,
    said.LOGICS,
    words.LOGIC,
    readings.KEPT_AS,
)


class Tagger:
    """The rules in force: deterministic, safe in several threads, and picklable, so that other processes can have it.

    `logic` names them: it differs as soon as code, patterns, people or tenures could give other claims, so that a
    statement tagged under another name is known to be stale.
    """

    def __init__(
        self,
        topics: Iterable[Topic],
        roster: Roster,
        posts: Iterable[Post] = (),
        gazetteer: Gazetteer = NO_NAMES,
    ) -> None:
        followed = sorted(topics, key=lambda topic: topic.id)
        tracked = [policy for topic in followed for policy in topic.policies]
        outside = tuple(posts)
        self._roster = roster
        self._matcher = policies.Matcher(tracked)
        self._aspects = Aspects(tracked)
        self._said = Said(gazetteer)
        self._mentions = Mentions(roster, outside)
        rules = (_LOGICS, tracked, outside, gazetteer.entries, roster.digest)
        self.logic = hashlib.sha256(repr(rules).encode()).hexdigest()[:12]

    def tag(self, statement: Statement) -> tuple[Tag, ...]:
        """The claims about the latest version of one statement. Raises ConfigError if the model is not installed."""
        [(tags, _)] = self.tag_each([statement.latest], {})
        return tags

    def tag_each(
        self, versions: Sequence[Version], kept: Mapping[str, Reading]
    ) -> list[tuple[tuple[Tag, ...], Reading | None]]:
        """The claims about each version, and the model's reading of its text if it is not the one in `kept`.

        The minister comes first, then the policies by id, then what stands in the text. The text of a statement on no
        tracked policy is read for names alone, which takes half the time. Raises ConfigError if the model is not
        installed.
        """
        on = [self._matcher.tags(version, self.logic) for version in versions]
        wanted = [_wanting(version, kept, parse=bool(tags)) for version, tags in zip(versions, on, strict=True)]
        read = self._read(versions, on, wanted)
        told = []
        for version, tags, new in zip(versions, on, read, strict=True):
            reading = new or kept.get(version.text or "") or Reading(())
            told.append((self._claims(version, tags, reading), new))
        return told

    def _read(
        self, versions: Sequence[Version], on: Sequence[tuple[Tag, ...]], wanted: Sequence[bool]
    ) -> list[Reading | None]:
        found: dict[int, Reading] = {}
        for parse in (False, True):
            places = [at for at, needed in enumerate(wanted) if needed and bool(on[at]) is parse]
            texts = [versions[at].text or "" for at in places]
            found |= zip(places, Language().read(texts, parse=parse), strict=True) if places else {}
        return [found.get(at) for at in range(len(versions))]

    def _claims(self, version: Version, on: tuple[Tag, ...], reading: Reading) -> tuple[Tag, ...]:
        stated_by = ministers.minister(version, self._roster, self.logic)
        meant = self._mentions.tags(version, stated_by, self.logic)
        taken = positions.tags(reading.parsed or (), version, on, stated_by, self._aspects, self.logic)
        spoken = self._said.tags(version, reading.heard, self.logic)
        return (*((stated_by,) if stated_by else ()), *on, *taken, *spoken, *meant)


def _wanting(version: Version, kept: Mapping[str, Reading], *, parse: bool) -> bool:
    """True if the model must read the text: it is not in `kept`, or its words are wanted and are not there."""
    if not version.text:
        return False
    held = kept.get(version.text)
    return held is None or (parse and held.parsed is None)


def open_roster(record: Record) -> Roster:
    """The roster of everybody that the configuration and the record know. Raises ConfigError, RecordUnavailable."""
    people, tenures = load_people()
    return Roster((*people, *record.people.people()), (*tenures, *record.people.tenures()))


def open_tagger(record: Record) -> Tagger:
    """The tagger of the configured topics and of `open_roster`. Raises ConfigError, RecordUnavailable."""
    return Tagger(load_topics(), open_roster(record), load_posts(), load_gazetteer())


def tag_stale(
    record: Record,
    tagger: Tagger,
    everything: bool = False,
    progress: Callable[[int], None] = lambda tagged: None,
    processes: int = 1,
) -> int:
    """Tags the statements that this logic has not tagged yet, or all; gives the number of those whose tags changed.

    One transaction a batch, so that a stop loses at most that; `progress` is told after each how many were tagged so
    far. What an editor decided stays. The tags are the same however many `processes` share the work.
    """
    statements = record.statements.walk(BATCH) if everything else record.tags.stale(tagger.logic, BATCH)
    changed = tagged = 0
    with Workshop(tagger, processes) as workshop:
        jobs = (Job(batch, kept(record.readings, _texts(batch))) for batch in _batches(statements))
        for job, done in workshop.done(jobs):
            changed += _store(record, tagger, job.statements, done)
            tagged += len(job.statements)
            progress(tagged)
    return changed


def _store(record: Record, tagger: Tagger, statements: Sequence[Statement], done: Sequence[Done]) -> int:
    new = {statement.latest.text or "": reading for statement, (_, reading) in zip(statements, done, strict=True)}
    keep(record.readings, {text: reading for text, reading in new.items() if reading})
    entries = [_tagged(statement, tags, tagger) for statement, (tags, _) in zip(statements, done, strict=True)]
    return record.tags.replace(entries)


def _batches(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    while batch := list(islice(statements, BATCH)):
        yield batch


def _texts(statements: Iterable[Statement]) -> list[str]:
    return [statement.latest.text for statement in statements if statement.latest.text]


def _tagged(statement: Statement, tags: tuple[Tag, ...], tagger: Tagger) -> Tagged:
    number = statement.latest.number
    if number is None:
        raise ValueError(f"{statement.id} was not taken into a record")
    return Tagged(statement=statement.id, version=number, tags=tags, logic=tagger.logic)
