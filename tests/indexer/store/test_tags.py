"""Tags are claims: rules' are replaced, an editor's stay, and only what differs is journalled."""

from dataclasses import replace

import pytest

from indexer.intake import Intake
from indexer.store import EDITOR, Change, Record, Tagged
from statements.errors import NotHeld
from statements.tag import Field, Span, Tag, TagKind
from tests.sightings import answer, seen, sighting

NAME = "commons-2013-05-06-90210"
LAMPS = Tag(kind=TagKind.POLICY, value="lamps", rule="words", logic="1", spans=(Span(0, 5), Span(2, 9, Field.TITLE)))
MINISTER = Tag(
    kind=TagKind.MINISTER, value="member-1", rule="roster", logic="1", detail=(("name", "Ada"), ("office", "Keeper"))
)


@pytest.fixture(autouse=True)
def held(intake: Intake) -> None:
    """One statement is held in every test."""
    intake.take([(sighting(answer()), seen())])


def tagged(*tags: Tag, logic: str = "1", version: int = 1) -> Tagged:
    return Tagged(statement=NAME, version=version, tags=tags, logic=logic)


def tag_changes(record: Record) -> int:
    return sum(entry.change is Change.TAGS_CHANGED for entry in record.journal.after(0))


def test_tags_come_back_as_they_were_given(record: Record) -> None:
    assert record.tags.replace([tagged(MINISTER, LAMPS)]) == 1
    assert record.tags.of(NAME) == record.tags.of(NAME, 1) == (MINISTER, LAMPS)
    assert record.tags.many([NAME, "nowhere"]) == {NAME: (MINISTER, LAMPS)}
    assert record.tags.by_version([NAME]) == {NAME: {1: (MINISTER, LAMPS)}}


def test_the_same_claims_again_are_no_change_whatever_logic_made_them(record: Record) -> None:
    record.tags.replace([tagged(LAMPS)])
    assert record.tags.replace([tagged(replace(LAMPS, logic="2"), logic="2")]) == 0
    assert tag_changes(record) == 1


def test_what_a_rule_no_longer_claims_goes(record: Record) -> None:
    record.tags.replace([tagged(LAMPS, MINISTER)])
    assert record.tags.replace([tagged(MINISTER)]) == 1
    assert record.tags.of(NAME) == (MINISTER,)
    assert tag_changes(record) == 2


def test_an_editors_claim_stays(record: Record) -> None:
    claim = replace(LAMPS, value="oil", rule=EDITOR)
    record.tags.replace([tagged(claim, LAMPS)])
    record.tags.replace([tagged(MINISTER)])
    assert record.tags.of(NAME) == (claim, MINISTER)


def test_what_was_rejected_stays_rejected(record: Record) -> None:
    rejected = replace(LAMPS, rule=EDITOR, rejected=True)
    record.tags.replace([tagged(rejected)])
    assert record.tags.replace([tagged(LAMPS)]) == 0
    assert record.tags.of(NAME) == (rejected,)


def test_tags_are_of_a_version(record: Record, intake: Intake) -> None:
    record.tags.replace([tagged(LAMPS)])
    intake.take([(sighting(answer(text="Corrected.")), seen(hour=1))])
    assert record.tags.of(NAME) == ()
    assert record.tags.of(NAME, 1) == (LAMPS,)
    record.tags.replace([tagged(MINISTER, version=2)])
    assert record.tags.by_version([NAME]) == {NAME: {1: (LAMPS,), 2: (MINISTER,)}}


def test_a_statement_is_stale_until_that_logic_tagged_its_latest_version(record: Record, intake: Intake) -> None:
    def stale(logic: str) -> list[str]:
        return [statement.id for statement in record.tags.stale(logic)]

    assert stale("1") == [NAME]
    record.tags.replace([tagged()])
    assert (stale("1"), stale("2")) == ([], [NAME])
    intake.take([(sighting(answer(party="Lamplighters")), seen(hour=1))])
    assert stale("1") == [NAME]  # a detail was filled in: the minister may be known by it
    record.tags.replace([tagged()])
    intake.take([(sighting(answer(text="Corrected.")), seen(hour=2))])
    assert stale("1") == [NAME]


def test_tagging_while_walking_through_what_is_stale_meets_each_once(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(uin=uin, text=uin)), seen()) for uin in "123456"])
    met = []
    for statement in record.tags.stale("1", batch=2):
        met.append(statement.id)
        record.tags.replace([Tagged(statement=statement.id, version=1, tags=(LAMPS,), logic="1")])
    assert len(met) == len(set(met)) == 7
    assert list(record.tags.stale("1")) == []


def test_what_is_not_held_cannot_be_tagged(record: Record) -> None:
    with pytest.raises(NotHeld, match="nowhere"):
        record.tags.replace([tagged(LAMPS), Tagged(statement="nowhere", version=1, tags=(), logic="1")])
    assert record.tags.of(NAME) == ()
