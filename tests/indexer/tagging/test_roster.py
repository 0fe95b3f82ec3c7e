"""Who held which office on which day, after the table of facts alone and with other sources beside it."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.offices import load_people
from indexer.tagging.roster import Roster
from statements.people import Name, Office, Person, Tenure, member_person

PEOPLE, TENURES = load_people()
ROSTER = Roster(PEOPLE, TENURES)

HELD = [
    ("Secretary of State for Defence", "2014-06-11", ["Philip Hammond"]),
    ("Secretary of State for Defence", "2014-07-14", ["Philip Hammond"]),
    ("Secretary of State for Defence", "2014-07-15", ["Michael Fallon", "Philip Hammond"]),
    ("Secretary of State for Defence", "2014-07-16", ["Michael Fallon"]),
    ("the Defence Secretary", "2014-11-04", ["Michael Fallon"]),
    ("the Defence Secretary", "2011-03-07", ["Liam Fox"]),
    ("the Foreign Secretary", "2011-03-07", ["William Hague"]),
    ("the Foreign Secretary", "2014-07-14", ["William Hague"]),
    ("the Foreign Secretary", "2014-11-04", ["Philip Hammond"]),
    ("the Foreign Secretary", "2016-07-14", ["Boris Johnson"]),
    ("the Home Secretary", "2015-11-17", ["Theresa May"]),
    ("the Home Secretary", "2016-12-01", ["Amber Rudd"]),
    ("The Prime Minister", "2016-07-12", ["David Cameron"]),
    ("The Prime Minister", "2016-07-13", ["Theresa May", "David Cameron"]),
    ("The Prime Minister", "2016-07-14", ["Theresa May"]),
    ("The Deputy Prime Minister", "2014-06-11", ["Nick Clegg"]),
    ("The Deputy Prime Minister", "2015-06-11", []),
    ("Secretary of State for International Development", "2012-09-05", ["Justine Greening"]),
    ("Minister for Europe", "2016-01-01", ["David Lidington"]),
    ("Immigration minister", "2014-10-30", ["James Brokenshire"]),
    ("Leader of the House of Lords", "2014-07-16", ["Baroness Stowell of Beeston"]),
    ("Deputy Leader of the House of Lords", "2015-07-01", ["Earl Howe"]),
]


@pytest.mark.parametrize(("office", "day", "names"), HELD)
def test_who_held_an_office_on_a_day(office: str, day: str, names: list[str]) -> None:
    on = date.fromisoformat(day)
    people = [ROSTER.person(tenure.person) for tenure in ROSTER.who_held(office, on)]
    assert [person and person.name_on(on) for person in people] == names


@pytest.mark.parametrize(
    ("name", "day", "offices"),
    [
        ("Baroness Warsi", "2014-08-04", ["Senior Minister of State", "Minister for Faith and Communities"]),
        ("Baroness Anelay of St Johns", "2014-10-15", ["Minister of State"]),
        ("Lord Bates", "2014-10-30", ["Parliamentary Under-Secretary of State (Minister for Criminal Information)"]),
        ("Lord Bates", "2015-06-18", ["Minister of State"]),
        ("Lord Bates", "2016-05-01", []),
        ("Earl Howe", "2015-07-01", ["Minister of State", "Deputy Leader of the House of Lords"]),
        ("Lord Astor of Hever", "2014-06-11", ["Parliamentary Under-Secretary of State"]),
        ("Lord Wallace of Saltaire", "2013-01-10", ["Lord in Waiting"]),
        ("Lord Howell of Guildford", "2011-09-13", ["Minister of State"]),
        ("Lord Howell of Guildford", "2014-09-13", []),
        ("Jonathan Powell", "2014-11-04", []),
    ],
)
def test_which_offices_a_person_held_on_a_day(name: str, day: str, offices: list[str]) -> None:
    (person,) = ROSTER.find(name)
    found = [tenure.office.name for tenure in ROSTER.offices_of(person.id, date.fromisoformat(day))]
    assert found[: len(offices)] == offices
    assert bool(found) is bool(offices)


def test_a_department_gives_all_its_ministers() -> None:
    held = ROSTER.who_held("Ministry of Defence", date(2014, 11, 4))
    assert len(held) == 6
    assert {tenure.office.department for tenure in held} == {"Ministry of Defence"}


def test_words_that_name_no_office_are_held_by_nobody() -> None:
    assert ROSTER.who_held("the", date(2014, 1, 1)) == ()
    assert ROSTER.who_held("Shadow Foreign Secretary", date(2014, 1, 1)) == ()


@pytest.mark.parametrize(
    "printed", ["William Hague", "Lord Hague of Richmond", "Mr Hague", "Lord Hague", "Mr William Hague"]
)
def test_a_person_is_found_by_every_name(printed: str) -> None:
    assert [person.id for person in ROSTER.find(printed)] == [member_person(379)]


def test_a_short_name_that_two_bear_finds_both_and_a_strange_one_nobody() -> None:
    assert len(ROSTER.find("Lord Wallace")) == 2
    assert ROSTER.find("Ann Marl") == ()
    assert ROSTER.find("") == ()


def test_people_of_several_sources_with_one_member_id_are_one() -> None:
    ours = Person(
        id=member_person(7), member_id=7, name="Lord Marl", names=(Name(name="Ivo Marl", until=date(2013, 1, 1)),)
    )
    theirs = Person(id="x-7", member_id=7, name="Ivo Marl", names=(Name(name="Ivo F. Marl"),))
    office = Office(name="Minister for Ships", department="Department of Ships")
    tenure = Tenure(person="x-7", office=office, since=date(2012, 1, 1), until=None, source="ministers")
    roster = Roster([theirs, ours], [tenure])
    (person,) = roster.people
    assert (person.id, person.name_on(date(2012, 6, 1))) == (member_person(7), "Ivo Marl")
    assert roster.person("x-7") is roster.by_member_id(7) is person
    assert roster.find("Ivo F. Marl") == roster.find("Lord Marl") == (person,)
    assert [held.person for held in roster.offices_of("x-7", date(2012, 6, 1))] == [member_person(7)]


def test_two_of_one_name_who_held_one_post_at_one_time_are_one_person() -> None:
    office = Office(name="Minister of State", department="Department of Ships")
    known = Person(id=member_person(7), member_id=7, name="Lord Marl of Northvale")
    unknown = Person(id="x-7", name="Lord Marl of Northvale")
    exact = Tenure(person=known.id, office=office, since=date(2012, 1, 1), until=date(2013, 1, 1), source="config")
    loose = replace(exact, person="x-7", since=date(2012, 1, 3), source="members")
    roster = Roster([unknown, known], [loose, exact])
    assert [person.id for person in roster.people] == [known.id]
    assert roster.person("x-7") == roster.by_member_id(7)
    assert len(roster.conflicts()) == 1
    elsewhere = replace(loose, office=Office(name="Minister of State", department="Department of Bees"))
    assert len(Roster([unknown, known], [elsewhere, exact]).people) == 2


@given(st.dates(date(2010, 5, 12), date(2016, 12, 31)))
def test_whoever_holds_an_office_on_a_day_holds_it_within_its_days(day: date) -> None:
    for person in ROSTER.people:
        for tenure in ROSTER.offices_of(person.id, day):
            assert tenure.person == person.id
            assert tenure.covers(day)
            assert tenure in ROSTER.tenures(person.id)


@given(st.sampled_from(TENURES), st.integers(1, 400))
def test_nobody_holds_an_office_outside_its_days(tenure: Tenure, days: int) -> None:
    before = tenure.since - timedelta(days=days)
    assert tenure not in ROSTER.offices_of(tenure.person, before)
    if tenure.until is not None:
        assert tenure not in ROSTER.offices_of(tenure.person, tenure.until + timedelta(days=days))


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_a_roster_does_not_depend_on_the_order_of_what_it_is_given(random: Random) -> None:
    people, tenures = list(PEOPLE), list(TENURES)
    random.shuffle(people)
    random.shuffle(tenures)
    other = Roster(people, tenures)
    assert other.digest == ROSTER.digest
    assert other.people == ROSTER.people
    day = date(2014, 7, 15)
    assert [other.offices_of(person.id, day) for person in other.people] == [
        ROSTER.offices_of(person.id, day) for person in ROSTER.people
    ]


def test_another_tenure_gives_another_digest() -> None:
    assert Roster(PEOPLE, TENURES[1:]).digest != ROSTER.digest


def test_the_table_of_facts_alone_is_in_no_conflict() -> None:
    assert ROSTER.conflicts() == ()
