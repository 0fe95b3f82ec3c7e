"""Printed names reduced to what tells people apart."""

import pytest

from indexer.tagging.names import Called, called, slug


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ann Marl", Called("", ("ann", "marl"), ())),
        ("The Rt Hon Ann Marl MP", Called("", ("ann", "marl"), ())),
        ("Dr Ann Marl (Northvale) (Con)", Called("", ("ann", "marl"), ())),
        ("Sir Ivo O’Brook KCMG", Called("", ("ivo", "obrook"), ())),
        ("Mr Marl", Called("", ("marl",), ())),
        ("Lord Marl of Northvale (Con)", Called("lord", ("marl",), ("northvale",))),
        ("Baroness Marl of St Ives", Called("lady", ("marl",), ("st", "ives"))),
        ("Lady Marl", Called("lady", ("marl",), ())),
        ("The Earl of Northvale", Called("earl", (), ("northvale",))),
        ("Earl Marl", Called("earl", ("marl",), ())),
        ("(Con)", None),
        ("", None),
    ],
)
def test_courtesies_brackets_and_honours_count_for_nothing(printed: str, name: Called | None) -> None:
    assert called(printed) == name


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ann Marl", "Mrs Marl"),
        ("Lord Marl of Northvale", "Lord Marl"),
        ("Baroness Marl of St Ives", "Lady Marl"),
    ],
)
def test_the_short_form_is_what_print_leaves_of_a_name(full: str, short: str) -> None:
    name, left = called(full), called(short)
    assert name
    assert left
    assert name.short == left.short == left


def test_a_lord_is_not_a_member_of_the_same_surname() -> None:
    name, other = called("Ann Marl"), called("Lord Marl")
    assert name
    assert other
    assert name.short != other.short
    assert name.surname == other.surname == "marl"


def test_a_name_of_nobody_known_makes_an_id() -> None:
    assert slug("Lord Marl of Northvale (Con)") == "lord-marl-of-northvale"
    assert slug("The Rt Hon Ann Marl MP") == "ann-marl"
