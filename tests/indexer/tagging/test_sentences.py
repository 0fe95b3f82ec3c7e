"""Where sentences begin."""

from itertools import pairwise

import pytest

from indexer.tagging.sentences import sentence_starts


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One ship came. Two left.", ["One ship came. ", "Two left."]),
        ("“Ships came.” Then they left!  Why?", ["“Ships came.” ", "Then they left!  ", "Why?"]),
        ("The hon. Member and Mr. Marl met J. Brook.", ["The hon. Member and Mr. Marl met J. Brook."]),
        ("It cost £2.5 million at 10.30 today", ["It cost £2.5 million at 10.30 today"]),
        ("First line\n\nsecond line", ["First line\n\n", "second line"]),
        ("In 2014. 300 came.", ["In 2014. ", "300 came."]),
        ("e.g. ships and no. 4 dock", ["e.g. ships and no. 4 dock"]),
        ("", [""]),
    ],
)
def test_sentences_are_parted_and_abbreviations_are_not(text: str, sentences: list[str]) -> None:
    starts = [*sentence_starts(text), len(text)]
    assert [text[start:end] for start, end in pairwise(starts)] == sentences
