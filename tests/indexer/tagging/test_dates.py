"""Dates: as printed, and what relative ones mean on the day of the statement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.dates import dates

DAY = date(2014, 11, 3)  # a Monday


def told(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value) for one in dates(text, DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 30 October 2014 it began.", [("30 October 2014", "2014-10-30")]),
        ("On 11 June it began.", [("11 June", "2014-06-11")]),
        ("On 3 and 4 May it rained.", [("3 and 4 May", "2014-05-03/2014-05-04")]),
        ("From mid-October to late June.", [("mid-October", "2014-10"), ("late June", "2014-06")]),
        ("In December it ends.", [("December", "2014-12")]),
        ("Since 2011, in 2011-12 and the 1990s.", [("2011", "2011"), ("2011-12", "2011/2012"), ("1990s", "1990/1999")]),
        ("On Friday he said so.", [("Friday", "2014-10-31")]),
        ("On 2014-10-30 and 16/10/14.", [("2014-10-30", "2014-10-30"), ("16/10/14", "2014-10-16")]),
        ("He said last week, and yesterday.", [("last week", "2014-10-27/2014-11-02"), ("yesterday", "2014-11-02")]),
        ("It opens in the coming days.", [("in the coming days", "2014-11-03/2014-11-10")]),
        ("It closed last year.", [("last year", "2013-01-01/2013-12-31")]),
        ("In January last year.", [("January", "2013-01"), ("last year", "2013-01-01/2013-12-31")]),
        ("On 11 June this year.", [("11 June", "2014-06-11"), ("this year", "2014-01-01/2014-12-31")]),
        ("It sails next March.", [("March", "2015-03")]),
        ("It sails next Tuesday, not on Tuesday.", [("Tuesday", "2014-11-04"), ("Tuesday", "2014-10-28")]),
        ("Under resolutions 1970 and 1973 we act.", []),
        ("Mrs May said that they may march.", []),
        ("Resolution 2009 helps 2000 troops.", []),
        ("On 31 June 2014 nothing happened.", []),
    ],
)
def test_the_dates_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_without_a_day_only_what_needs_none_is_resolved() -> None:
    assert [(one.value, one.named) for one in dates("11 June, May 2014, last week", None)] == [
        ("--06-11", True),
        ("2014-05", True),
    ]


@given(
    st.text(alphabet="0123456789/- MayJuneof,.thlsnextwk", max_size=200), st.dates(date(1900, 1, 1), date(2040, 1, 1))
)
def test_dates_stand_apart_and_where_they_say(text: str, day: date) -> None:
    last = 0
    for one in dates(text, day):
        assert last <= one.start < one.end <= len(text)
        last = one.end
