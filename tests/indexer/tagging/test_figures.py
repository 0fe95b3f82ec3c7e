"""Figures: every quantity with how exact it is and what it counts, and nothing that only looks like one."""

import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.figures import cardinals, figures, tags
from indexer.tagging.numbers import value_of

SENTENCES = Path(__file__).parent / "sentences"


def sentences(name: str) -> list[tuple[str, list[str]]]:
    table = tomllib.loads((SENTENCES / name).read_text("utf-8"))
    return [(sentence["text"], sentence["figures"]) for sentence in table["sentence"]]


def told(text: str) -> list[str]:
    return [f"{figure.value.normalize():f} {figure.bound} {figure.unit}" for figure in figures(text)]


@pytest.mark.parametrize(("text", "expected"), sentences("figures.toml"))
def test_the_figures_of_a_sentence(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_most_sentences_that_were_kept_aside_are_read() -> None:
    kept = sentences("figures-kept.toml")
    read = sum(told(text) == expected for text, expected in kept)
    assert read / len(kept) >= 0.8


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("up to 2,000 Libyan troops", "Libyan troops"),
        ("some 600 deaths in 2013", "deaths in 2013"),
        ("three of the rival governments", "rival governments"),
        ("30 drowned", ""),
        ("some 100 of them went home", ""),
    ],
)
def test_what_a_figure_counts(text: str, about: str) -> None:
    assert figures(text)[0].about == about


def test_a_part_of_another_figure_is_marked() -> None:
    whole, part = figures("Of 741 people, of whom 30 were children")
    assert (whole.subset, part.subset) == (False, True)


def test_sums_and_numbers_are_named_things_and_multiples_are_not() -> None:
    text = "£4 million for two ships, a fourfold rise, 12% of them, one boat and sixteen men"
    found = [(text[start:end], label) for start, end, label in cardinals(text, figures(text))]
    assert found == [("£4 million", "MONEY"), ("two", "CARDINAL"), ("12%", "CARDINAL")]


def test_no_number_counts_where_it_is_barred() -> None:
    text = "The 7 Days Treaty has 9 parts."
    assert [figure.value for figure in figures(text, [(4, 17)])] == [Decimal(9)]


def test_a_claim_is_a_plain_number_in_whole_units() -> None:
    [tag] = tags(figures("between £1.5 million, at most"), "test")
    assert (tag.value, tag.get("unit"), tag.get("qualifier")) == ("1500000", "GBP", "exactly")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three hundred and twenty-five", 325),
        ("two thousand four hundred", 2400),
        ("a million", 10**6),
        ("two three", None),
    ],
)
def test_numbers_in_words(words: str, value: int | None) -> None:
    assert value_of(words) == (None if value is None else Decimal(value))


@given(st.text(alphabet="0123456789,.-£% aonefivhudrtyp\n", max_size=300))
def test_every_figure_stands_where_it_says(text: str) -> None:
    last = 0
    for figure in figures(text):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.end


@pytest.mark.parametrize("piece", ["1,1,", "1,000,000", "between ", "two and ", "5-", "(12) ", "Resolution 1 and 2, "])
def test_a_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.perf_counter()
        figures(text)
        return time.perf_counter() - begun

    assert seconds(200_000) < 20 * max(seconds(40_000), 0.02)
