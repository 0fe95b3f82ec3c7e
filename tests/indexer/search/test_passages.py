"""Marks and passages: what is marked, where a passage is cut, and that it stays plain text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.passages import ELLIPSIS, Passage, marks, passage
from indexer.search.syntax import parse
from statements.query import Node
from statements.statement import Kind, Version
from statements.tag import Field
from tests.indexer.search.collection import VOCABULARY
from tests.indexer.search.trees import trees

FILLER = "Nothing of note was said on this day by anybody at all. " * 20


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, parse(typed))]


def version(text: str | None, question: str | None = None, title: str = "A title") -> Version:
    return Version(kind=Kind.WRITTEN_ANSWER, date=date(2014, 10, 30), title=title, text=text, question_text=question)


def shown(part: Passage) -> list[str]:
    return [part.text[start:end] for start, end in part.marks]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Training was given; they train.", "trained", ["Training", "train"]),
        ("Training was given; they train.", '"train"', ["train"]),
        ("a “pull factor”, not a factor that can pull", '"pull factor"', ["pull factor"]),
        ("search-and-rescue; search; rescue", "search-and-rescue", ["search-and-rescue"]),
        ("Libya’s 2,000 troops", "libya 2000", ["Libya’s", "2,000"]),
        ("Mr al-Sarraj", "al-Sarraj", ["Sarraj"]),
        ("boats and rescue", "boats -rescue", ["boats"]),
        ("boats and rescue", "-boats", []),
        ("boats and rescue", "boats (rescue OR sea)", ["boats", "rescue"]),
        ("the pull factor of it", '"the pull" "pull factor"', ["the pull factor"]),
        ("<b>boats</b> & <script>", "boats script", ["boats", "script"]),
        ("boats", "", []),
    ],
)
def test_what_is_marked(text: str, typed: str, expected: list[str]) -> None:
    assert marked(text, typed) == expected


def test_a_short_answer_is_shown_whole() -> None:
    part = passage(version("The boats\n\nwere\tseen."), parse("boat"), 280)
    assert part == Passage("The boats were seen.", ((4, 9),), Field.TEXT)


def test_the_passage_with_the_most_of_the_query_is_chosen() -> None:
    text = f"A boat. {FILLER}We saw the boat and the crew. {FILLER}Boat, boat, boat."
    part = passage(version(text), parse("boat crew"), 280)
    assert "We saw the boat and the crew." in part.text
    assert part.text[0] == part.text[-1] == ELLIPSIS
    assert shown(part) == ["boat", "crew"]
    assert len(part.text) <= 280 + 4


def test_a_passage_begins_with_its_sentence_where_that_is_near() -> None:
    part = passage(version(f"{FILLER}It was the crew. {FILLER}"), parse("crew"), 120)
    assert part.text.startswith(f"{ELLIPSIS} It was the crew.")


def test_a_passage_begins_with_a_word_where_its_sentence_is_far() -> None:
    part = passage(version("never " * 200 + "crew " + "again " * 200), parse("crew"), 120)
    assert part.text.startswith(f"{ELLIPSIS} never")
    assert part.text.endswith(f"again {ELLIPSIS}")


def test_a_question_is_shown_where_the_answer_has_none_of_it() -> None:
    part = passage(version("No.", question="Was there a boat?"), parse("boat"), 280)
    assert (part.text, shown(part), part.field) == ("Was there a boat?", ["boat"], Field.QUESTION)


def test_the_answer_begins_the_passage_where_only_the_title_has_the_words() -> None:
    part = passage(version("It is so.", question="Is it?", title="Boats"), parse("boat"), 280)
    assert part == Passage("It is so.", (), Field.TEXT)


def test_a_statement_without_words_shows_its_title_or_nothing() -> None:
    assert passage(version(None, title="Boats"), parse("boat"), 280) == Passage("Boats", ((0, 5),), Field.TITLE)
    assert passage(version(None, title=""), parse("boat"), 280).text == ""


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    part = passage(version("x" * 5000), parse("boat"), 280)
    assert part.text == "x" * 280 + f" {ELLIPSIS}"


def test_hostile_text_stays_text() -> None:
    hostile = "<script>alert('boat')</script><img src=x onerror=alert(1)> &amp;"
    part = passage(version(hostile), parse("boat"), 280)
    assert part.text == hostile
    assert shown(part) == ["boat"]


texts = st.lists(st.sampled_from([*VOCABULARY, "and", "the", ".", "\n\n", "—", "<b>"]), max_size=200).map(" ".join)


@given(texts, trees(st.sampled_from(VOCABULARY)), st.integers(20, 300))
def test_marks_are_apart_in_order_and_within_a_passage_that_is_short(text: str, node: Node, length: int) -> None:
    part = passage(version(text, title=""), node, length)
    ends = [0]
    for start, end in part.marks:
        assert ends[-1] <= start < end <= len(part.text)
        assert not part.text[start:end].isspace()
        ends.append(end)
    longest_match = max((end - start for start, end in marks(text, node)), default=0)
    assert len(part.text) <= max(length, longest_match + length // 4) + 4
    if marks(text, node):
        assert part.marks
    words = part.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS).split()
    assert " ".join(words) in " ".join(text.split())
