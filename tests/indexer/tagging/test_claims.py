"""Claims of several sources: one account made of them, and every disagreement listed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.claims import PRECEDENCE, disagreements, same_post, settled
from statements.people import Office, Tenure

DEFENCE, SHIPS = "Ministry of Defence", "Department of Ships"


def _claim(
    source: str,
    since: str,
    until: str | None,
    name: str = "Minister of State",
    department: str = DEFENCE,
    person: str = "ann",
) -> Tenure:
    end = date.fromisoformat(until) if until else None
    office = Office(name=name, department=department)
    return Tenure(person=person, office=office, since=date.fromisoformat(since), until=end, source=source)


def test_the_preferred_source_wins_over_one_post() -> None:
    exact = _claim("ministers", "2012-09-04", "2014-07-15")
    loose = _claim("members", "2012-09-06", "2014-07-20")
    assert settled([loose, exact]) == (exact,)


def test_a_post_that_only_a_lesser_source_knows_is_kept() -> None:
    exact = _claim("ministers", "2012-09-04", "2014-07-15")
    other = _claim("members", "2012-09-04", None, department=SHIPS)
    assert set(settled([exact, other])) == {exact, other}


def test_a_lesser_source_that_left_the_end_open_does_not_prolong_a_post() -> None:
    exact = _claim("config", "2013-10-07", "2015-05-11")
    open_ended = _claim("members", "2012-09-06", None)
    assert settled([open_ended, exact]) == (exact,)


def test_an_end_not_known_is_the_next_appointment_in_the_department() -> None:
    junior = _claim("members", "2010-05-13", None, name="Parliamentary Under-Secretary")
    senior = _claim("members", "2014-02-08", None)
    elsewhere = _claim("members", "2012-01-01", None, department=SHIPS)
    account = {
        tenure.office.name: tenure
        for tenure in settled([junior, senior, elsewhere])
        if tenure.office.department != SHIPS
    }
    assert account["Parliamentary Under-Secretary"].until == date(2014, 2, 8)
    assert account["Minister of State"].until is None


def test_an_open_end_in_the_ministers_database_means_that_the_post_is_held() -> None:
    first = _claim("ministers", "2015-05-13", None)
    second = _claim("ministers", "2016-10-14", None, name="Minister for Ships")
    assert set(settled([first, second])) == {first, second}


def test_the_day_of_a_reshuffle_does_not_make_two_posts_one() -> None:
    old = _claim("ministers", "2010-05-13", "2012-09-04", name="Minister for Docks")
    new = _claim("config", "2012-09-04", "2014-07-15", name="Minister for Sails")
    assert not same_post(old, new)


def test_days_that_differ_are_listed_and_equal_ones_are_not() -> None:
    exact = _claim("ministers", "2012-09-04", "2014-07-15")
    loose = _claim("members", "2012-09-06", "2014-07-15")
    (conflict,) = disagreements([exact, loose])
    assert (conflict.one, conflict.other, conflict.against) == (exact, loose, "members")
    assert conflict.fault == "begins on 2012-09-04 after ministers, on 2012-09-06 after members"
    assert disagreements([exact, _claim("members", "2012-09-04", "2014-07-15")]) == ()


def test_a_post_that_one_source_lacks_is_listed_only_within_what_that_source_covers() -> None:
    first, last = _claim("ministers", "2011-01-01", "2012-01-01"), _claim("members", "2013-01-01", "2014-01-01", SHIPS)
    within = _claim("ministers", "2013-06-01", "2013-09-01", department=SHIPS)
    after = _claim("ministers", "2016-06-01", None, department=SHIPS)
    known = _claim("members", "2011-01-01", "2012-01-01")
    stranger = _claim("members", "2014-01-01", None, person="bob")
    faults = [(c.one, c.other, c.fault) for c in disagreements([first, last, within, after, known, stranger])]
    assert (within, None, "not known to members") in faults
    assert (after, None, "not known to members") not in faults
    assert not any(one is first for one, _, _ in faults)


@st.composite
def _tenures(draw: st.DrawFn) -> Tenure:
    since = draw(st.dates(date(2010, 1, 1), date(2014, 1, 1)))
    length = draw(st.none() | st.integers(0, 900))
    return Tenure(
        person=draw(st.sampled_from(["ann", "bob"])),
        office=Office(
            name=draw(
                st.sampled_from(["Minister of State", "Parliamentary Under-Secretary of State", "Lord in Waiting"])
            ),
            department=draw(st.sampled_from([DEFENCE, SHIPS, None])),
        ),
        since=since,
        until=None if length is None else since + timedelta(days=length),
        source=draw(st.sampled_from([*PRECEDENCE, "another"])),
        cites=draw(st.none() | st.sampled_from(["a", "b"])),
    )


@given(st.data(), st.lists(_tenures(), max_size=10))
def test_the_order_of_claims_does_not_matter(data: st.DataObject, claims: list[Tenure]) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert settled(shuffled) == settled(claims)
    assert disagreements(shuffled) == disagreements(claims)


@given(st.lists(_tenures(), max_size=10))
def test_nothing_is_invented_and_nothing_of_the_best_source_is_lost(claims: list[Tenure]) -> None:
    account = settled(claims)
    for tenure in account:
        assert any(
            (tenure.person, tenure.office, tenure.since, tenure.source)
            == (claim.person, claim.office, claim.since, claim.source)
            and (claim.until is None or tenure.until == claim.until)
            for claim in claims
        )
    assert {claim for claim in claims if claim.source == "ministers"} <= set(account)


@given(st.lists(_tenures(), max_size=10))
def test_no_two_sources_claim_one_post_in_the_account(claims: list[Tenure]) -> None:
    account = settled(claims)
    assert not any(one.source != other.source and same_post(one, other) for one in account for other in account)
