"""Who states it, in which office: dated cases for each rule, and for each way of not being a minister."""

from dataclasses import replace
from datetime import date

import pytest

from indexer.offices import load_people
from indexer.tagging.ministers import minister
from indexer.tagging.roster import Roster
from statements.people import Person, member_person
from statements.statement import House, Kind, State, Version
from statements.tag import Tag, TagKind

ROSTER = Roster(*load_people())

SPOKEN = Version(kind=Kind.ORAL_CONTRIBUTION, date=date(2014, 11, 24), house=House.COMMONS, text="Words of no note.")
WRITTEN = replace(SPOKEN, kind=Kind.WRITTEN_ANSWER)


def _stated(version: Version, on: str, **printed: object) -> Tag | None:
    return minister(replace(version, date=date.fromisoformat(on), **printed), ROSTER, "logic")  # type: ignore[arg-type]  # fields by name


def _said(tag: Tag | None) -> tuple[str | None, str | None, str | None, str]:
    assert tag is not None
    assert tag.kind is TagKind.MINISTER
    assert tag.logic == "logic"
    assert tag.spans == ()
    return tag.get("name"), tag.get("office"), tag.get("department"), tag.rule


def test_by_member_id_whatever_is_printed() -> None:
    tag = _stated(SPOKEN, "2014-11-24", member_id=88, speaker_as_printed="Mr Fallon")
    assert tag
    assert tag.value == member_person(88)
    assert _said(tag) == (
        "Michael Fallon",
        "Secretary of State for Defence",
        "Ministry of Defence",
        "minister.member-id",
    )


@pytest.mark.parametrize(
    ("on", "printed", "name", "office"),
    [
        ("2014-07-14", "Philip Hammond", "Philip Hammond", "Secretary of State for Defence"),
        (
            "2014-07-16",
            "Mr Philip Hammond",
            "Philip Hammond",
            "Secretary of State for Foreign and Commonwealth Affairs",
        ),
        (
            "2011-04-26",
            "Lord Hague of Richmond",
            "William Hague",
            "Secretary of State for Foreign and Commonwealth Affairs",
        ),
        ("2016-03-16", "Lord Cameron of Chipping Norton", "David Cameron", "Prime Minister"),
        (
            "2014-11-24",
            "The Secretary of State for Defence (Michael Fallon)",
            "Michael Fallon",
            "Secretary of State for Defence",
        ),
        (
            "2013-10-15",
            "The Rt Hon James Brokenshire MP",
            "James Brokenshire",
            "Parliamentary Under-Secretary of State (Minister for Security)",
        ),
        ("2014-10-15", "Baroness Anelay", "Baroness Anelay of St Johns", "Minister of State"),
        ("2012-10-30", "Nicholas Clegg", "Nick Clegg", "Deputy Prime Minister"),
    ],
)
def test_by_printed_name(on: str, printed: str, name: str, office: str) -> None:
    assert _said(_stated(SPOKEN, on, speaker_as_printed=printed))[:2] == (name, office)


def test_the_one_who_reads_a_statement_to_the_other_house_states_it() -> None:
    tag = _stated(SPOKEN, "2014-10-30", speaker_as_printed="Lord Bates", speaker="James Brokenshire")
    assert _said(tag)[0] == "Lord Bates"
    unknown = _stated(SPOKEN, "2014-10-30", speaker_as_printed="Lord Marl", speaker="James Brokenshire")
    assert unknown is None


def test_a_title_not_known_is_looked_up_by_the_name_beside_it() -> None:
    tag = _stated(SPOKEN, "2014-11-24", speaker_as_printed="Lord Fallon of Nowhere", speaker="Michael Fallon")
    assert _said(tag)[0] == "Michael Fallon"


def test_by_the_name_in_the_brackets_of_a_role() -> None:
    words = "The Parliamentary Under-Secretary of State for Foreign and Commonwealth Affairs (Mr Tobias Ellwood)"
    assert _said(_stated(SPOKEN, "2016-05-03", role_as_printed=words))[0] == "Tobias Ellwood"


def test_words_that_are_no_role_do_not_hide_an_office() -> None:
    assert _said(_stated(SPOKEN, "2014-11-24", speaker="Michael Fallon", role_as_printed="Member for Sevenoaks"))[1]


def test_a_role_alone_is_who_held_it_that_day() -> None:
    assert _said(_stated(SPOKEN, "2016-07-12", speaker_as_printed="The Prime Minister"))[0] == "David Cameron"
    assert _said(_stated(SPOKEN, "2016-07-14", speaker_as_printed="The Prime Minister"))[0] == "Theresa May"
    assert _said(_stated(SPOKEN, "2016-07-14", speaker_as_printed="The Prime Minister"))[3] == "minister.printed-role"


