"""Days, moments and numbers as a reader sees them."""

from datetime import UTC, date, datetime

import pytest

from statements.statement import House, Kind, State
from webui.presenters import words


def test_a_day_is_always_written_in_one_way() -> None:
    assert words.day(date(2014, 10, 30)) == "30 October 2014"
    assert words.day(date(2014, 6, 1)) == "1 June 2014"
    assert words.day(None) == ""


def test_a_moment_is_told_as_clocks_in_london_showed_it() -> None:
    assert words.moment(datetime(2016, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2016, 00:30 BST"
    assert words.moment(datetime(2016, 1, 1, 23, 30, tzinfo=UTC)) == "1 January 2016, 23:30 GMT"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (None, None, ""),
        (date(2014, 1, 1), None, "from 1 January 2014"),
        (None, date(2014, 1, 1), "to 1 January 2014"),
        (date(2014, 1, 1), date(2014, 1, 1), "on 1 January 2014"),
        (date(2014, 1, 1), date(2014, 2, 1), "from 1 January 2014 to 1 February 2014"),
    ],
)
def test_a_stretch_of_days_says_both_ends(since: date | None, until: date | None, told: str) -> None:
    assert words.between(since, until) == told


def test_counts_agree_with_what_is_counted() -> None:
    assert words.count(1, "statement") == "1 statement"
    assert words.count(12345, "statement") == "12,345 statements"
    assert words.count(0, "query", "queries") == "0 queries"


def test_lists_are_joined_as_in_speech() -> None:
    assert words.listed(["one"]) == "one"
    assert words.listed(["one", "two", "three"]) == "one, two and three"
    assert words.listed([]) == ""


def test_every_kind_state_and_house_has_a_name() -> None:
    assert len({words.kind(kind) for kind in Kind}) == len(Kind)
    assert all(words.state(state, kind) for state in State for kind in Kind)
    assert words.state(State.SUBSTANTIVE, Kind.WRITTEN_ANSWER) == "Answered"
    assert words.state(State.SUBSTANTIVE, Kind.SPEECH) == "As made"
    assert [words.house(house) for house in House] == ["House of Commons", "House of Lords"]
