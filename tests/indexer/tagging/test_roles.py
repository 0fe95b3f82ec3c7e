"""Printed roles: which are posts in government, and which office each can mean."""

import pytest

from indexer.tagging.roles import left_role, parted, read_role
from statements.people import Office, Rank

DEFENCE = Office(name="Secretary of State for Defence", department="Ministry of Defence")
SECURITY = Office(name="Parliamentary Under-Secretary of State (Minister for Security)", department="Home Office")
EUROPE = Office(name="Minister for Europe", department="Foreign and Commonwealth Office")
WHIP = Office(name="Lord in Waiting", department="Government Whips-House of Lords")
DEPUTY = Office(name="Deputy Leader of the House of Lords", department="Office of the Leader of the House of Lords")
PREMIER = Office(name="Prime Minister", department="Prime Minister's Office")


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("The Secretary of State for Defence", DEFENCE),
        ("UK Defence Secretary", DEFENCE),
        ("Parliamentary Under Secretary of State for Security", SECURITY),
        ("Security Minister", SECURITY),
        ("Minister for Security", SECURITY),
        ("The Minister for Europe (Mr Ivo Brook)", EUROPE),
        ("Minister of State, Foreign and Commonwealth Office", EUROPE),
        ("Lord in Waiting", WHIP),
        ("Deputy Leader of the House of Lords", DEPUTY),
        ("The Prime Minister", PREMIER),
    ],
)
def test_a_role_fits_the_office_it_names(printed: str, office: Office) -> None:
    role = read_role(printed)
    assert role is not None
    assert role.fits(office)
    assert role.nearness(office) == 1.0


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("The Secretary of State for Defence", SECURITY),
        ("The Home Secretary", SECURITY),
        ("Minister of State, Home Office", SECURITY),
        ("The Minister for Europe", DEFENCE),
        ("The Deputy Prime Minister", PREMIER),
        ("The Prime Minister", DEFENCE),
    ],
)
def test_a_role_does_not_fit_another_office(printed: str, office: Office) -> None:
    role = read_role(printed)
    assert role is not None
    assert not role.fits(office)


@pytest.mark.parametrize(
    "printed",
    [
        "Shadow Foreign Secretary",
        "former Minister for Europe",
        "British Ambassador to Libya",
        "The Prime Minister's special envoy",
        "Prime Minister of Libya",
        "Libyan Prime Minister",
        "Italian Foreign Minister",
        "First Minister",
        "Parliamentary Private Secretary",
        "Permanent Under-Secretary",
        "Opposition spokesman on defence",
        "Chair, Foreign Affairs Committee",
        "Member for Northvale",
    ],
)
def test_who_holds_no_post_in_government_has_no_role(printed: str) -> None:
    assert read_role(printed) is None


def test_the_role_that_was_left_is_known() -> None:
    assert left_role("former Minister for Europe") == read_role("Minister for Europe")
    assert left_role("Minister for Europe") is None
    assert left_role("former ambassador") is None


@pytest.mark.parametrize(
    ("printed", "role", "name"),
    [
        ("The Secretary of State for Defence (Michael Fallon)", "The Secretary of State for Defence", "Michael Fallon"),
        ("The Minister of State, Ships (Lord Marl) (Con)", "The Minister of State, Ships", "Lord Marl"),
        ("Lord in Waiting (Lord Marl) (Con)", "Lord in Waiting", "Lord Marl"),
        ("The Prime Minister", "The Prime Minister", None),
        ("Ann Marl (Northvale) (Con)", None, "Ann Marl"),
        ("Lord Marl (Con)", None, "Lord Marl"),
        ("Mr Speaker", None, "Mr Speaker"),
        ("", None, None),
    ],
)
def test_brackets_hold_a_name_only_after_a_role(printed: str, role: str | None, name: str | None) -> None:
    assert parted(printed) == (role, name)


def test_a_great_officer_ranks_with_a_secretary_of_state() -> None:
    role = read_role("The Chancellor of the Exchequer")
    assert role is not None
    assert role.rank is Rank.SECRETARY_OF_STATE
