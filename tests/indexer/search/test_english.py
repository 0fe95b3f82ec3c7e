"""The sentence that says how a query was understood."""

from datetime import UTC, date, datetime

import pytest

from indexer.search.english import in_english
from indexer.search.syntax import parse
from statements.query import Facet, Query


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "All statements."),
        ("Libya’s", "Statements with any form of “libya”."),
        ("“Pull Factor” libya", "Statements with exactly “pull factor” and any form of “libya”."),
        ("-a b", "Statements with any form of “b” and not any form of “a”."),
        ("-(a b)", "Statements without (any form of “a” and “b”)."),
        ("a b c", "Statements with any form of “a”, “b” and “c”."),
        ("a OR b OR “c d”", "Statements with any form of “a” or “b” or exactly “c d”."),
        (
            "a (b OR c d)",
            "Statements with any form of “a” and (any form of “b” or (any form of “c” and “d”)).",
        ),
    ],
)
def test_words(typed: str, sentence: str) -> None:
    assert in_english(Query(node=parse(typed))) == sentence


def test_filters_days_and_moment_are_told() -> None:
    query = Query(
        node=parse("triton"),
        filters=((Facet.MINISTER, ("p1",)), (Facet.KIND, ("written_answer", "oral_answer"))),
        since=date(2014, 10, 1),
        until=date(2014, 10, 31),
        as_of=datetime(2014, 11, 13, 9, 5, tzinfo=UTC),
    )
    names = {"p1": "Baroness Example"}
    assert in_english(query, lambda facet, value: names.get(value, value)) == (
        "Statements with any form of “triton”, minister Baroness Example, kind written_answer or oral_answer, "
        "made from 1 October 2014 to 31 October 2014, as the record stood on 13 November 2014 at 09:05 UTC."
    )


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (date(2014, 1, 2), None, "made on or after 2 January 2014"),
        (None, date(2014, 1, 2), "made on or before 2 January 2014"),
        (date(2014, 1, 2), date(2014, 1, 2), "made on 2 January 2014"),
    ],
)
def test_days(since: date | None, until: date | None, told: str) -> None:
    assert in_english(Query(since=since, until=until)) == f"All statements, {told}."
