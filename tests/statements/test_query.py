"""A query with its filters, as a value."""

from datetime import UTC, date, datetime

from statements.query import Facet, Phrase, Query, Sort, Window

QUERY = Query(
    node=Phrase(("isle", "of", "quill")),
    filters=((Facet.HOUSE, ("Lords",)), (Facet.KIND, ("written_answer", "oral_answer"))),
    since=date(2013, 5, 1),
    until=date(2013, 5, 31),
    as_of=datetime(2013, 6, 1, tzinfo=UTC),
    typed='"Isle of Quill"',
)


def test_the_values_chosen_of_a_facet() -> None:
    assert QUERY.chosen(Facet.KIND) == ("written_answer", "oral_answer")
    assert QUERY.chosen(Facet.POLICY) == ()


def test_without_one_facet_everything_else_stays() -> None:
    without = QUERY.without(Facet.HOUSE)
    assert without.filters == ((Facet.KIND, ("written_answer", "oral_answer")),)
    assert without != QUERY
    for name in ("node", "since", "until", "as_of", "typed"):
        assert getattr(without, name) == getattr(QUERY, name)
    assert QUERY.without(Facet.POLICY) == QUERY


def test_by_default_the_first_twenty_by_relevance() -> None:
    assert (Window().sort, Window().limit, Window().offset) == (Sort.RELEVANCE, 20, 0)
