"""References as claims: where they stand, in the answer and in the question."""

from datetime import date

from indexer.tagging.dates import dates
from indexer.tagging.references import barred, tags
from statements.statement import House, Kind, Version
from statements.tag import Field, Span

FOLLOW_UP = Version(
    kind=Kind.WRITTEN_ANSWER,
    house=House.COMMONS,
    date=date(2014, 11, 20),
    question_text="To ask the Keeper, pursuant to the Answer of 3 November 2014 to Question 211955, on lamps.",
    text="I refer the hon. Member to HC Deb 30 October 2014, c397.",
)


def test_a_follow_up_bears_what_its_question_and_its_answer_refer_to() -> None:
    answered, asked = tags(FOLLOW_UP, "x")
    assert (answered.value, answered.spans[0].field) == ("HC Deb 30 October 2014, c397", Field.TEXT)
    assert (asked.value, asked.spans[0].field) == ("UIN 211955, 3 November 2014", Field.QUESTION)
    span = asked.spans[0]
    assert FOLLOW_UP.question_text
    assert FOLLOW_UP.question_text[span.start : span.end] == "Question 211955"


def test_a_reference_in_the_question_bars_no_number_of_the_text() -> None:
    dated = dates(FOLLOW_UP.text or "", FOLLOW_UP.date)
    (answered, _) = tags(FOLLOW_UP, "x")
    assert Span(*barred(tags(FOLLOW_UP, "x"), ())[0]) == answered.spans[0]
    assert len(barred(tags(FOLLOW_UP, "x"), dated)) == 1 + sum(one.named for one in dated)
