"""People and tenures stay apart by source, so that conflicts can be shown."""

from datetime import date

from indexer.intake import Intake
from indexer.store import Record
from statements.people import Name, Office, Person, Tenure
from tests.sightings import answer, seen, sighting, speech

ADA = Person(
    id="member-1",
    name="Ada Quillfeather",
    names=(Name(name="Ada Down", until=date(2012, 1, 1)), Name(name="Ada Quillfeather", since=date(2012, 1, 2))),
    member_id=1,
)
KEEPER = Office(name="Keeper of the Lamps", department="Department of Lighthouses")


def tenure(since: date, source: str, until: date | None = None) -> Tenure:
    return Tenure(person="member-1", office=KEEPER, since=since, until=until, source=source, cites="row 7")


def test_people_and_tenures_come_back_as_they_were_given(record: Record) -> None:
    held = tenure(date(2013, 1, 1), "members", date(2014, 1, 1))
    record.people.put([ADA], [held], "members")
    assert record.people.people() == (ADA,)
    assert record.people.tenures() == (held,)


def test_what_a_source_says_anew_takes_the_place_of_what_it_said(record: Record) -> None:
    record.people.put([ADA], [tenure(date(2013, 1, 1), "members")], "members")
    record.people.put([ADA], [tenure(date(2013, 2, 2), "members")], "members")
    assert [held.since for held in record.people.tenures()] == [date(2013, 2, 2)]


def test_sources_that_disagree_are_both_kept(record: Record) -> None:
    record.people.put([ADA], [tenure(date(2013, 1, 1), "members")], "members")
    record.people.put([ADA], [tenure(date(2013, 1, 9), "ministers")], "ministers")
    record.people.put([ADA], [], "members")
    assert [(held.since, held.source) for held in record.people.tenures()] == [(date(2013, 1, 9), "ministers")]


def test_of_two_sources_parliament_is_believed_and_the_other_fills_in(record: Record) -> None:
    plain = Person(id="member-1", name="A. Quillfeather (Lab)")
    nameless = Person(id="member-1", name="Ada Quillfeather", member_id=1)
    record.people.put([plain], [], "ministers")
    record.people.put([nameless], [], "members")
    record.people.put([ADA], [], "config")
    assert record.people.people() == (ADA,)


def test_others_are_left_alone(record: Record) -> None:
    other = Person(id="member-2", name="Lord Gannet", member_id=2)
    record.people.put([ADA, other], [], "members")
    record.people.put([other], [], "members")
    assert record.people.people() == (ADA, other)


def test_speakers_are_wanted_until_the_members_api_was_asked(record: Record, intake: Intake) -> None:
    intake.take(
        [
            (sighting(answer(member_id=1)), seen()),
            (sighting(speech(member_id=2)), seen("hansard")),
            (sighting(speech(member_id=None, order=4, text="Order.")), seen("hansard")),
        ]
    )
    assert intake.members_wanted() == [1, 2]
    intake.take_people([ADA], [], "ministers")
    assert intake.members_wanted() == [1, 2]
    intake.take_people([ADA], [], "members")
    assert intake.members_wanted() == [2]
