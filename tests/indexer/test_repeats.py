"""A repeat in the other House names what it repeats, and is named there; what only looks like one does not."""

from datetime import date, timedelta
from typing import Any

import pytest

from indexer.intake import Intake
from indexer.repeats import Repeats, repeats
from indexer.store import Record
from statements.statement import House, Kind, Version
from tests.sightings import ANSWERED, answer, seen, sighting, speech

WORDS = (
    "Mr Speaker, the lamps of Quill were counted again in the spring, and the harbour board found that ninety of them "
    "burn through the night while eleven need new wicks; the board will mend those before the herring fleet sails, and "
    "nobody will be charged for the oil."
)
OTHERS = "Madam Deputy Speaker, the ferries of Gannet " + " ".join(f"call at quay {quay}" for quay in range(1, 40))
REPEATING = "My Lords, I will now repeat a Statement made in another place by my right honourable friend. “"


def commons(text: str = WORDS, **changes: Any) -> Version:
    """A statement to the Commons."""
    place = {"house": House.COMMONS, "kind": Kind.ORAL_STATEMENT, "speaker": "Ada Quillfeather", "section": "lamps-c"}
    return speech(**{"title": "Lamps (Quill)", "text": text, "order": 1, **place, **changes})


def lords(text: str = f"{REPEATING}{WORDS}”", **changes: Any) -> Version:
    """The same, read to the Lords."""
    return speech(**{"title": "Lamps: Quill", "text": text, "kind": Kind.ORAL_STATEMENT, "order": 1, **changes})


def written(house: House, text: str, **changes: Any) -> Version:
    """A written statement."""
    place = {"house": house, "kind": Kind.WRITTEN_STATEMENT, "title": "Lamps of Quill", "tabled": None, "asker": None}
    uin = "HCWS7" if house is House.COMMONS else "HLWS9"
    return answer(**{**place, "text": text, "uin": uin, "question_text": None, **changes})


def linked(record: Record, intake: Intake, *versions: Version) -> list[Repeats]:
    """What is told of each of those statements once all are held."""
    intake.take([(sighting(version), seen(version.source or "", page=version.text)) for version in versions])
    held = {statement.latest.text: statement for statement in record.statements.walk()}
    ours = [held[version.text] for version in versions]
    return [repeats(record.statements, statement.id, statement.latest) for statement in ours]


def repeated(found: list[Repeats]) -> bool:
    """True if the second of two is told of as the repeat of the first, both ways; false if neither is of the other."""
    original, repeat = found
    if repeat.of is None:
        assert original == repeat == Repeats()
        return False
    assert [version.text for _, version in original.by]
    assert original.of is None
    assert not repeat.by
    return True


@pytest.mark.parametrize(
    "repeat",
    [
        lords(),
        lords(date=ANSWERED + timedelta(days=1)),
        lords(title="Lamps and Oil: Quill"),
        lords(kind=Kind.ORAL_CONTRIBUTION),
        lords(f"My Lords, I shall repeat in the form of a Statement the Answer to an Urgent Question. “{WORDS}”"),
        lords(f"With permission I give the House the Answer given earlier today in another place. “{WORDS}”"),
        lords("In short: ninety burn.", speaker="Ada Quillfeather", speaker_as_printed="Lord Gannet"),
    ],
    ids=["same day", "next day", "longer heading", "contribution", "urgent question", "given elsewhere", "author told"],
)
def test_a_statement_read_in_the_other_house_is_a_repeat(record: Record, intake: Intake, repeat: Version) -> None:
    assert repeated(linked(record, intake, commons(), repeat))


@pytest.mark.parametrize(
    "other",
    [
        lords(date=ANSWERED + timedelta(days=2)),
        lords(date=ANSWERED - timedelta(days=1)),
        lords(title="Lighthouses: Quill"),
        lords(WORDS),
        lords(f"{REPEATING}{OTHERS}”"),
        lords(house=House.COMMONS),
        lords(kind=Kind.ORAL_ANSWER),
        lords(kind=Kind.PRESS_RELEASE, section=None, order=None),
    ],
    ids=[
        "two days on",
        "day before",
        "other heading",
        "does not say so",
        "other words",
        "same House",
        "answer",
        "news",
    ],
)
def test_what_only_looks_alike_is_not(record: Record, intake: Intake, other: Version) -> None:
    assert not repeated(linked(record, intake, commons(), other))


def test_of_two_statements_under_one_heading_each_repeat_names_its_own(record: Record, intake: Intake) -> None:
    second = commons(OTHERS, section="ferries-c")
    later = lords(f"{REPEATING}{OTHERS}”", section="ferries-l")
    first, ferries, repeat, other = linked(record, intake, commons(), second, lords(), later)
    assert [repeat.of and repeat.of[1].text, other.of and other.of[1].text] == [WORDS, OTHERS]
    assert [len(first.by), len(ferries.by)] == [1, 1]


def test_the_question_and_what_others_say_under_the_heading_are_not_repeated(record: Record, intake: Intake) -> None:
    question = commons("To ask the Minister to make a statement on the lamps.", order=0, kind=Kind.URGENT_QUESTION)
    thanks = lords(f"My Lords, we thank her for repeating that Statement. {OTHERS}", order=2, speaker="Lord Reef")
    asked, said, repeat, thanked = linked(record, intake, question, commons(), lords(), thanks)
    assert (asked, thanked) == (Repeats(), Repeats())
    assert repeat.of is not None
    assert repeat.of[1].text == WORDS
    assert [version.text for _, version in said.by] == [f"{REPEATING}{WORDS}”"]


def test_a_written_statement_for_a_colleague_repeats_the_colleagues_own(record: Record, intake: Intake) -> None:
    theirs = f"My right hon. Friend the Minister for Lamps (Ada Quillfeather) has made the following statement: {WORDS}"
    pair = written(House.COMMONS, WORDS), written(House.LORDS, theirs, speaker="Lord Gannet")
    assert repeated(linked(record, intake, *pair))


@pytest.mark.parametrize("kind", [Kind.WRITTEN_ANSWER, Kind.WRITTEN_STATEMENT])
def test_answers_and_statements_of_one_heading_are_each_their_own(record: Record, intake: Intake, kind: Kind) -> None:
    pair = (
        written(House.COMMONS, WORDS, kind=kind, tabled=date(2013, 5, 6)),
        written(House.LORDS, f"{WORDS} Every lamp.", kind=kind, tabled=date(2013, 5, 6), speaker="Lord Gannet"),
    )
    assert not repeated(linked(record, intake, *pair))
