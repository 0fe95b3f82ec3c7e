"""By which keys a statement is known again, and which sightings stay apart."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.identity import (
    DECISIVE,
    FAMILIES,
    LONGEST_NAME,
    contradicted,
    family,
    fitted,
    given_id,
    given_key,
    has_settled_id,
    spoken_keys,
    statement_id,
    words_key,
    written_keys,
)
from statements.statement import House, Kind, Version
from tests.sightings import answer, question, speech


def families(keys: tuple[str, ...]) -> list[str]:
    return [family(key) for key in keys]


def written_statement(**changes: object) -> Version:
    return answer(kind=Kind.WRITTEN_STATEMENT, uin="HCWS7", tabled=None, **changes)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (written_keys(answer()), ["uin", "answered", "words"]),
        (written_keys(question()), ["uin"]),
        (written_keys(answer(tabled=None)), ["answered", "words"]),
        (written_keys(answer(uin=None)), ["words"]),
        (written_keys(written_statement()), ["uin", "words", "made", "headed"]),
        (written_keys(replace(written_statement(), uin=None), "ABC"), ["contribution", "words", "made", "headed"]),
        (spoken_keys(speech(), "ABC"), ["contribution", "words"]),
        (spoken_keys(speech(), None), ["place", "words"]),
        (words_key(speech(speaker=None, speaker_as_printed=None)), []),
    ],
)
def test_keys_come_strongest_first(keys: tuple[str, ...], expected: list[str]) -> None:
    assert families(keys) == expected
    assert [FAMILIES.index(name) for name in expected] == sorted(FAMILIES.index(name) for name in expected)


@pytest.mark.parametrize(
    "other",
    [
        answer(uin="90211"),
        answer(tabled=date(2014, 5, 6), date=date(2014, 5, 12)),
        answer(house=House.LORDS),
    ],
)
def test_another_number_day_or_house_shares_no_strong_key(other: Version) -> None:
    ours, theirs = written_keys(answer()), written_keys(other)
    shared = set(ours) & set(theirs)
    assert {family(key) for key in shared} <= {"words"}
    assert all(contradicted(key, ours, theirs) for key in shared)


@pytest.mark.parametrize(
    "again",
    [
        answer(text="The “lamps”."),
        answer(tabled=None),
        answer(text="Corrected."),
        answer(uin=None),
    ],
)
def test_the_same_answer_is_known_however_it_is_reached(again: Version) -> None:
    ours, theirs = written_keys(answer(text='The "lamps".')), written_keys(again)
    if again.text == answer().text:
        ours = written_keys(answer())
    shared = [key for key in ours if key in theirs]
    assert shared
    assert not contradicted(shared[0], ours, theirs)


def test_grouped_answers_are_told_apart_by_their_numbers() -> None:
    one, other = written_keys(answer(uin="1")), written_keys(answer(uin="2"))
    (shared,) = set(one) & set(other)
    assert contradicted(shared, one, other)


def test_one_ministers_two_statements_under_one_heading_are_told_apart_by_contribution() -> None:
    one = written_keys(replace(written_statement(), uin=None), "A")
    other = written_keys(replace(written_statement(text="Else."), uin=None), "B")
    shared = set(one) & set(other)
    assert {family(key) for key in shared} == {"made", "headed"}
    assert all(contradicted(key, one, other) for key in shared)


def test_words_and_headings_never_contradict() -> None:
    one, other = written_keys(written_statement()), written_keys(written_statement(text="Changed."))
    assert "words" not in DECISIVE
    assert not contradicted(one[-1], one, other)


@pytest.mark.parametrize(
    ("version", "name"),
    [
        (answer(), "commons-2013-05-06-90210"),
        (answer(house=House.LORDS, uin="HL2595"), "lords-2013-05-06-hl2595"),
        (written_statement(), "commons-2013-05-12-lighthouses-paint-ada-quillfeather"),
        (speech(), "lords-2013-05-12-quill-lamps-3"),
    ],
)
def test_an_id_is_made_of_house_day_and_number_heading_or_place(version: Version, name: str) -> None:
    assert statement_id(version) == name
    assert has_settled_id(version)


def test_what_has_neither_number_nor_place_gets_an_id_by_its_words() -> None:
    release = Version(kind=Kind.PRESS_RELEASE, date=date(2013, 5, 6), text="Quill has lamps.")
    assert statement_id(release).startswith("government-2013-05-06-")
    assert statement_id(release) != statement_id(replace(release, text="Quill has no lamps."))
    assert not has_settled_id(release)


def test_a_given_id_is_found_among_keys() -> None:
    assert given_id((given_key("wa-1"), *written_keys(answer()))) == "wa-1"
    assert given_id(written_keys(answer())) is None


@given(st.text(max_size=600))
def test_a_fitted_name_is_short_and_the_same_each_time(name: str) -> None:
    assert len(fitted(name)) <= LONGEST_NAME
    assert fitted(name) == fitted(fitted(name))
    assert fitted("x" * LONGEST_NAME + name + "y") != fitted("x" * LONGEST_NAME + name)
