"""Names borne on a day, ranks of offices, and who held an office when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.people import Name, Office, Person, Rank, Tenure, holders, member_person, ranked_name

HAGUE = Person(
    id=member_person(379),
    member_id=379,
    name="Lord Hague of Richmond",
    names=(
        Name(name="William Hague", until=date(2015, 10, 8)),
        Name(name="Lord Hague of Richmond", since=date(2015, 10, 9)),
    ),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2011, 3, 7), "William Hague"),
        (date(2015, 10, 8), "William Hague"),
        (date(2015, 10, 9), "Lord Hague of Richmond"),
        (date(2016, 1, 1), "Lord Hague of Richmond"),
    ],
)
def test_a_person_bears_the_name_of_the_day(day: date, name: str) -> None:
    assert HAGUE.name_on(day) == name


@pytest.mark.parametrize(
    ("office", "rank"),
    [
        ("Prime Minister", Rank.PRIME_MINISTER),
        ("The Deputy Prime Minister", Rank.DEPUTY_PRIME_MINISTER),
        ("The Secretary of State for Defence", Rank.SECRETARY_OF_STATE),
        ("UK Defence Secretary", Rank.SECRETARY_OF_STATE),
        ("Chancellor of the Exchequer", Rank.SECRETARY_OF_STATE),
        ("First Secretary of State", Rank.SINECURE),
        ("Senior Minister of State", Rank.MINISTER_OF_STATE),
        ("Minister for Europe", Rank.MINISTER_OF_STATE),
        ("Parliamentary Under Secretary of State for Security", Rank.UNDER_SECRETARY),
        ("Parliamentary Under-Secretary of State (Minister for Security)", Rank.UNDER_SECRETARY),
        ("Parliamentary Secretary", Rank.UNDER_SECRETARY),
        ("Lord in Waiting", Rank.OTHER),
    ],
)
def test_an_office_tells_its_rank(office: str, rank: Rank) -> None:
    assert Office(name=office).rank is rank


@pytest.mark.parametrize(
    ("post", "equivalence", "name"),
    [
        ("Minister for Security", "PUSS", "Parliamentary Under-Secretary of State (Minister for Security)"),
        ("Minister for Security", "MoS", "Minister for Security"),
        ("Parliamentary Secretary", "PUSS", "Parliamentary Secretary"),
        ("Lord in Waiting", "Parl.", "Lord in Waiting"),
    ],
)
def test_a_courtesy_title_does_not_hide_the_rank(post: str, equivalence: str, name: str) -> None:
    assert ranked_name(post, equivalence) == name


DAYS = st.dates(date(2000, 1, 1), date(2020, 1, 1))


@st.composite
def _tenures(draw: st.DrawFn) -> Tenure:
    since = draw(DAYS)
    length = draw(st.none() | st.integers(0, 2000))
    return Tenure(
        person=draw(st.sampled_from(["ann", "bob", "cay"])),
        office=Office(name="Minister for Ships"),
        since=since,
        until=None if length is None else since + timedelta(days=length),
        source="config",
    )


@given(st.lists(_tenures(), max_size=12), DAYS)
def test_holders_are_those_whose_tenure_covers_the_day_latest_first(tenures: list[Tenure], day: date) -> None:
    found = holders(tenures, day)
    assert all(tenure.since <= day and (tenure.until is None or day <= tenure.until) for tenure in found)
    assert len(found) == sum(tenure.covers(day) for tenure in tenures)
    assert [tenure.since for tenure in found] == sorted((tenure.since for tenure in found), reverse=True)


@given(_tenures())
def test_both_end_days_belong_to_a_tenure_and_their_neighbours_do_not(tenure: Tenure) -> None:
    assert tenure.covers(tenure.since)
    assert not tenure.covers(tenure.since - timedelta(days=1))
    if tenure.until is not None:
        assert tenure.covers(tenure.until)
        assert not tenure.covers(tenure.until + timedelta(days=1))
