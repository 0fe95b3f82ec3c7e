"""Offices in a text are resolved as of its day, and nobody is claimed where more than one could be meant."""

from datetime import date

import pytest

from indexer.offices import load_people
from indexer.posts import load_posts
from indexer.tagging.mentions import Mentions
from indexer.tagging.roster import Roster
from statements.statement import House, Kind, Version
from statements.tag import Tag, TagKind

MENTIONS = Mentions(Roster(*load_people()), load_posts())
HAMMOND = Tag(
    kind=TagKind.MINISTER,
    value="member-105",
    rule="test",
    logic="test",
    detail=(("office", "Secretary of State for Foreign and Commonwealth Affairs"),),
)


def meant(text: str, day: date, stated_by: Tag | None = None) -> dict[str, list[str]]:
    version = Version(kind=Kind.WRITTEN_ANSWER, house=House.COMMONS, date=day, title="Invented", text=text, uin="1")
    tags = MENTIONS.tags(version, stated_by, "test")
    return {tag.get("name") or "": [text[span.start : span.end] for span in tag.spans] for tag in tags}


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("I spoke to the Foreign Secretary.", date(2014, 6, 2), "William Hague"),
        ("I spoke to the Foreign Secretary.", date(2014, 11, 3), "Philip Hammond"),
        ("The Defence Secretary has written.", date(2014, 6, 2), "Philip Hammond"),
        ("The Secretary of State for Defence has written.", date(2014, 11, 3), "Michael Fallon"),
        ("The Home Secretary, Theresa May, agreed.", date(2014, 11, 3), "Theresa May"),
        ("The Prime Minister has offered help.", date(2014, 11, 3), "David Cameron"),
        ("The Prime Minister has offered help.", date(2016, 10, 3), "Theresa May"),
        ("The Prime Minister’s special envoy went.", date(2014, 11, 3), "Jonathan Powell"),
        ("Our special envoy to Libya went.", date(2015, 3, 3), "Jonathan Powell"),
    ],
)
def test_an_office_means_who_held_it_that_day(text: str, day: date, name: str) -> None:
    assert list(meant(text, day)) == [name]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I spoke to the Shadow Foreign Secretary.", date(2014, 11, 3)),
        ("I spoke to the then Foreign Secretary.", date(2014, 11, 3)),
        ("I spoke to the Libyan Prime Minister.", date(2014, 11, 3)),
        ("I spoke to the Foreign Secretary.", date(2014, 7, 15)),  # one goes, one comes
        ("The Secretary of State and the Minister agreed.", date(2014, 11, 3)),
        ("The UN Secretary-General and the Cabinet Secretary met.", date(2014, 11, 3)),
        ("The Prime Minister’s special envoy went.", date(2014, 1, 3)),  # nobody was appointed yet
        ("The UN special envoy went.", date(2014, 11, 3)),
        ("My predecessors said so.", date(2014, 11, 3)),
    ],
)
def test_nobody_is_claimed_where_it_is_not_one_minister_of_that_day(text: str, day: date) -> None:
    assert meant(text, day) == {}


def test_my_predecessor_is_who_held_the_speakers_office_before() -> None:
    [hammond] = Roster(*load_people()).find("Philip Hammond")
    by = Tag(kind=TagKind.MINISTER, value=hammond.id, rule="t", logic="t", detail=HAMMOND.detail)
    assert meant("On 11 June my predecessor informed the House.", date(2014, 11, 3), by) == {
        "William Hague": ["my predecessor"]
    }
    assert meant("On 11 June my predecessor informed the House.", date(2014, 11, 3)) == {}


def test_each_place_is_told_once() -> None:
    text = "The Prime Minister met them; the Prime Minister’s special envoy stayed."
    assert meant(text, date(2014, 11, 3)) == {
        "David Cameron": ["Prime Minister"],
        "Jonathan Powell": ["Prime Minister’s special envoy"],
    }