@pytest.mark.parametrize(
    ("on", "printed"),
    [
        ("2016-07-13", "The Prime Minister"),  # two held it that day
        ("2014-11-24", "The Parliamentary Under-Secretary of State for Defence"),  # several do
        ("2013-01-10", "Lord Wallace"),  # two are so called
        ("2014-07-16", "Mr Hammond"),  # so is a member who had left office the day before
    ],
)
def test_where_two_fit_nobody_is_named(on: str, printed: str) -> None:
    assert _stated(SPOKEN, on, speaker_as_printed=printed) is None


def test_the_role_printed_chooses_among_several_offices() -> None:
    named = {"speaker": "Earl Howe", "role_as_printed": "Deputy Leader of the House of Lords"}
    assert _said(_stated(WRITTEN, "2015-07-01", **named))[1] == "Deputy Leader of the House of Lords"


def test_the_answering_department_chooses_among_several_offices() -> None:
    for department in ("Department for International Development", "Foreign and Commonwealth Office"):
        tag = _stated(WRITTEN, "2015-09-15", speaker="Grant Shapps", department=department)
        assert _said(tag)[1:3] == ("Minister of State", department)


def test_the_highest_rank_is_taken_where_nothing_chooses() -> None:
    assert _said(_stated(SPOKEN, "2012-10-01", speaker="William Hague"))[1] != "First Secretary of State"


def test_an_office_printed_but_not_known_stands_as_printed() -> None:
    tag = _stated(
        SPOKEN, "2014-11-24", speaker_as_printed="The Minister for Ships (Ann Marl)", department="Department of Ships"
    )
    assert tag
    assert tag.value == "ann-marl"
    assert _said(tag) == ("Ann Marl", "Minister for Ships", "Department of Ships", "minister.printed-role")
    held_another = _stated(SPOKEN, "2014-11-24", speaker="Michael Fallon", role_as_printed="The Minister for Bees")
    assert _said(held_another)[1:] == ("Minister for Bees", None, "minister.printed-role")


def test_whoever_answers_in_writing_is_a_minister_though_no_office_is_known() -> None:
    assert _said(_stated(WRITTEN, "2014-11-24", speaker="Lord Marl", department="Department of Ships")) == (
        "Lord Marl",
        None,
        "Department of Ships",
        "minister.answers",
    )
    assert _stated(WRITTEN, "2014-11-24", speaker="Ann Marl", department="Church Commissioners") is None
    assert _stated(WRITTEN, "2014-11-24", speaker="Tom Brake", department="House of Commons Commission") is None
    assert _stated(SPOKEN, "2014-11-24", speaker="Lord Marl") is None


def test_of_namesakes_only_the_one_in_office_answers_in_writing() -> None:
    people, tenures = load_people()
    namesake = Person(id=member_person(999), member_id=999, name="Michael Fallon")
    roster = Roster((*people, namesake), tenures)
    assert minister(replace(WRITTEN, speaker="Michael Fallon"), roster, "logic")
    assert minister(replace(SPOKEN, speaker="Michael Fallon"), roster, "logic") is None


def test_a_peers_full_title_is_borne_by_one_at_a_time() -> None:
    people, tenures = load_people()
    again = Person(id=member_person(999), member_id=999, name="Baroness Anelay of St Johns")
    roster = Roster((*people, again), tenures)
    spoken = replace(SPOKEN, date=date(2014, 11, 24), speaker="Baroness Anelay of St Johns")
    assert _said(minister(spoken, roster, "logic"))[1] == "Minister of State"
    assert _said(minister(replace(spoken, member_id=999), roster, "logic"))[3] == "minister.printed-name"
    assert minister(replace(spoken, date=date(2010, 3, 7), member_id=999), roster, "logic") is None


def test_a_paper_of_an_office_just_left_counts_for_it() -> None:
    named = {"speaker": "David Lidington", "role_as_printed": "former Minister for Europe"}
    assert _said(_stated(SPOKEN, "2016-07-15", **named))[1:] == (
        "Minister for Europe",
        "Foreign and Commonwealth Office",
        "minister.left-office",
    )
    assert _stated(SPOKEN, "2016-11-15", **named) is None
    assert _stated(SPOKEN, "2016-07-15", speaker="Liam Fox", role_as_printed="former Defence Secretary") is None


@pytest.mark.parametrize(
    "printed",
    [
        {"speaker": "Diana Johnson"},
        {"speaker": "Michael Fallon", "role_as_printed": "Shadow Energy Minister"},
        {"speaker": "Jonathan Powell", "role_as_printed": "The Prime Minister's special envoy"},
        {"speaker": "Ann Marl", "role_as_printed": "British Ambassador to Libya"},
        {"speaker": "Lord Howell of Guildford"},  # two years after he left office
        {"member_id": 993, "speaker": "Lord Howell of Guildford"},
        {},
    ],
)
def test_who_holds_no_office_is_no_minister(printed: dict[str, object]) -> None:
    assert _stated(SPOKEN, "2014-11-24", **printed) is None


def test_a_question_without_an_answer_is_stated_by_nobody() -> None:
    assert _stated(WRITTEN, "2014-11-24", speaker="Michael Fallon", state=State.TABLED, text=None) is None
