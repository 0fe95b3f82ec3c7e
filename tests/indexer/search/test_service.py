"""From typed words to a page: the record's words, marked passages, counts, and how far search is behind."""

from datetime import date

import pytest

from indexer.intake import Intake
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.service import Page, Search
from indexer.search.syntax import parse
from indexer.search.worker import rebuild, update
from indexer.store import Record, Tagged
from statements.errors import EngineUnavailable
from statements.query import Facet, Query, Sort, Window
from statements.statement import House, Sighting, State
from statements.tag import Tag, TagKind
from tests.indexer.search.collection import document
from tests.sightings import answer, question, seen, sighting, speech

HOSTILE = "<script>alert('lamps')</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _filled(record: Record, engine: Embedded) -> None:
    take(
        record,
        sighting(answer(uin="1", department="Department of Lamps")),
        sighting(question(uin="2", question_text="Who lights the lamps?")),
        sighting(speech()),
        sighting(answer(uin="3", title=HOSTILE, text=f"{HOSTILE} is shown.", speaker=HOSTILE)),
    )
    update(record, engine)


def take(record: Record, *sightings: Sighting, hour: int = 0) -> None:
    assert not Intake(record).take([(one, seen(hour=hour)) for one in sightings]).refused


def id_of(record: Record, uin: str) -> str:
    return record.statements.by_uin(uin)[0][0]


def ask(search: Search, typed: str, **more: object) -> Page:
    return search.find(Query(node=parse(typed), typed=typed, **more), Window(sort=Sort.OLDEST))  # type: ignore[arg-type]  # any field


def test_a_page_has_the_words_of_the_record_and_how_the_query_was_understood(search: Search, record: Record) -> None:
    page = ask(search, "spring “Isle of Quill”")
    assert page.understood == "Statements with any form of “spring” and exactly “isle of quill”."
    assert (page.total, len(page.results), page.behind) == (1, 1, 0)
    found = page.results[0]
    assert found.id == id_of(record, "1")
    assert found.version == record.statements.latest([found.id])[found.id]
    assert [found.passage.text[start:end] for start, end in found.passage.marks] == ["Isle of Quill", "spring"]
    assert not found.relaxed


def test_facets_and_histogram_count_all_that_was_found(search: Search) -> None:
    page = ask(search, "lamps")
    assert dict(page.facets)[Facet.HOUSE] == (("Commons", 2), ("Lords", 1))
    assert dict(page.facets)[Facet.KIND] == (("written_answer", 2), ("oral_contribution", 1))
    assert page.histogram == ((date(2013, 5, 1), 3),)
    narrowed = ask(search, "lamps", filters=((Facet.HOUSE, (House.LORDS,)),))
    assert narrowed.total == 1
    assert dict(narrowed.facets)[Facet.HOUSE] == dict(page.facets)[Facet.HOUSE]
    assert dict(ask(search, "").facets)[Facet.DEPARTMENT] == (("Department of Lamps", 1),)


def test_ministers_offices_and_policies_come_from_tags_that_nobody_rejected(
    search: Search, record: Record, engine: Embedded
) -> None:
    name = id_of(record, "1")
    minister = Tag(
        kind=TagKind.MINISTER,
        value="ada",
        rule="r",
        logic="1",
        detail=(("department", "Ministry of Oil"), ("office", "Minister of State for Lamps")),
    )
    policies = [
        Tag(kind=TagKind.POLICY, value=value, rule="r", logic="1", rejected=value == "oil")
        for value in ("paint", "oil")
    ]
    record.tags.replace([Tagged(statement=name, version=1, tags=(minister, *policies), logic="1")])
    assert ask(search, "spring").behind == 1
    update(record, engine)
    page = ask(search, '"each spring"')
    facets = dict(page.facets)
    assert facets[Facet.MINISTER] == (("ada", 1),)
    assert facets[Facet.OFFICE] == (("Minister of State for Lamps", 1),)
    assert facets[Facet.DEPARTMENT] == (("Department of Lamps", 1),)
    assert facets[Facet.POLICY] == (("paint", 1),)
    assert {tag.value for tag in page.results[0].tags} == {"ada", "paint"}
    assert page.behind == 0


def test_a_question_without_an_answer_is_found_by_its_words(search: Search) -> None:
    found = ask(search, "who lights").results[0]
    assert found.version.state is State.TABLED
    assert found.passage.text == "Who lights the lamps?"


def test_an_earlier_version_is_found_as_of_then_and_not_now(search: Search, record: Record, engine: Embedded) -> None:
    take(record, sighting(answer(uin="1", text="Lighthouses are tarred.")), hour=1)
    update(record, engine)
    assert ask(search, "spring").total == 0
    moment = record.journal.after(0)[0].at
    then = ask(search, "spring", as_of=moment).results
    assert [(found.number, found.version.text) for found in then] == [
        (1, "Every lighthouse of the Isle of Quill is painted each spring.")
    ]
    assert [found.number for found in ask(search, "tarred").results] == [2]


def test_hostile_text_stays_text(search: Search) -> None:
    found = ask(search, "script lamps").results[0]
    assert found.version.title == HOSTILE
    assert found.passage.text == f"{HOSTILE} is shown."
    assert [found.passage.text[start:end] for start, end in found.passage.marks] == ["script", "lamps", "script"]


def test_a_statement_merged_away_since_it_was_indexed_is_left_out(
    search: Search, record: Record, engine: Embedded
) -> None:
    with engine.writing() as writer:
        writer.put([document("merged", answer="Gone by now.")])
        writer.commit(record.journal.head())
    page = ask(search, "gone")
    assert (page.total, page.results) == (1, ())


def test_an_index_that_knows_more_than_the_record_is_not_believed(search: Search, engine: Embedded) -> None:
    with engine.writing() as writer:
        writer.commit(mark=1000)
    with pytest.raises(EngineUnavailable, match="another") as caught:
        ask(search, "")
    assert "index --rebuild" in caught.value.remedy


def test_names_say_what_a_filter_is_called(record: Record, engine: Embedded) -> None:
    search = Search(record, engine, load_ranking(), names=lambda facet, value: {"ada": "Ada Quillfeather"}[value])
    page = ask(search, "", filters=((Facet.MINISTER, ("ada",)),))
    assert page.understood == "All statements, minister Ada Quillfeather."
    assert (page.total, page.results) == (0, ())


def test_readers_go_on_while_the_index_is_rebuilt(search: Search, record: Record, engine: Embedded) -> None:
    totals = []
    rebuild(record, engine, lambda done, total: totals.append(ask(search, "lamps").total))
    assert totals
    assert set(totals) == {3}
