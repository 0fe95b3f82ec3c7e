"""`search` and `cite` answer in the shapes that other programs rely on."""

import shlex

import pytest

from tests.dispatchbox.conftest import Run

HIT = {"id", "score", "date", "title", "reference", "snippet", "relaxed"}


def found(run: Run, *arguments: str) -> list[str]:
    return [hit["id"] for hit in run("search", *arguments, "--json").json["hits"]]


def test_a_search_says_what_was_understood_and_what_was_found(held: Run) -> None:
    ran = held("search", "trainees", "--json")
    assert ran.code == 0
    assert {"total", "query_as_understood", "hits", "facets", "histogram"} <= ran.json.keys()
    assert (ran.json["total"], ran.json["histogram"]) == (
        2,
        [{"month": "2014-10", "count": 1}, {"month": "2014-11", "count": 1}],
    )
    assert all(hit.keys() == HIT for hit in ran.json["hits"])
    assert {hit["reference"] for hit in ran.json["hits"]} == {"UIN 213507", "HL Deb 15 October 2014, c41WA"}


def test_a_search_for_people_shows_reference_and_passage(held: Run) -> None:
    ran = held("search", "Triton")
    assert "HC Deb 30 October 2014, c397" in ran.out
    assert "will guard the sea border" in ran.out
    assert "1 found" in ran.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-trainees"], ["invented-rescue"]),  # a query may begin with a minus
        (["sea", "-trainees"], ["invented-rescue"]),
        (["trainees", "--sort", "oldest"], ["invented-lords", "invented-training"]),
        (["trainees", "--sort", "newest"], ["invented-training", "invented-lords"]),
        (["trainees", "--sort", "newest", "--limit", "1"], ["invented-training"]),
        (["trainees", "--from", "2014-11-01"], ["invented-training"]),
        (["trainees", "--to", "2014-10-15"], ["invented-lords"]),
        (['"quoted phrase"'], ["invented-lords"]),
        (["trainees", "--as-of", "2020-01-01"], []),  # nothing had been taken in by then
    ],
)
def test_a_search_keeps_to_what_is_asked(held: Run, arguments: list[str], expected: list[str]) -> None:
    assert found(held, *arguments) == expected


def test_no_result_is_exit_1_with_the_shape_of_an_answer(held: Run) -> None:
    ran = held("search", "zeppelin", "--json")
    assert (ran.code, ran.json["total"], ran.json["hits"]) == (1, 0, [])


def test_a_query_that_cannot_be_read_says_where(held: Run) -> None:
    ran = held("search", "sea AND (")
    assert (ran.code, ran.out) == (1, "")
    assert "error: at character" in ran.err
    assert "what to do:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["search", "sea", "--from", "14.10.2014"], "“14.10.2014” is no day; write it as YYYY-MM-DD"),
        (["search", "sea", "--as-of", "then"], "“then” is no day or time"),
        (["search", "sea", "--from", "2015-01-01", "--to", "2014-01-01"], "--from 2015-01-01 is after --to 2014-01-01"),
        (["search", "sea", "--limt", "3"], "there is no option --limt"),
        (["search", "sea", "--sort", "best"], "best"),
        (["search"], "Missing argument"),
        (["crawl", "hansrd"], "there is no source “hansrd”; the sources are"),
        (["crawl", "--everything", "--topic", "libya"], "exclude one another"),
        (["crawl", "--since", "2015-01-01", "--until", "2014-01-01"], "--since 2015-01-01 is after"),
        (["tag", "--stale", "--all"], "exclude one another"),
        (["import", "nowhere.ndjson"], "there is no file nowhere.ndjson"),
        (["serv"], "No such command"),
    ],
)
def test_wrong_use_is_exit_2_with_what_is_wrong(empty: Run, arguments: list[str], told: str) -> None:
    ran = empty(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("reference", "printed", "statement"),
    [
        ("HC Deb 30 October 2014, c397", "HC Deb 30 October 2014, c397", "invented-rescue"),
        ("HL Deb 15 October 2014 c41WA", "HL Deb 15 October 2014, c41WA", "invented-lords"),
        ("UIN 213507", "UIN 213507", "invented-training"),
        ("[HL2595]", "HL2595", "invented-lords"),
        ("invented-rescue", "HC Deb 30 October 2014, c397", "invented-rescue"),
    ],
)
def test_a_reference_is_cited(held: Run, reference: str, printed: str, statement: str) -> None:
    ran = held("cite", reference, "--json")
    assert ran.code == 0
    assert ran.json == {"reference": printed, "statements": [statement], "missing": None, "candidates": []}


def test_a_reference_may_be_written_without_quotation_marks(held: Run) -> None:
    assert "invented-rescue  2014-10-30" in held("cite", *shlex.split("HC Deb 30 October 2014, c397")).out


def test_a_column_without_a_day_is_refused_with_what_it_may_be(held: Run) -> None:
    ran = held("cite", "Official Report, column 397", "--json")
    assert (ran.code, ran.json["statements"], ran.json["candidates"]) == (1, [], ["invented-rescue"])
    assert "names no day" in ran.json["missing"]


def test_what_is_not_held_says_whether_its_day_was_collected(held: Run) -> None:
    ran = held("cite", "HC Deb 31 October 2014, c397")
    assert (ran.code, ran.out) == (1, "")
    assert "31 October 2014 was not collected from any source" in ran.err


def test_what_is_no_reference_says_how_to_write_one(held: Run) -> None:
    ran = held("cite", "what the minister said")
    assert ran.code == 1
    assert "what to do: Write it like: HC Deb" in ran.err
