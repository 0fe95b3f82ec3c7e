"""The façade: the record answers whatever the engine does, and names are those of people, policies and sources."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.archive import Archive
from indexer.intake import Intake
from indexer.library import Library
from indexer.tagging.pipeline import open_roster
from statements.coverage import Plan
from statements.errors import EngineUnavailable, NotHeld
from statements.people import Person
from statements.query import Facet, Query, Window, Word
from tests import builders


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the record and the index are."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    """A library over every sort of statement."""
    with builders.searchable(folder, builders.collection()) as library:
        yield library


@pytest.mark.usefixtures("library")
def test_all_but_what_is_searched_for_is_answered_without_an_engine(folder: Path) -> None:
    with builders.unsearchable(folder) as dead:
        held = dead.statement("commons-2014-04-29-147010")
        assert dead.tags(held.id)
        assert dead.answered_with(held) == []
        assert dead.archived(held.evidence[0][1].archived or "").sha256 == held.evidence[0][1].sha256
        assert dead.coverage()
        assert dead.runs()
        assert dead.career("member-9001").person.name == "Ada Quill"
        assert dead.cite("HC Deb 30 October 2014, c398").statements
        assert isinstance(dead.status().fault, EngineUnavailable)
        with pytest.raises(EngineUnavailable):
            dead.find(Query(), Window())
        with pytest.raises(EngineUnavailable):
            dead.followed()


def test_a_statement_answers_to_its_id_and_to_every_alias(library: Library) -> None:
    assert library.statement(builders.ALIAS) == library.statement("commons-2013-02-25-147001")
    with pytest.raises(NotHeld, match="no statement “nothing” is held"):
        library.statement("nothing")


def test_how_a_query_was_understood_names_people_policies_and_sources(library: Library) -> None:
    filters = (
        (Facet.MINISTER, ("member-9002",)),
        (Facet.POLICY, ("pilot-training",)),
        (Facet.SOURCE, ("hansard",)),
    )
    understood = library.find(Query(node=Word("lamp"), filters=filters), Window()).understood
    assert all(name in understood for name in ("Lord Penhallow of Mere", "Training of pilots", "Hansard"))
    assert library.name(Facet.MINISTER, "lord-marl-of-the-fens") == "Lord Marl of the Fens"


def test_questions_answered_together_are_those_with_the_same_words_on_the_same_day(library: Library) -> None:
    together = library.answered_with(library.statement("commons-2014-04-29-147010"))
    assert [name for name, _ in together] == ["commons-2014-04-29-147011"]
    assert library.answered_with(library.statement("commons-2015-01-02-148000")) == []
    assert library.answered_with(library.statement("commons-2016-05-25-147020")) == []


def test_a_career_has_the_latest_office_first_and_only_the_persons_own_conflicts(library: Library) -> None:
    career = library.career("member-9001")
    assert [tenure.since for tenure in career.tenures] == [date(2012, 9, 4)]
    assert {conflict.one.person for conflict in career.conflicts} == {"member-9001"}
    assert library.career("member-9002").conflicts == ()
    with pytest.raises(NotHeld):
        library.career("member-1")


def test_every_policy_followed_has_its_count_its_newest_statement_and_its_months(library: Library) -> None:
    loan, pilots = library.followed()
    assert (loan.policy.id, pilots.policy.id) == ("lighthouse-loan", "pilot-training")
    assert pilots.statements == 3
    assert pilots.latest is not None
    assert pilots.latest.version.date == date(2014, 10, 15)
    assert pilots.months == ((date(2014, 5, 1), 2), (date(2014, 10, 1), 1))
    assert library.policy("pilot-training") == (builders.TOPIC, pilots.policy)


def test_policies_are_counted_anew_once_something_has_come_in(tmp_path: Path) -> None:
    with builders.searchable(tmp_path, builders.collection()[:1]) as library:
        before = library.followed()
        assert library.followed() is before
        builders.add(tmp_path, [builders.sighting(builders.peers_answer())])
        assert library.followed() is not before


def test_the_status_counts_what_is_held_and_how_far_search_is_behind(library: Library) -> None:
    status = library.status()
    assert (status.statements, status.versions, status.behind, status.fault) == (39, 40, 0, None)


def test_people_who_come_in_with_a_crawl_are_known_without_opening_the_site_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.library.LOOK_SECONDS", 0)
    record = builders.filled(tmp_path, builders.collection()[:1])
    library = Library(record, None, Archive(tmp_path), (), {}, lambda: open_roster(record))
    assert library.person_name("member-9009") == "Member 9009"
    record.people.put([Person(id="member-9009", name="Ottoline Marl", member_id=9009)], [], "members")
    Intake(record).begin(Plan(source="members", scope="everything", since=None, until=date(2016, 7, 1)))
    assert library.person_name("member-9009") == "Ottoline Marl"
    record.close()
