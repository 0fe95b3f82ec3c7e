"""Tagging a record: what is stale, what is journalled, what an editor decided, and the same tags each time."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.intake import Intake
from indexer.interchange import export, import_lines
from indexer.offices import load_people
from indexer.store import EDITOR, Change, Record, Tagged
from indexer.tagging.pipeline import Tagger, open_roster, open_tagger, tag_stale
from indexer.tagging.roster import Roster
from indexer.topics import load_topics
from statements.people import Office, Person, Tenure
from statements.policy import Pattern, Topic
from statements.statement import Evidence
from statements.tag import Tag, TagKind
from tests.builders import FETCHED, PEOPLE, TENURES, TOPIC, collection, roster

TAGGER = Tagger((TOPIC,), roster())


@pytest.fixture
def filled(record: Record, intake: Intake) -> Record:
    """A record with a small collection in it, not tagged yet."""
    seen = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256="0" * 64)
    assert not intake.take([(sighting, seen) for sighting in collection()]).refused
    return record


def _with_pattern(topic: Topic, words: str) -> Topic:
    first, *others = topic.policies
    return replace(topic, policies=(replace(first, patterns=(*first.patterns, Pattern(words=words))), *others))


def _claims(record: Record) -> dict[str, list[tuple[str, str]]]:
    names = [statement.id for statement in record.statements.walk()]
    return {name: [(tag.kind.value, tag.value) for tag in record.tags.of(name)] for name in names}


def _noted(record: Record, after: int) -> list[Change]:
    return [entry.change for entry in record.journal.after(after)]


def test_everything_is_tagged_once(filled: Record) -> None:
    told: list[int] = []
    changed = tag_stale(filled, TAGGER, progress=told.append)
    assert told == [filled.statements.count().statements]
    claims = _claims(filled)
    assert changed == sum(bool(tags) for tags in claims.values())
    assert ("minister", "member-9001") in claims["commons-2014-04-29-147010"]
    assert ("policy", "pilot-training") in claims["commons-2014-04-29-147010"]
    mark = filled.journal.head()
    assert tag_stale(filled, TAGGER) == tag_stale(filled, TAGGER, everything=True) == 0
    assert filled.journal.head() == mark


def test_statements_that_other_rules_tagged_are_known(filled: Record) -> None:
    held = filled.statements.count().statements
    assert filled.tags.behind(TAGGER.logic) == held
    tag_stale(filled, TAGGER)
    assert (filled.tags.behind(TAGGER.logic), filled.tags.behind("other rules")) == (0, held)


def test_when_a_rule_changes_only_what_it_changes_is_journalled(filled: Record) -> None:
    tag_stale(filled, TAGGER)
    mark = filled.journal.head()
    wider = Tagger((_with_pattern(TOPIC, "42 keepers"),), roster())
    assert wider.logic != TAGGER.logic
    assert tag_stale(filled, wider) == 1
    assert _noted(filled, mark) == [Change.TAGS_CHANGED]
    assert list(filled.tags.stale(wider.logic)) == []


def test_what_an_editor_decided_outlives_the_rules(filled: Record) -> None:
    tag_stale(filled, TAGGER)
    name = "commons-2014-04-29-147010"
    own = Tag(kind=TagKind.POLICY, value="harbour-dues", rule=EDITOR, logic="editor")
    refused = tuple(replace(tag, rejected=True) for tag in filled.tags.of(name) if tag.kind is TagKind.POLICY)
    filled.tags.replace([Tagged(statement=name, version=1, tags=(own, *refused), logic="editor")])
    tag_stale(filled, TAGGER, everything=True)
    tags = {(tag.kind, tag.value): tag for tag in filled.tags.of(name)}
    assert tags[TagKind.POLICY, "harbour-dues"].rule == EDITOR
    assert tags[TagKind.POLICY, "pilot-training"].rejected
    assert (TagKind.MINISTER, "member-9001") in tags


def test_the_logic_names_every_rule_and_nothing_else() -> None:
    office = Office(name="Minister for Bees", department="Department of Bees")
    more = replace(TENURES[0], office=office)
    other = Person(id="member-9009", member_id=9009, name="Ivo Marl")
    logics = [
        TAGGER.logic,
        Tagger((_with_pattern(TOPIC, "beehive"),), roster()).logic,
        Tagger((TOPIC,), Roster(PEOPLE, (*TENURES, more))).logic,
        Tagger((TOPIC,), Roster((*PEOPLE, other), TENURES)).logic,
        Tagger((), roster()).logic,
    ]
    assert len(set(logics)) == len(logics)
    assert Tagger((TOPIC,), Roster(reversed(PEOPLE), reversed(TENURES))).logic == TAGGER.logic


def test_the_roster_knows_the_configuration_and_the_record(record: Record) -> None:
    person = Person(id="member-9001", member_id=9001, name="Ada Quill")
    tenure = Tenure(person=person.id, office=TENURES[0].office, since=TENURES[0].since, until=None, source="members")
    before = open_tagger(record).logic
    record.people.put((person,), (tenure,), "members")
    known = open_roster(record)
    assert [found.id for found in known.find("Ada Quill")] == [person.id]
    assert known.tenures(person.id) == (tenure,)
    assert known.find("Michael Fallon")
    assert open_tagger(record).logic != before


PRINT_TAGS = """
from statements.statement import Statement
from tests.builders import TOPIC, collection, roster
from indexer.tagging.pipeline import Tagger
tagger = Tagger((TOPIC,), roster())
for place, sighting in enumerate(collection()):
    print(tagger.tag(Statement(id=str(place), versions=sighting.versions)))
"""


def test_the_same_statements_give_the_same_tags_byte_for_byte() -> None:
    outputs = {_printed_with(seed) for seed in ("1", "2", "3")}
    assert len(outputs) == 1
    assert b"pilot-training" in outputs.pop()


def _printed_with(seed: str) -> bytes:
    """The tags of the collection in a process of its own, in which sets are ordered otherwise."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", PRINT_TAGS], env=environment, capture_output=True, check=True).stdout


def _scored(shared: Path, lines: Sequence[str], folder: Path) -> dict[str, float]:
    exported = folder / "export.ndjson"
    exported.write_text("\n".join(lines), "utf-8")
    labels = shared / "evaluation" / "labels-dev.jsonl"
    command = [sys.executable, str(shared / "evaluation" / "score"), "tags", str(exported), str(labels)]
    last = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[-1]
    figures: dict[str, float] = json.loads(last)
    return figures


@pytest.mark.shared
def test_the_rules_reach_their_aims_on_the_labelled_statements(shared: Path, tmp_path: Path) -> None:
    record = Record.open(f"sqlite:///{tmp_path / 'record.sqlite'}")
    with (shared / "corpus" / "statements-dev.ndjson").open("rb") as lines:
        assert not import_lines(Intake(record), lines).rejected
    tag_stale(record, Tagger(load_topics(), Roster(*load_people())))
    figures = _scored(shared, list(export(record, with_tags=True)), tmp_path)
    record.close()
    assert figures["missing"] == 0
    assert figures["minister"] >= 0.97
    assert figures["office"] >= 0.97
    assert figures["policies"] >= 0.93
