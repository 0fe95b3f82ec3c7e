"""The one form of text, and what is cosmetic."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text import canonical, folded, paragraphs, same_words

texts = st.text(st.sampled_from("ab \n\t\r “’–é\u00a0\u00ad\u200b\u2009e\u0301"), max_size=40)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("  One   lamp.  ", "One lamp."),
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("One\nlamp.", "One lamp."),
        ("One.\n \t \nTwo.", "One.\n\nTwo."),
        ("Year\tLamps\n2013\t 7 ", "Year\tLamps\n2013\t7"),
        ("Lamps:\n\nYear\tLamps\n2013\t7\n\nEnd.", "Lamps:\n\nYear\tLamps\n2013\t7\n\nEnd."),
    ],
)
def test_text_has_one_form(printed: str, kept: str) -> None:
    assert canonical(printed) == kept


@pytest.mark.parametrize("nothing", [None, "", " \n\n \t"])
def test_nothing_is_none(nothing: str | None) -> None:
    assert canonical(nothing) is None
    assert paragraphs(nothing or "") == []


@given(texts)
def test_the_form_of_a_form_is_itself(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “lamps” of Quill", 'the "lamps" of Quill'),
        ("the keeper’s oil", "the keeper's oil"),
        ("1914–18 — so…", "1914-18 - so..."),
        ("5\u00a0lamps", "5 lamps"),
        ("light\u00adhouse", "lighthouse"),
        ("One.\n\nTwo.", "One. Two."),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_typography_is_cosmetic(one: str, other: str) -> None:
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 lamps", "6 lamps"),
        ("We do not", "We do"),
        ("us", "US"),
        ("cafe", "café"),
        ("2,000", "2000"),
        ("yes", None),
        (None, ""),
    ],
)
def test_every_word_figure_and_capital_counts(one: str | None, other: str | None) -> None:
    assert not same_words(one, other)


def test_two_texts_that_are_not_there_are_the_same() -> None:
    assert same_words(None, None)


@given(texts)
def test_folding_leaves_words_parted_by_single_spaces(text: str) -> None:
    once = folded(text)
    assert once == " ".join(once.split())
    assert folded(once) == once
    assert folded(unicodedata.normalize("NFD", text)) == once


@given(texts)
def test_the_form_of_a_text_says_the_same_words(text: str) -> None:
    assert folded(canonical(text)) == folded(text)
