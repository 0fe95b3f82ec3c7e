"""Which statements a topic takes."""

from datetime import date

import pytest

from statements.policy import Topic


def _topic(*words: str) -> Topic:
    return Topic(id="t", title="T", since=date(2011, 1, 1), until=None, terms=(), words=words)


@pytest.mark.parametrize(
    "field",
    [
        "Libya",
        "aid to LIBYA.",
        "Libya's coast",
        "Libya’s coast",
        "the mare\n nostrum patrols",
        "at Bassingbourne",
        "Bassingbourn",
    ],
)
def test_a_topic_fits_whole_words_in_any_case(field: str) -> None:
    assert _topic("Libya", "Mare Nostrum", "Bassingbourn*").fits(field)


@pytest.mark.parametrize("field", ["Libyana", "mare", "a nostrum, mare", "Bassing", "", None])
def test_a_topic_does_not_fit_parts_of_words(field: str | None) -> None:
    assert not _topic("Libya", "Mare Nostrum", "Bassingbourn*").fits(field)


def test_any_field_suffices_and_signs_in_words_are_literal() -> None:
    assert _topic("S.O.S.").fits(None, "", "an S.O.S. from sea")
    assert not _topic("S.O.S.").fits("an SxOxS from sea")


def test_a_topic_without_words_fits_nothing() -> None:
    assert not _topic().fits("Libya")
