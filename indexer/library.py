"""What the site and the commands ask of the record and of the search engine: one façade, and nothing of how it is done.

The record answers everything but `find` and what is counted by it; where the engine cannot answer, those raise
EngineUnavailable and all else goes on working.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from indexer.archive import Archive
from indexer.chains import Chain, chain
from indexer.citations import Citation, cite
from indexer.config import Source
from indexer.repeats import Repeats, repeats
from indexer.search.english import in_english
from indexer.search.service import Found, Page, Search
from indexer.search.words import forms
from indexer.standing import Survey, survey
from indexer.store import Record
from indexer.tagging.roster import Roster
from statements.calendar import Calendar
from statements.coverage import Coverage, Run
from statements.errors import EngineUnavailable, NotHeld
from statements.people import Conflict, Person, Tenure
from statements.policy import Policy, Topic
from statements.query import Facet, Phrase, Query, Sort, Window
from statements.snapshot import Snapshot
from statements.statement import Kind, Statement, Version
from statements.tag import Tag, TagKind
from statements.text import same_words

LOOK_SECONDS = 10  # between two looks whether a crawl has begun or ended
OPENING = 12  # words by which an answer is looked for again
GROUPED = 50  # questions answered together that are named at most

Placed = tuple[str, Version]  # a statement's id and its version now in force


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A policy that is followed: how many statements bear its tag, the newest, and how many in each month.

    `months` is (first day of the month, count), oldest first, months without statements left out.
    """

    topic: Topic
    policy: Policy
    statements: int
    latest: Found | None
    months: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Career:
    """A person, the offices held by each source's account (latest first), and where the sources disagree."""

    person: Person
    tenures: tuple[Tenure, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named thing: its canonical name, and the label it was last found under (PERSON, ORG, GPE, …)."""

    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How much is held, and how far the index is behind the record; `fault` says why the engine cannot answer."""

    statements: int
    versions: int
    behind: int | None
    fault: EngineUnavailable | None


class Library:
    """The record with the ways to read it. Thread-safe as the record and the engine are."""

    def __init__(
        self,
        record: Record,
        search: Search | None,
        archive: Archive,
        topics: Sequence[Topic],
        sources: Mapping[str, Source],
        roster: Callable[[], Roster],
        calendar: Calendar | None = None,
    ) -> None:
        """`search` is None where the index could not be opened; `roster` gives the people as they are known by now.

        Without a calendar nothing is known of the days on which a House could sit.
        """
        self._record = record
        self._search = search
        self._archive = archive
        self.topics = tuple(topics)
        self.sources = dict(sources)
        policies = [policy for topic in self.topics for policy in topic.policies]
        self.titles = {policy.id: policy.title for policy in policies}
        self.questions = {
            f"{policy.id}/{aspect.id}": aspect.question for policy in policies for aspect in policy.aspects
        }
        self._roster = roster
        self._calendar = calendar or Calendar()
        self._known: _People | None = None
        self._counted: tuple[tuple[int, int], tuple[Followed, ...]] | None = None

    def find(self, query: Query, window: Window) -> Page:
        """The statements that match. Raises EngineUnavailable."""
        if self._search is None:
            raise EngineUnavailable("the search index could not be opened")
        page = self._search.find(query, window)
        return replace(page, understood=in_english(query, self.name))

    def name(self, facet: Facet, value: str) -> str:
        """What a value of a facet is called: a person, a policy or a source by its name, all others as they stand."""
        if facet is Facet.MINISTER:
            return self.person_name(value)
        if facet is Facet.POLICY:
            return self.titles.get(value, value)
        if facet is Facet.ENTITY:
            return self._canonical(value)
        if facet is Facet.SOURCE and value in self.sources:
            return self.sources[value].title
        return value

    def cite(self, text: str) -> Citation:
        """The statements that a reference names, or why there are none. Raises MalformedReference."""
        return cite(self._record, text)

    def statement(self, name: str) -> Statement:
        """The statement of that id or alias. Raises NotHeld, or TakenDown of one that was held."""
        statement = self._record.statements.get(name)
        if statement is None:
            if tombstone := self._record.tombstones.get(name):
                raise tombstone.error
            raise NotHeld(f"no statement “{name}” is held")
        return statement

    def latest(self, ids: Sequence[str]) -> dict[str, Version]:
        """The version now in force of each of those statements that is held."""
        return self._record.statements.latest(ids)

    def tags(self, statement_id: str, version: int | None = None) -> tuple[Tag, ...]:
        """What is claimed of a version (None: the one in force), without the claims an editor rejected."""
        return tuple(tag for tag in self._record.tags.of(statement_id, version) if not tag.rejected)

    def section(self, version: Version) -> list[Placed]:
        """What was said in the same section of Hansard, in order; nothing for what was not spoken."""
        return self._record.statements.in_section(version.section) if version.section else []

    def answered_with(self, statement: Statement) -> list[Placed]:
        """The questions that were given the same answer on the same day, as those grouped for answer are.

        They are found by searching for its first words; where the engine cannot answer, none are named.
        """
        version = statement.latest
        if version.kind is not Kind.WRITTEN_ANSWER or not version.text:
            return []
        opening = Phrase(forms(version.text).exact[:OPENING])
        query = Query(node=opening, filters=((Facet.KIND, (version.kind,)),), since=version.date, until=version.date)
        try:
            found = self.find(query, Window(limit=GROUPED))
        except EngineUnavailable:
            return []
        others = ((one.id, one.version) for one in found.results if one.id != statement.id)
        return [(name, other) for name, other in others if _same_answer(version, other)]

    def readings(self, statement: Statement) -> dict[tuple[int, str], str]:
        """The words of other sources where they differ beyond the cosmetic, by number of the version and source."""
        return self._record.statements.readings(statement.id)

    def repeats(self, statement: Statement) -> Repeats:
        """The statement of the other House that this one repeats, and those that repeat it there."""
        return repeats(self._record.statements, statement.id, statement.latest)

    def archived(self, place: str) -> Snapshot:
        """The bytes at that place of the archive. Raises NotHeld, ArchiveDamaged, and TakenDown if they were redacted.

        What is still to be redacted is not shown either.
        """
        if redaction := self._record.tombstones.redaction(place):
            raise redaction.error
        return self._archive.read(place)

    def coverage(self, source: str | None = None) -> list[Coverage]:
        """What was fetched and what was not, newest first."""
        return self._record.coverage.of(source)

    def survey(self) -> Survey:
        """How each day that the topics follow stands in each source, none later than today."""
        today = datetime.now(UTC).date()
        return survey(self._record, self._calendar, self.sources, self.topics, today)

    def runs(self, limit: int = 20) -> list[Run]:
        """The last crawls, newest first."""
        return self._record.coverage.runs(limit)

    def status(self) -> Status:
        """How much is held, and whether search answers."""
        counts = self._record.statements.count()
        try:
            page = self.find(Query(), Window(limit=1))
        except EngineUnavailable as fault:
            return Status(statements=counts.statements, versions=counts.versions, behind=None, fault=fault)
        return Status(statements=counts.statements, versions=counts.versions, behind=page.behind, fault=None)

    def policy(self, policy_id: str) -> tuple[Topic, Policy]:
        """A policy with the topic it belongs to. Raises NotHeld."""
        for topic in self.topics:
            for policy in topic.policies:
                if policy.id == policy_id:
                    return topic, policy
        raise NotHeld(f"no policy “{policy_id}” is followed", remedy="See the list of policies.")

    def followed(self) -> tuple[Followed, ...]:
        """Every policy with its newest statement. Raises EngineUnavailable.

        All are counted anew only when record or index have changed since; the first policy's page tells.
        """
        policies = [(topic, policy) for topic in self.topics for policy in topic.policies]
        if not policies:
            return ()
        first = self._newest_on(policies[0][1])
        state = (self._record.journal.head(), first.behind)
        if self._counted is None or self._counted[0] != state:
            pages = [first, *(self._newest_on(policy) for _, policy in policies[1:])]
            counted = (_followed(*pair, page) for pair, page in zip(policies, pages, strict=True))
            self._counted = (state, tuple(counted))
        return self._counted[1]

    def _newest_on(self, policy: Policy) -> Page:
        return self.find(Query(filters=((Facet.POLICY, (policy.id,)),)), Window(sort=Sort.NEWEST, limit=1))

    def entity(self, entity_id: str) -> Entity:
        """What is named by that id in some statement. Raises NotHeld."""
        tag = self._record.tags.example(TagKind.ENTITY, entity_id)
        if tag is None:
            raise NotHeld(
                f"nothing called “{entity_id}” is named in a statement", remedy="Search for the name instead."
            )
        return Entity(id=entity_id, name=tag.get("canonical") or _words(entity_id), label=tag.get("label") or "")

    def _canonical(self, entity_id: str) -> str:
        try:
            return self.entity(entity_id).name
        except NotHeld:
            return _words(entity_id)

    def chain(self, statement: Statement) -> tuple[Chain, dict[str, Version]]:
        """What a statement refers to and what refers to it, with the statements that its references name."""
        found = chain(self._record, statement)
        named = [name for link in found.refers_to for name in link.citation.statements]
        return found, self.latest(named)

    def career(self, person_id: str) -> Career:
        """A person, by any source's id, and the offices held.

        Of somebody whom no source of offices knows, the name as printed. Raises NotHeld, EngineUnavailable.
        """
        people = self._people()
        person = people.roster.person(person_id)
        if person is None:
            return Career(person=self._printed_person(person_id), tenures=(), conflicts=())
        tenures, conflicts = people.roster.tenures(person.id)[::-1], people.conflicts.get(person.id, ())
        return Career(person=person, tenures=tenures, conflicts=conflicts)

    def _printed_person(self, person_id: str) -> Person:
        query = Query(filters=((Facet.MINISTER, (person_id,)),))
        for found in self.find(query, Window(limit=1)).results:
            names = (tag.get("name") for tag in found.tags if tag.value == person_id)
            return Person(id=person_id, name=next(filter(None, names), person_id))
        raise NotHeld(f"no person “{person_id}” is known", remedy="Search for the name instead.")

    def person_name(self, person_id: str) -> str:
        """What a person was called in the last office held, and is called now if that is another name.

        Of somebody whom no source of offices knows, the words of the id.
        """
        roster = self._people().roster
        person = roster.person(person_id)
        if person is None:
            return _words(person_id)
        tenures = roster.tenures(person.id)
        then = person.name_on(tenures[-1].since) if tenures else person.name
        return then if then == person.name else f"{then} (now {person.name})"

    def _people(self) -> "_People":
        """The people as they are known by now: read anew once a crawl has begun or ended since, for some may be new."""
        now, known = time.monotonic(), self._known
        if known and now - known.looked < LOOK_SECONDS:
            return known
        runs = tuple(self.runs())
        if known is None or known.runs != runs:
            known = _People(self._roster(), runs)
        known.looked = now
        self._known = known
        return known


class _People:
    """The roster at one time, with its conflicts by person, which take a moment to find."""

    def __init__(self, roster: Roster, runs: tuple[Run, ...]) -> None:
        self.roster = roster
        self.runs = runs
        self.looked = 0.0

    @cached_property
    def conflicts(self) -> dict[str, tuple[Conflict, ...]]:
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self.roster.conflicts():
            found[conflict.one.person] = (*found.get(conflict.one.person, ()), conflict)
        return found


def _followed(topic: Topic, policy: Policy, page: Page) -> Followed:
    latest = page.results[0] if page.results else None
    return Followed(topic=topic, policy=policy, statements=page.total, latest=latest, months=page.histogram)


def _words(person_id: str) -> str:
    return " ".join(word if word in ("of", "the", "and") else word.capitalize() for word in person_id.split("-"))


def _same_answer(one: Version, other: Version) -> bool:
    return (one.house, one.speaker) == (other.house, other.speaker) and same_words(one.text, other.text)
