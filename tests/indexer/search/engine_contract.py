"""What every search engine must do: a mix-in whose tests run against the engine that a subclass provides."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.search.engine import Document, Engine, Held, State
from indexer.search.syntax import parse
from statements.errors import EngineUnavailable, QuerySyntaxError
from statements.query import Facet, Query, Results, Sort, Window
from tests.indexer.search import oracle
from tests.indexer.search.collection import FIRST_TAKEN_IN, VOCABULARY, collection, document
from tests.indexer.search.trees import trees

COLLECTION = collection(size=300, seed=3)
ALL = Window(sort=Sort.NEWEST, limit=1000)
EXAMPLES = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

moments = st.none() | st.integers(0, 700).map(lambda days: FIRST_TAKEN_IN + timedelta(days=days, hours=1))
days = st.none() | st.integers(0, 1600).map(lambda count: date(2011, 1, 1) + timedelta(days=count))
values = {
    Facet.HOUSE: ("Commons", "Lords"),
    Facet.KIND: ("written_answer", "oral_answer"),
    Facet.POLICY: ("triton", "mare-nostrum", "nothing"),
    Facet.MINISTER: ("person-1", "person-2"),
}
filters = st.fixed_dictionaries(
    {}, optional={facet: st.lists(st.sampled_from(known), max_size=2, unique=True) for facet, known in values.items()}
).map(lambda chosen: tuple((facet, tuple(several)) for facet, several in chosen.items()))
queries = st.builds(
    Query,
    node=trees(st.sampled_from(VOCABULARY)) | st.just(Query().node),
    filters=filters,
    since=days,
    until=days,
    as_of=moments,
)


def filled(engine: Engine, documents: Iterable[Document]) -> Engine:
    """The engine with a published index of those documents."""
    with engine.building() as building:
        building.writer.put(documents)
        building.writer.commit(mark=1)
        building.publish()
    return engine


def found(results: Results) -> list[tuple[str, int]]:
    return [(hit.statement, hit.version) for hit in results.hits]


def named(documents: Iterable[Document]) -> list[tuple[str, int]]:
    return [(each.statement, each.version) for each in documents]


class EngineContract:
    """Subclasses give the fixtures `engine` (empty) and `collected` (holding COLLECTION, for reading only)."""

    @EXAMPLES
    @given(query=queries)
    def test_it_finds_what_a_plain_reading_of_every_document_finds(self, collected: Engine, query: Query) -> None:
        expected = oracle.hits(COLLECTION, query)
        results = collected.find(query, ALL)
        assert found(results) == named(expected)
        assert results.total == len(expected)
        assert {facet: dict(counts) for facet, counts in results.facets} == oracle.facets(COLLECTION, query)
        assert dict(results.histogram) == oracle.histogram(COLLECTION, query)
        assert found(collected.find(query, Window(sort=Sort.OLDEST, limit=1000))) == named(reversed(expected))
        by_relevance = collected.find(query, Window(limit=1000))
        assert sorted(found(by_relevance)) == sorted(named(expected))

    @EXAMPLES
    @given(typed=st.text(st.sampled_from("libya tr'’“”\"()-–*~/:.^|é²ORNT\x00\udcff") | st.characters(), max_size=80))
    def test_whatever_is_typed_is_answered_or_refused(self, collected: Engine, typed: str) -> None:
        try:
            query = Query(node=parse(typed), typed=typed)
        except QuerySyntaxError:
            return
        assert collected.find(query, ALL).total == len(oracle.hits(COLLECTION, query))

    def test_a_count_beside_a_filter_is_the_total_after_choosing_it(self, collected: Engine) -> None:
        query = Query(node=parse("libya -boats"), filters=((Facet.HOUSE, ("Lords",)),))
        for facet, counts in collected.find(query, ALL).facets:
            for value, count in counts:
                chosen = query.without(facet)
                narrowed = Query(node=chosen.node, filters=(*chosen.filters, (facet, (value,))))
                assert collected.find(narrowed, Window(limit=1)).total == count

    def test_facet_values_come_most_frequent_first_and_months_in_order(self, collected: Engine) -> None:
        results = collected.find(Query(), ALL)
        for _, counts in results.facets:
            assert list(counts) == sorted(counts, key=lambda pair: (-pair[1], pair[0]))
        months = [month for month, _ in results.histogram]
        assert months == sorted(months)
        assert all(month.day == 1 for month in months)

    @pytest.mark.parametrize("sort", Sort)
    def test_pages_put_together_are_the_whole(self, collected: Engine, sort: Sort) -> None:
        query = Query(node=parse("libya OR boat"))
        whole = found(collected.find(query, Window(sort=sort, limit=1000)))
        pages = [
            found(collected.find(query, Window(sort=sort, limit=7, offset=offset)))
            for offset in range(0, len(whole), 7)
        ]
        assert [hit for page in pages for hit in page] == whole

    def test_a_window_beyond_the_last_hit_or_of_no_hits_still_counts(self, collected: Engine) -> None:
        total = collected.find(Query(), ALL).total
        for window in (Window(offset=10**9), Window(limit=0)):
            assert collected.find(Query(), window).hits == ()
            assert collected.find(Query(), window).total == total

    def test_without_a_wanted_word_the_newest_come_first(self, collected: Engine) -> None:
        for typed in ("", "-libya"):
            query = Query(node=parse(typed))
            assert (
                collected.find(query, Window(limit=50)).hits
                == collected.find(query, Window(sort=Sort.NEWEST, limit=50)).hits
            )

    def test_a_word_in_the_title_counts_more_than_in_the_answer_and_there_more_than_in_the_question(
        self, engine: Engine
    ) -> None:
        padding = "and more words"
        filled(
            engine,
            [
                document("question", title=padding, question="triton", answer=padding, serial=1),
                document("answer", title=padding, question=padding, answer="triton", serial=2),
                document("title", title="triton", question=padding, answer=padding, serial=3),
                document("other", title=padding, question=padding, answer=padding, serial=4),
            ],
        )
        hits = engine.find(Query(node=parse("triton")), Window()).hits
        assert [hit.statement for hit in hits] == ["title", "answer", "question"]
        assert hits[0].score > hits[1].score > hits[2].score > 0

    def test_filters_leave_the_order_by_relevance_alone(self, collected: Engine) -> None:
        node = parse("rescue sea")
        everywhere = collected.find(Query(node=node), Window(limit=1000)).hits
        in_lords = collected.find(Query(node=node, filters=((Facet.HOUSE, ("Lords",)),)), Window(limit=1000)).hits
        assert list(in_lords) == [hit for hit in everywhere if hit in set(in_lords)]

    @pytest.mark.parametrize(
        ("typed", "text", "matches"),
        [
            ("training", "They were trained", True),
            ('"training"', "They were trained", False),
            ('"pull factor"', "an unintended “pull factor”", True),
            ('"pull factor"', "a factor to pull", False),
            ("pull factor", "a factor to pull", True),
            ("search-and-rescue", "search and rescue", True),
            ('"search and rescue"', "search-and-rescue", True),
            ("search-and-rescue", "rescue and search", False),
            ("al-Sarraj", "Mr Sarraj", True),
            ('"al-Sarraj"', "Mr Sarraj", False),
            ("2,000", "2000 troops", True),
            ("UN", "the U.N. envoy", True),
            ("élysée", "Elysee", True),
            ("Libya’s", "LIBYA", True),
            ("script alert", "<script>alert('x')</script>", True),
        ],
    )
    def test_what_matches_what(self, engine: Engine, typed: str, text: str, matches: bool) -> None:
        filled(engine, [document(answer=text)])
        assert engine.find(Query(node=parse(typed)), Window()).total == int(matches)

    def test_words_may_stand_in_different_parts_but_not_those_of_a_phrase(self, engine: Engine) -> None:
        filled(engine, [document(title="pull", answer="factor")])
        assert engine.find(Query(node=parse("pull factor")), Window()).total == 1
        assert engine.find(Query(node=parse('"pull factor"')), Window()).total == 0

    def test_facet_values_are_kept_to_the_letter(self, engine: Engine) -> None:
        odd = ("Minister, “Home” <b>&</b> Office's", "Ünïcode \\ /x:y*", "a b")
        filled(engine, [document(facets=((Facet.OFFICE, odd),))])
        assert dict(engine.find(Query(), Window()).facets)[Facet.OFFICE] == tuple((value, 1) for value in sorted(odd))
        for value in odd:
            assert engine.find(Query(filters=((Facet.OFFICE, (value,)),)), Window()).total == 1
        assert engine.find(Query(filters=((Facet.OFFICE, ("a", "\udcff")),)), Window()).total == 0

    def test_nothing_is_seen_before_the_commit_and_all_of_it_after(self, engine: Engine) -> None:
        filled(engine, [document("old")])
        with engine.writing() as writer:
            writer.remove(["old"])
            writer.put([document("new"), document("newer", serial=2)])
            assert found(engine.find(Query(), ALL)) == [("old", 1)]
            assert engine.mark() == 1
            writer.commit(mark=7)
            assert found(engine.find(Query(), ALL)) == [("newer", 1), ("new", 1)]
            assert engine.mark() == 7
        assert engine.count() == Held(statements=2, documents=2)

    def test_what_was_not_committed_is_dropped(self, engine: Engine) -> None:
        filled(engine, [document("kept")])
        with engine.writing() as writer:
            writer.remove(["kept"])
            writer.put([document("lost")])
        with engine.writing() as writer:
            writer.commit(mark=2)
        assert found(engine.find(Query(), ALL)) == [("kept", 1)]

    def test_a_second_writer_is_turned_away(self, engine: Engine) -> None:
        filled(engine, [])
        with engine.writing(), pytest.raises(EngineUnavailable, match="another process"), engine.writing():
            pass

    def test_versions_and_counts(self, engine: Engine) -> None:
        until = datetime(2015, 1, 1, tzinfo=UTC)
        versions = [document("a", version=2), document("a", version=1, recorded_until=until), document("b", serial=2)]
        filled(engine, versions)
        assert engine.versions("a") == (1, 2)
        assert engine.versions("none") == ()
        assert engine.count() == Held(statements=2, documents=3)

    def test_an_index_built_aside_is_seen_only_once_published(self, engine: Engine) -> None:
        filled(engine, [document("old")])
        with engine.building() as building:
            building.writer.put([document("new")])
            building.writer.commit(mark=9)
            assert building.reader.count() == Held(statements=1, documents=1)
            assert found(engine.find(Query(), ALL)) == [("old", 1)]
            building.publish()
        assert found(engine.find(Query(), ALL)) == [("new", 1)]
        assert engine.mark() == 9

    def test_an_index_that_was_not_published_is_thrown_away(self, engine: Engine) -> None:
        filled(engine, [document("old")])
        with engine.building() as building:
            building.writer.put([document("new")])
            building.writer.commit(mark=9)
        assert found(engine.find(Query(), ALL)) == [("old", 1)]

    def test_the_index_before_can_be_put_back(self, engine: Engine) -> None:
        filled(engine, [document("first")])
        with pytest.raises(EngineUnavailable, match="no earlier"):
            engine.roll_back()
        filled(engine, [document("second")])
        engine.roll_back()
        assert found(engine.find(Query(), ALL)) == [("first", 1)]
        engine.roll_back()
        assert found(engine.find(Query(), ALL)) == [("second", 1)]

    def test_without_an_index_it_says_so_and_how_to_make_one(self, engine: Engine) -> None:
        assert engine.state() is State.MISSING
        with pytest.raises(EngineUnavailable) as caught:
            engine.find(Query(), Window())
        assert "dispatchbox index --rebuild" in caught.value.remedy
        filled(engine, [])
        assert engine.state() is State.READY
        assert engine.find(Query(), Window()).total == 0
