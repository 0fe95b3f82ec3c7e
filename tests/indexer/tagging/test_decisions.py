"""An editor's decisions: they outlive other rules, and they undo each other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer.intake import Intake
from indexer.store import EDITOR, Change, Record
from indexer.tagging.decisions import Editor, add, addable, reject
from indexer.tagging.pipeline import Tagger, tag_stale
from statements.errors import NotHeld
from statements.statement import Evidence
from statements.tag import TagKind
from tests.builders import FETCHED, TOPIC, collection, roster

TAGGER = Tagger((TOPIC,), roster())
NAME = "commons-2014-04-29-147010"
EDITOR_ADA = Editor("ada", "only named in passing")
SEEN = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256="0" * 64)


@pytest.fixture
def tagged(record: Record, intake: Intake) -> Record:
    """A record with a small collection in it, tagged."""
    intake.take([(sighting, SEEN) for sighting in collection()])
    tag_stale(record, TAGGER)
    return record


def _standing(record: Record, kind: TagKind) -> set[str]:
    return {tag.value for tag in record.tags.of(NAME) if tag.kind is kind and not tag.rejected}


def test_what_was_rejected_stays_rejected_until_it_is_added_again(tagged: Record) -> None:
    mark = tagged.journal.head()
    assert reject(tagged, NAME, TagKind.POLICY, "pilot-training", EDITOR_ADA) == NAME
    assert [entry.change for entry in tagged.journal.after(mark)] == [Change.TAGS_CHANGED]
    tag_stale(tagged, TAGGER, everything=True)
    assert "pilot-training" not in _standing(tagged, TagKind.POLICY)
    [claim] = [tag for tag in tagged.tags.of(NAME) if tag.claim == (TagKind.POLICY, "pilot-training", ())]
    assert (claim.get("editor"), claim.get("reason")) == ("ada", "only named in passing")
    add(tagged, NAME, TagKind.POLICY, "pilot-training", EDITOR_ADA, ())
    assert "pilot-training" in _standing(tagged, TagKind.POLICY)


def test_what_was_added_stays_until_it_is_rejected(tagged: Record) -> None:
    add(tagged, NAME, TagKind.POLICY, "harbour-dues", EDITOR_ADA, ())
    tag_stale(tagged, TAGGER, everything=True)
    assert "harbour-dues" in _standing(tagged, TagKind.POLICY)
    reject(tagged, NAME, TagKind.POLICY, "harbour-dues", EDITOR_ADA)
    assert not any(tag.value == "harbour-dues" for tag in tagged.tags.of(NAME))


def test_a_minister_that_is_added_takes_the_place_of_the_one_found(tagged: Record) -> None:
    add(tagged, NAME, TagKind.MINISTER, "member-9002", EDITOR_ADA, (("name", "Ben Sedge"),))
    tag_stale(tagged, TAGGER, everything=True)
    assert _standing(tagged, TagKind.MINISTER) == {"member-9002"}
    assert {tag.rule for tag in tagged.tags.of(NAME) if tag.value == "member-9002"} == {EDITOR}


def test_a_decision_holds_for_later_versions(tagged: Record, intake: Intake) -> None:
    reject(tagged, NAME, TagKind.POLICY, "pilot-training", EDITOR_ADA)
    statement = tagged.statements.get(NAME)
    assert statement
    longer = replace(statement.latest, text=f"{statement.latest.text} More pilot training is to follow in spring.")
    sighting = next(one for one in collection() if one.latest.uin == statement.latest.uin)
    later = replace(SEEN, source=longer.source, fetched_at=FETCHED + timedelta(days=1), sha256="1" * 64)
    intake.take([(replace(sighting, versions=(replace(longer, number=None),)), later)])
    tag_stale(tagged, TAGGER)
    changed = tagged.statements.get(NAME)
    assert changed
    assert changed.latest.number == 2
    assert "pilot-training" not in _standing(tagged, TagKind.POLICY)


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (TagKind.POLICY, "no-such-policy", "followed"),
        (TagKind.MINISTER, "member-1", "office"),
        (TagKind.FIGURE, "42", "never claimed|was ever claimed"),
    ],
)
def test_what_rules_could_never_claim_cannot_be_added(tagged: Record, kind: TagKind, value: str, told: str) -> None:
    with pytest.raises(NotHeld, match=told):
        addable(tagged, NAME, kind, value)


def test_only_what_is_claimed_can_be_rejected(tagged: Record) -> None:
    with pytest.raises(NotHeld, match="no policy “harbour-dues” is claimed"):
        reject(tagged, NAME, TagKind.POLICY, "harbour-dues", EDITOR_ADA)
    with pytest.raises(NotHeld, match="no statement"):
        reject(tagged, "commons-1999-01-01-1", TagKind.POLICY, "pilot-training", EDITOR_ADA)
