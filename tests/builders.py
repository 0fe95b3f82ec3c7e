"""A small invented record to test with: the government of an invented country, and what its ministers never said."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from indexer.archive import Archive
from indexer.config import Settings, Source
from indexer.intake import Intake
from indexer.library import Library
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.service import Search
from indexer.search.worker import update
from indexer.store import Record
from indexer.tagging.pipeline import Tagger, tag_stale
from indexer.tagging.roster import Roster
from statements.coverage import Coverage, Outcome, Plan, RunOutcome, Window
from statements.identity import given_key, spoken_keys, written_keys
from statements.people import Office, Person, Tenure
from statements.policy import Example, Pattern, Policy, Topic
from statements.snapshot import Snapshot
from statements.statement import Evidence, House, Kind, Sighting, State, Version

ALIAS = "note-footnote-7"
FETCHED = datetime(2016, 7, 1, 9, 30, tzinfo=UTC)
QUILL = Person(id="member-9001", name="Ada Quill", member_id=9001)
PENHALLOW = Person(id="member-9002", name="Lord Penhallow of Mere", member_id=9002)
PEOPLE = (QUILL, PENHALLOW)
OFFICE = Office(name="Minister of State", department="Department for Lighthouses")
TENURES = (
    Tenure(person=QUILL.id, office=OFFICE, since=date(2012, 9, 4), until=date(2016, 7, 14), source="ministers"),
    Tenure(person=QUILL.id, office=OFFICE, since=date(2012, 9, 6), until=None, source="members"),
    Tenure(person=PENHALLOW.id, office=OFFICE, since=date(2011, 1, 1), until=date(2016, 7, 14), source="members"),
)


def policy(policy_id: str, title: str, question: str, words: str) -> Policy:
    """A policy that is spoken of wherever those words stand."""
    return Policy(
        id=policy_id,
        title=title,
        question=question,
        patterns=(Pattern(words=words),),
        must_match=(Example(text=f"They spoke of the {words}."),),
        must_not_match=(Example(text="They spoke of nothing."),),
    )


TOPIC = Topic(
    id="ruritania",
    title="Ruritania",
    since=date(2011, 1, 1),
    until=None,
    terms=("Ruritania",),
    words=("Ruritania*",),
    policies=(
        policy("lighthouse-loan", "The lighthouse loan", "Does the loan go on, and on what terms?", "lighthouse loan"),
        policy("pilot-training", "Training of pilots", "How many pilots are trained, and where?", "pilot training"),
    ),
)


def source(source_id: str, title: str) -> Source:
    """A source as `config/sources/` would declare it."""
    return Source(
        id=source_id,
        title=title,
        base="https://source.example",
        stand_in=False,
        licence="Open Parliament Licence v3.0",
        reader="https://source.example",
        first_day=date(2011, 1, 1),
        delay=1.0,
        concurrency=1,
        timeout=60.0,
        look_again=28,
        cadence=1,
        least=1,
        page=100,
    )


SOURCES = {
    "questions-statements": source("questions-statements", "Written questions, answers and statements"),
    "hansard": source("hansard", "Hansard"),
}


def answer(uin: str, day: date, text: str | None, **changes: object) -> Version:
    """A written answer of the Commons, given a week after it was tabled."""
    version = Version(
        kind=Kind.WRITTEN_ANSWER,
        date=day,
        title="Ruritania: Lighthouses",
        text=text,
        house=House.COMMONS,
        uin=uin,
        tabled=day - timedelta(days=7),
        speaker="Ada Quill",
        speaker_as_printed="Ada Quill",
        member_id=QUILL.member_id,
        department="Department for Lighthouses",
        question_text="To ask the Minister, what the terms of the lighthouse loan to Ruritania are.",
        asker="Tobias Fennimore",
        url=f"https://source.example/questions/{uin}",
        source="questions-statements",
    )
    return replace(version, **changes)  # type: ignore[arg-type]  # the names of a version's fields


def spoken(order: int, text: str, **changes: object) -> Version:
    """A contribution to one debate in the Commons, in column 397 and those after it."""
    version = Version(
        kind=Kind.ORAL_CONTRIBUTION,
        date=date(2014, 10, 30),
        title="Lighthouses: Ruritania",
        section_title="Lighthouses: Ruritania",
        section="debate-of-the-lamps",
        order=order,
        text=text,
        house=House.COMMONS,
        column=str(397 + order),
        speaker="Ada Quill",
        speaker_as_printed="Ada Quill",
        member_id=QUILL.member_id,
        url="https://source.example/debates/lamps",
        source="hansard",
    )
    return replace(version, **changes)  # type: ignore[arg-type]  # the names of a version's fields


def sighting(*versions: Version) -> Sighting:
    """A sighting of those versions, known by the keys that a parser would give."""
    latest = versions[-1]
    keys = written_keys(latest) if latest.kind.written else spoken_keys(latest, None)
    return Sighting(identities=keys, versions=versions)


def collection() -> list[Sighting]:
    """One statement of every sort that a page has to show, and enough plain ones for several pages of results."""
    day, grouped = date(2014, 5, 6), "Ruritania received 1,200 lamps, and pilot training is not affected."
    return [
        twice_answered(),
        sighting(answer("147010", day, grouped)),
        sighting(answer("147011", day, grouped)),
        sighting(answer("147020", date(2016, 6, 1), None, state=State.TABLED, speaker=None, member_id=None)),
        sighting(peers_answer()),
        sighting(ministerial_statement()),
        *(sighting(one) for one in debate()),
        *(sighting(plain_answer(number)) for number in range(30)),
        known_as(ALIAS, twice_answered()),
    ]


def known_as(name: str, one: Sighting) -> Sighting:
    """The same sighting with an id that somebody else gave it: where it is held already, an alias."""
    return replace(one, identities=(given_key(name), *one.identities))


def twice_answered() -> Sighting:
    """A holding answer, and the answer a week later."""
    holding = answer("147001", date(2013, 3, 4), "I will write to the hon. Member.", state=State.HOLDING)
    words = "The lighthouse loan to Ruritania goes on for 12 years."
    whole = replace(holding, text=words, state=State.SUBSTANTIVE, dated=date(2013, 3, 11))
    return sighting(replace(holding, dated=date(2013, 3, 4)), whole)


def plain_answer(number: int) -> Version:
    """One of many answers that differ in a number."""
    return answer(
        str(148000 + number), date(2015, 1 + number % 12, 9), f"Answer {number}: Ruritania keeps its lamps lit."
    )


def peers_answer() -> Version:
    """A written answer of the Lords, cited by its column."""
    return answer(
        "HL2595",
        date(2014, 10, 15),
        "Her Majesty's Government trained 42 keepers. The pilot training in Ruritania ended in June.",
        house=House.LORDS,
        column="41WA",
        speaker="Lord Penhallow of Mere",
        speaker_as_printed="Lord Penhallow of Mere",
        member_id=PENHALLOW.member_id,
    )


def ministerial_statement() -> Version:
    """A written statement with a table in it."""
    table = "Year\tLamps\tCost\n2013\t800\t£1.2 million\n2014\t\t£0.9 million"
    return answer(
        "HCWS627",
        date(2016, 3, 17),
        f"The lamps delivered to Ruritania are these.\n\n{table}",
        kind=Kind.WRITTEN_STATEMENT,
        title="Lamps for Ruritania",
        tabled=None,
        question_text=None,
        asker=None,
    )


def debate() -> list[Version]:
    """Three contributions to one section, the first by a member without office."""
    fennimore = {"speaker": "Tobias Fennimore", "speaker_as_printed": "Tobias Fennimore", "member_id": 9003}
    return [
        spoken(0, "What is being done for the keepers of Ruritania?", kind=Kind.ORAL_QUESTION, **fennimore),
        spoken(1, "We do not plan to extend the lighthouse loan. " * 3),
        spoken(2, "The lamps stay lit.", column_last=400),
    ]


def hostile_words(name: str) -> str:
    """What would run, if it ran; `name` says where it stood."""
    return f"<script>alert('{name}')</script>\"'><img src=x onerror=alert(1)>{{{{7*7}}}} {name}"


def hostile() -> Sighting:
    """A statement with a script in every field that can hold one."""
    fields = (
        "title",
        "speaker",
        "speaker_as_printed",
        "role_as_printed",
        "party",
        "department",
        "question_text",
        "asker",
    )
    changes: dict[str, object] = {name: hostile_words(name) for name in fields}
    changes |= {"url": "javascript:alert(1)", "member_id": None}
    words = f"{hostile_words('text')} Zanzibar.\n\n{hostile_words('cell')}\t=SUM(1)\n<b>a</b>\t<i>b</i>"
    return sighting(answer("199999", date(2016, 6, 30), words, **changes))


def formula() -> Sighting:
    """A statement whose words a spreadsheet would run."""
    return sighting(answer("199998", date(2016, 6, 29), "@SUM(1+1)*cmd|' /C calc'!A0 Zanzibar", title="=1+1 Zanzibar"))


def snapshot_of(one: Sighting) -> Snapshot:
    """An answer of a source in which the sighting might have been seen, made to look like a page that runs."""
    body = f"<html><script>alert(1)</script>{one.latest.text}</html>".encode()
    return Snapshot(
        source=one.latest.source or "hansard",
        url=f"https://source.example/{one.latest.uin or one.latest.order}",
        fetched_at=FETCHED,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def taken(record: Record, archive: Archive, sightings: Iterable[Sighting]) -> None:
    """Archives an answer for each sighting, takes all in through the one door, and notes the crawl."""
    intake = Intake(record)
    window = Window(source="hansard", query="Ruritania", since=date(2011, 1, 1), until=date(2016, 7, 1))
    run = intake.begin(Plan(source="hansard", scope="ruritania", since=window.since, until=window.until)).run
    with archive.writer("hansard", run) as writer:
        batch = [(one, writer.write(snapshot_of(one)).evidence) for one in sightings]
    refused = intake.take(batch).refused
    if refused:
        raise refused[0]
    whole = Coverage(window=window, outcome=Outcome.COMPLETE, promised=40, received=40, statements=40)
    intake.cover(run, whole)
    lamps = replace(window, query="lamps")
    intake.cover(run, replace(whole, window=lamps, outcome=Outcome.SHORT, received=38, note="two were not given"))
    intake.finish(run, RunOutcome.COMPLETE, fetched=3, statements=40, new=40, changed=0, errors=0)


def roster() -> Roster:
    """The people and offices of the invented government."""
    return Roster(PEOPLE, TENURES)


def filled(folder: Path, sightings: Sequence[Sighting]) -> Record:
    """A record in that folder with those statements, tagged."""
    record = Record.open(_address(folder))
    for one in ("ministers", "members"):
        record.people.put(PEOPLE, [tenure for tenure in TENURES if tenure.source == one], one)
    taken(record, Archive(folder / "archive"), sightings)
    tag_stale(record, Tagger((TOPIC,), roster()))
    return record


@contextmanager
def searchable(folder: Path, sightings: Sequence[Sighting]) -> Iterator[Library]:
    """A library over those statements with an index of its own."""
    record, engine = filled(folder, sightings), Embedded(folder / "index", load_ranking().weights)
    try:
        update(record, engine)
        yield library_of(folder, record, Search(record, engine, load_ranking()))
    finally:
        engine.close()
        record.close()


@contextmanager
def unsearchable(folder: Path) -> Iterator[Library]:
    """The library over the record of that folder, without a search engine."""
    record = Record.open(_address(folder))
    try:
        yield library_of(folder, record, None)
    finally:
        record.close()


def library_of(folder: Path, record: Record, search: Search | None) -> Library:
    """The library over a record."""
    return Library(record, search, Archive(folder / "archive"), (TOPIC,), SOURCES, roster)


def add(folder: Path, sightings: Sequence[Sighting]) -> None:
    """Takes more statements into the record of that folder; whoever indexes it does not know of them yet."""
    record = Record.open(_address(folder))
    evidence = Evidence(source="questions-statements", url=None, fetched_at=FETCHED, sha256=None)
    Intake(record).take([(one, evidence) for one in sightings])
    record.close()


def settings(folder: Path) -> Settings:
    """Settings of a site whose data is in that folder."""
    return Settings(data_dir=folder, base_url="https://box.example/")


def _address(folder: Path) -> str:
    return f"sqlite:///{folder / 'record.sqlite'}"
