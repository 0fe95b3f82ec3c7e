"""The other pages, and what every page bears."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.library import Library
from tests import builders
from tests.webui.pages import page, said, words_of
from webui.app import create_app

EVERY_KIND = (
    "/",
    "/search?q=lamps",
    "/search?q=zebra",
    "/search?q=%22",
    "/search?colour=red",
    "/statements/commons-2013-02-25-147001",
    "/statements/commons-2014-10-30-debate-of-the-lamps-1",
    "/statements/commons-2016-03-17-lamps-for-ruritania-ada-quill",
    "/policies",
    "/policies/lighthouse-loan",
    "/people/member-9001",
    "/coverage",
    "/help",
    "/nowhere",
)


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_page_names_its_licences_and_has_one_chief_heading(client: FlaskClient, address: str) -> None:
    shown = client.get(address).text
    assert "Open Parliament Licence v3.0" in shown
    assert "Open Government Licence v3.0" in shown
    assert shown.count("<h1") == 1
    assert "Demonstration collection" not in shown


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_page_of_the_demonstration_says_that_it_is_not_the_record(
    library: Library, tmp_path: Path, address: str
) -> None:
    client = create_app(library, builders.settings(tmp_path), demonstration=True).test_client()
    banner = "Demonstration collection: paraphrases written for the demonstration, not the record"
    assert banner in client.get(address).text


def test_the_first_page_shows_what_is_newest_and_what_is_followed(client: FlaskClient) -> None:
    shown = page(client, "/")
    assert words_of(shown, ".db-policies__title") == ["The lighthouse loan", "Training of pilots"]
    assert "last: Ada Quill, 29 June 2016" in said(shown.css_first(".db-policies"))
    assert len(shown.css("[data-result]")) == 6
    assert "41 statements in 42 versions. Hansard: read from 1 January 2011 to 1 July 2016." in said(shown)


def test_a_policy_has_its_question_and_its_statements_newest_first(client: FlaskClient) -> None:
    shown = page(client, "/policies/pilot-training")
    assert words_of(shown, ".db-lead") == ["How many pilots are trained, and where?"]
    assert [line.split()[3] for line in words_of(shown, ".db-line")] == ["2014"] * 3
    assert "no policy “tides” is followed" in said(page(client, "/policies/tides", 404))


def test_a_person_has_offices_with_their_sources_and_what_the_sources_disagree_about(client: FlaskClient) -> None:
    shown = page(client, "/people/member-9001")
    cells = words_of(shown, "tbody tr:first-child :is(th, td)")
    assert cells[:4] == ["Minister of State", "Department for Lighthouses", "4 September 2012", "14 July 2016"]
    assert cells[4] == "Institute for Government, Ministers Database"
    conflict = said(shown.css_first("main li"))
    assert "Members API has Minister of State, 6 September 2012 – no end known" in conflict
    assert "CC BY 4.0" in said(shown.css_first("footer"))
    assert "no person “nobody” is known" in said(page(client, "/people/nobody", 404))


def test_coverage_says_what_was_read_what_was_not_and_by_which_crawls(client: FlaskClient) -> None:
    shown = page(client, "/coverage")
    assert "Read from 1 January 2011 to 1 July 2016" in said(shown)
    assert "1 window could not be read whole" in said(shown)
    assert "Not crawled yet: the silence of this source means nothing." in said(shown)
    assert words_of(shown, ".db-failed .db-quiet") == ["two were not given"] * 2
    last = words_of(shown, "table:last-of-type tbody tr:last-child td")[-9:]
    assert last == ["Hansard", "ruritania", "1 January 2011 – 1 July 2016", "Complete", "3", "40", "40", "0", "0"]


def test_coverage_says_by_year_and_month_how_the_days_of_a_source_stand(client: FlaskClient) -> None:
    shown = page(client, "/coverage")
    sentences = words_of(shown, ".db-strip__sentence")
    assert any("failed" in one and "statements held" in one for one in sentences)
    strip = shown.css_first(".db-strip")
    assert strip is not None
    assert strip.css("svg title")
    heads = [head for head in words_of(shown, "details thead th") if head]
    assert heads[:6] == ["Month", "Read whole", "Fewer", "Failed", "Not read", "Statements"]


def test_coverage_is_told_to_programs_as_runs_of_days(client: FlaskClient) -> None:
    told = json.loads(client.get("/coverage.json").text)
    sources = {one["source"]: one["days"] for one in told["sources"]}
    failed, unread = sources["hansard"]
    assert (failed["from"], failed["until"], failed["reading"]) == ("2011-01-01", "2016-07-01", "failed")
    assert (unread["reading"], unread["statements"]) == ("unread", 0)


def test_coverage_of_the_demonstration_says_that_it_was_replayed(tmp_path: Path) -> None:
    with builders.searchable(tmp_path, [builders.twice_answered()]) as library:
        client = create_app(library, builders.settings(tmp_path), demonstration=True).test_client()
        shown, first = said(page(client, "/coverage")), said(page(client, "/"))
    assert "replayed from the demonstration's own archive" in first
    assert "Replayed from the demonstration's own archive: 1 statement of 1 day on 4 March 2013." in shown
    assert "held without a crawl" in shown


def test_help_names_every_source_with_its_licence(client: FlaskClient) -> None:
    shown = said(page(client, "/help"))
    for source in builders.SOURCES.values():
        assert f"{source.title}: {source.licence}" in shown


def test_an_error_that_nobody_foresaw_is_a_page_too(library: Library, tmp_path: Path) -> None:
    site = create_app(library, builders.settings(tmp_path))
    site.add_url_rule("/broken", view_func=lambda: str(1 // 0))
    shown = page(site.test_client(), "/broken", 500)
    assert "nobody foresaw" in said(shown)
    assert "ZeroDivisionError" not in shown.html


def test_only_reading_is_answered(client: FlaskClient) -> None:
    assert client.post("/search").status_code == 405
    assert client.delete("/statements/commons-2013-02-25-147001").status_code == 405
