"""A crawl as a whole: what it asks for, where it begins the next time, and how sources fail apart from one another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from statements.coverage import Outcome, RunOutcome
from tests.crawler.operator import PERIOD, SOURCE, Operator, told
from tests.crawler.site import QUESTIONS, Answer, Site, question, serving, single


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        yield site


def test_a_topic_asks_for_its_terms_and_keeps_what_fits_the_whole_text(site: Site, tmp_path: Path) -> None:
    site.questions = {
        1: question(1, "The invented boats are in dry dock."),
        2: question(2, "The invented boathouse is shut."),
        3: question(3, None),
    }
    site.questions[3]["heading"] = "Boats"
    operator = Operator(tmp_path, site)
    report = operator.crawl("--topic", "boats", "--until", "2014-11-30").of()
    assert (report["statements"], report["outcome"]) == (2, "complete")
    assert {asked.query.get("searchTerm") for asked in site.asked if asked.path == QUESTIONS} == {'"boats"'}
    assert {statement.latest.uin for statement in operator.statements()} == {"1", "3"}


def test_lists_are_asked_for_every_session_and_with_what_was_withdrawn(site: Site, tmp_path: Path) -> None:
    site.hold(1)
    Operator(tmp_path, site).crawl()
    asked = [one.query for one in site.asked if one.path.startswith("/api/")]
    assert {query["sessionStatus"] for query in asked} == {"Any"}
    lists = [query for query in asked if any(name.startswith(("tabled", "answered", "corrected")) for name in query)]
    assert {query["includeWithdrawn"] for query in lists} == {"true"}
    assert {name for query in lists for name in query if name.endswith("From")} == {
        "tabledWhenFrom",
        "answeredWhenFrom",
        "correctedWhenFrom",
    }


def test_the_next_crawl_begins_at_the_cursor_less_the_look_again_window(site: Site, tmp_path: Path) -> None:
    operator = Operator(tmp_path, site)
    operator.crawl("--everything", "--until", "2014-09-30")
    assert min(asked.query["tabledWhenFrom"] for asked in site.asked if "tabledWhenFrom" in asked.query) == "2014-06-04"
    site.asked.clear()
    operator.crawl("--everything", "--until", "2014-10-31")
    froms = {asked.query["tabledWhenFrom"] for asked in site.asked if "tabledWhenFrom" in asked.query}
    assert min(froms) == "2014-09-02"


def test_a_crawl_that_left_days_out_does_not_move_the_cursor(site: Site, tmp_path: Path) -> None:
    operator = Operator(tmp_path, site)
    operator.crawl("--everything", "--since", "2014-09-01", "--until", "2014-09-30")
    site.asked.clear()
    operator.crawl("--everything", "--until", "2014-09-30")
    assert min(asked.query["tabledWhenFrom"] for asked in site.asked if "tabledWhenFrom" in asked.query) == "2014-06-04"


def test_a_question_still_open_is_looked_at_again(site: Site, tmp_path: Path) -> None:
    site.questions = {1: question(1, None, tabled="2014-08-01")}
    operator = Operator(tmp_path, site)
    operator.crawl("--everything", "--until", "2014-10-01")
    site.always[f"{QUESTIONS}/2014-08-01/1"] = Answer(single(question(1, "At last.", tabled="2014-08-01")))
    assert operator.crawl("--everything", "--until", "2014-10-02").of()["changed"] == 1
    assert operator.texts() == ["At last."]


def test_a_first_crawl_that_gives_too_little_fails_loudly(site: Site, tmp_path: Path) -> None:
    site.hold(2)
    operator = Operator(tmp_path, site, least=3)
    report = operator.crawl("--everything", "--until", "2014-11-30")
    assert (report.status, report.of()["outcome"]) == (1, "failed")
    assert "gave 2 where a first crawl must give at least 3" in str(report.of()["note"])
    assert operator.runs()[0].outcome is RunOutcome.FAILED


def test_one_source_fails_and_the_others_go_on(site: Site, tmp_path: Path) -> None:
    site.hold(2)
    operator = Operator(tmp_path, site)
    ministers = SOURCE.format(base=f"{site.base}/ministers", delay=0, concurrency=1, timeout=5, least=1, page=1)
    (tmp_path / "config" / "sources" / "ministers.toml").write_text(ministers + 'folder = "ministers_dir"')
    process = operator.start(
        "crawl",
        "ministers",
        "questions-statements",
        "--everything",
        *PERIOD,
        "--json",
        "--no-tag",
        "--no-index",
        DISPATCHBOX_MINISTERS_DIR=str(tmp_path / "nowhere"),
    )
    report = told(process)
    assert report.status == 1
    assert report.of("ministers")["outcome"] == "failed"
    assert "nowhere" in str(report.of("ministers")["note"])
    assert (report.of()["outcome"], report.of()["statements"]) == ("complete", 2)
    assert Outcome.FAILED in {covered.outcome for covered in operator.coverage()}


def test_what_is_not_known_is_wrong_use(site: Site, tmp_path: Path) -> None:
    operator = Operator(tmp_path, site)
    assert told(operator.start("crawl", "nothing")).status == 2
    report = told(operator.start("crawl", "questions-statements", "--topic", "nothing"))
    assert report.status != 0
    assert "there is no topic “nothing”" in report.messages
    assert site.asked == []


def test_reparse_gives_the_same_without_asking_anybody(site: Site, tmp_path: Path) -> None:
    site.hold(3)
    operator = Operator(tmp_path, site)
    operator.crawl()
    before, asked = operator.statements(), len(site.asked)
    report = operator.reparse().of()
    assert (report["fetched"], report["statements"], report["new"], report["changed"]) == (0, 3, 0, 0)
    assert operator.statements() == before
    assert len(site.asked) == asked
