"""What sources get wrong: it is tried again, kept and named, and nothing else is lost by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from statements.coverage import Outcome
from tests.crawler.operator import Operator
from tests.crawler.site import BOT_CHECK, QUESTIONS, Answer, Site, js, serving

ONE = f"{QUESTIONS}/1"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.hold(3)
        yield site


PASSING = {
    "bot check": Answer(BOT_CHECK, headers=(("Content-Type", "text/html"),)),
    "half a JSON": Answer(b'{"value": {"id": 1,'),
    "nothing": Answer(b""),
    "too many": Answer(b"slow down", status=429, headers=(("Retry-After", "0"),)),
    "server error": Answer(b"oh", status=500),
    "bad gateway": Answer(b"oh", status=502),
    "unavailable": Answer(b"oh", status=503),
    "gateway timeout": Answer(b"oh", status=504),
    "reset": Answer(fault="reset"),
    "cut": Answer(b'{"value": {"id": 1, "uin": "a long body that is cut in the middle"}}', fault="cut"),
}


def test_whatever_passes_is_tried_again(site: Site, tmp_path: Path) -> None:
    for number in range(4, 4 + len(PASSING)):
        site.hold(1, first=number)
    for number, answer in enumerate(PASSING.values(), start=1):
        site.script[f"{QUESTIONS}/{number}"] = [answer, answer]
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"]) == (0, "complete")
    assert told.of()["statements"] == len(site.questions)
    assert [site.paths().count(f"{QUESTIONS}/{number}") for number in range(1, len(PASSING) + 1)] == [3] * len(PASSING)


def test_every_answer_is_kept_the_odd_ones_too(site: Site, tmp_path: Path) -> None:
    site.script[ONE] = [PASSING["bot check"], PASSING["server error"]]
    Operator(tmp_path, site).crawl()
    (file,) = (tmp_path / "data" / "archive").rglob("*.warc.gz")
    with file.open("rb") as stream:
        kept = [
            (record.http_headers.get_statuscode(), record.content_stream().read())
            for record in ArchiveIterator(stream)
            if record.rec_type == "response"
            and record.rec_headers.get_header("WARC-Target-URI").split("?")[0].endswith(ONE)
        ]
    assert [status for status, _ in kept] == ["200", "500", "200"]
    assert kept[0][1] == BOT_CHECK


def test_a_page_that_stays_odd_is_named_with_its_place_and_asked_again_later(site: Site, tmp_path: Path) -> None:
    site.always[ONE] = PASSING["bot check"]
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"], told.of()["statements"]) == (1, "failed", 2)
    (odd,) = [covered for covered in operator.coverage() if covered.outcome is not Outcome.COMPLETE]
    assert odd.outcome is Outcome.UNEXPECTED
    place = odd.note.partition("kept as ")[2]
    assert operator.archived().read(place).body == BOT_CHECK
    del site.always[ONE]
    assert operator.crawl().of()["new"] == 1


def test_an_answer_of_a_new_shape_is_kept_and_named_and_the_rest_is_taken_in(site: Site, tmp_path: Path) -> None:
    site.always[ONE] = js({"value": {"id": 1, "somethingElse": True}})
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"], told.of()["errors"], told.of()["statements"]) == (0, "complete", 1, 2)
    (odd,) = [covered for covered in operator.coverage() if covered.outcome is not Outcome.COMPLETE]
    assert odd.outcome is Outcome.UNEXPECTED
    assert b"somethingElse" in operator.archived().read(odd.note.partition("kept as ")[2]).body
    assert site.paths().count(ONE) == 1


def test_a_server_error_that_stays_fails_the_source_and_leaves_the_rest_read(site: Site, tmp_path: Path) -> None:
    site.always[ONE] = PASSING["server error"]
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"], told.of()["statements"]) == (1, "failed", 2)
    assert "answered with 500" in str(told.of()["note"])
    assert {covered.outcome for covered in operator.coverage()} == {Outcome.COMPLETE, Outcome.FAILED}


def test_a_row_that_is_no_more_is_told_and_does_not_fail_the_source(site: Site, tmp_path: Path) -> None:
    site.always[ONE] = js({"title": "Not Found", "status": 404}, status=404)
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"], told.of()["errors"]) == (0, "complete", 1)
    assert Outcome.UNEXPECTED in {covered.outcome for covered in operator.coverage()}


def test_a_source_that_is_down_is_given_up_and_says_what_was_left_unread(site: Site, tmp_path: Path) -> None:
    site.hold(40)
    for number in range(1, 41):
        site.always[f"{QUESTIONS}/{number}"] = Answer(b"gone", status=403)
    operator = Operator(tmp_path, site)
    told = operator.crawl()
    assert (told.status, told.of()["outcome"]) == (1, "failed")
    assert sum(path.startswith(f"{QUESTIONS}/") for path in site.paths()) == 5
    assert "what was left unread" in {covered.window.query for covered in operator.coverage()}


def test_fewer_rows_than_promised_are_looked_for_day_by_day_and_then_told(site: Site, tmp_path: Path) -> None:
    site.promised = 4
    operator = Operator(tmp_path, site)
    told = operator.crawl("--everything", "--since", "2014-11-03", "--until", "2014-11-06")
    short = [covered for covered in operator.coverage() if covered.outcome is Outcome.SHORT]
    assert told.of()["statements"] == 3
    assert {(covered.window.since, covered.promised) for covered in short} == {
        (covered.window.until, 4) for covered in short
    }
    assert len(short) == 4
