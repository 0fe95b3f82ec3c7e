"""The search page: what a result shows, what a filter promises, and what is said where nothing is found."""

import csv
import io
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.webui.pages import address_of, page, said, total, words_of
from webui.app import create_app

EVERYTHING = 41  # statements that the library of these tests holds


def test_a_result_says_who_in_which_office_when_under_which_reference_and_shows_the_words(client: FlaskClient) -> None:
    found = page(client, "/search?q=keepers+pilot")
    result = found.css_first("[data-result]")
    assert words_of(found, ".db-result__who") == ["Lord Penhallow of Mere, Minister of State"]
    assert "Lords 15 October 2014 HL Deb 15 October 2014, c41WA Written answer" in said(result)
    assert [mark.text() for mark in found.css(".db-passage mark")] == ["keepers", "pilot"]
    assert words_of(found, ".db-tags li") == ["The lighthouse loan", "Training of pilots"]
    assert address_of(found.css_first(".db-result__title a")) == "/statements/lords-2014-10-08-hl2595"


def test_how_the_query_was_understood_stands_above_the_results(client: FlaskClient) -> None:
    found = page(client, '/search?q="lighthouse+loan"+lamps&minister=member-9001&policy=lighthouse-loan')
    understood = words_of(found, ".db-summary__understood")[0]
    assert "exactly “lighthouse loan” and any form of “lamps”" in understood
    assert "Ada Quill" in understood
    assert "The lighthouse loan" in understood


def test_every_choice_of_every_facet_gives_as_many_statements_as_it_promises(client: FlaskClient) -> None:
    chosen = 0
    for start in ("/search?q=ruritania", "/search?q=ruritania&house=Commons&kind=written_answer"):
        for link in page(client, start).css(".db-choice"):
            promised = said(link.css_first(".db-choice__count")).removesuffix(" statements")
            if link.attributes.get("aria-current") is None and "kind=" not in start:
                assert total(page(client, address_of(link))) == int(promised)
                chosen += 1
    assert chosen > 10


def test_a_chosen_filter_is_marked_and_gives_itself_up(client: FlaskClient) -> None:
    found = page(client, "/search?house=Lords")
    (chip,) = found.css(".db-chips a")
    assert said(chip) == "Remove the filter House: House of Lords ×"
    assert address_of(chip) == "/search"
    (chosen,) = found.css('.db-choice[aria-current="true"]')
    assert address_of(chosen) == "/search"


def test_the_bars_count_every_statement_and_lead_to_their_month(client: FlaskClient) -> None:
    found = page(client, "/search?q=ruritania")
    rows = found.css(".db-chart tbody tr")
    counts = [int(said(row.css_first("td"))) for row in rows]
    assert sum(counts) == total(found)
    assert [address_of(bar) for bar in found.css(".db-bars a")] == [address_of(row.css_first("a")) for row in rows]
    for row, count in zip(rows[:3], counts, strict=False):
        assert total(page(client, address_of(row.css_first("a")))) == count


def test_pages_of_results_hold_every_statement_once(client: FlaskClient) -> None:
    address, seen = "/search?sort=oldest", []
    while address:
        found = page(client, address)
        seen += [address_of(link) for link in found.css(".db-result__title a")]
        following = found.css_first('a[rel="next"]')
        address = address_of(following) if following else ""
    assert len(seen) == len(set(seen)) == EVERYTHING


def test_the_days_are_both_included(client: FlaskClient) -> None:
    assert total(page(client, "/search?from=2014-10-15&to=2014-10-15")) == 1
    assert total(page(client, "/search?from=15+October+2014&to=15/10/2014")) == 1
    assert total(page(client, "/search?from=2014-10-16&to=2014-10-29")) == 0


def test_a_reference_that_is_typed_comes_before_what_is_searched_for(client: FlaskClient) -> None:
    found = page(client, "/search?q=HC+Deb+30+October+2014,+c398")
    assert "We do not plan to extend" in words_of(found, ".db-cited .db-passage")[0]
    missing = page(client, "/search?q=HC+Deb+30+October+2014,+c990")
    assert words_of(missing, ".db-cited .db-notice")
    assert not page(client, "/search?q=lamps").css(".db-cited")


def test_where_nothing_is_found_the_page_says_what_is_covered_and_what_is_near(client: FlaskClient) -> None:
    found = page(client, "/search?q=keepers+zebra&house=Commons&from=2014-10-01")
    near = {said(link): address_of(link) for link in found.css(".db-nothing li a")}
    assert near == {"2 statements": "/search?q=keepers"}
    assert "Hansard: read from 1 January 2011 to 1 July 2016" in words_of(found, ".db-nothing")[0]
    assert "That says nothing about what was not fetched" in said(found)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/search?q=lamps&colour=red", "colour"),
        ("/search?from=yesterday", "from"),
        ("/search?from=0000-00-00", "from"),
        ("/search?from=2015-01-02&to=2015-01-01", "to"),
        ("/search?house=Senate", "house"),
        ("/search?kind=poem", "kind"),
        ("/search?sort=best", "sort"),
        ("/search?page=0", "page"),
        ("/search?page=99999999999999999999", "page"),
        ("/search?q=" + "a" * 501, "q"),
        ("/search?q=lamps&q=loan", "q"),
        ("/search?q=%00", "q"),
        ("/search?" + "&".join(f"minister=m{number}" for number in range(21)), "minister"),
        ("/?q=lamps", "q"),
        ("/statements/lords-2014-10-08-hl2595?marks=loud", "marks"),
        ("/statements/lords-2014-10-08-hl2595?version=x", "version"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_and_nothing_is_searched(
    client: FlaskClient, address: str, named: str
) -> None:
    assert named in words_of(page(client, address, 422), "main li strong")


def test_every_fault_of_an_address_is_named_at_once(client: FlaskClient) -> None:
    answer = client.get("/search.json?from=soon&house=Senate&page=-1")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert [fault["parameter"] for fault in answer.get_json()["faults"]] == ["house", "from", "page"]


@pytest.mark.parametrize("typed", ['"lamps', "(lamps", "lamps OR", "lamps*", "minister:quill", "a && b"])
def test_a_query_that_cannot_be_read_is_shown_with_the_place_and_what_to_do(client: FlaskClient, typed: str) -> None:
    found = page(client, f"/search?{urlencode({'q': typed})}", 422)
    assert "At character" in said(found.css_first(".govuk-error-summary"))
    assert len(found.css(".db-query mark")) == 1
    assert found.css_first("input#q").attributes["value"] == typed
    assert client.get("/search.json", query_string={"q": typed}).status_code == 422


@given(st.text(max_size=80))
def test_whatever_is_typed_is_answered_or_refused_and_never_breaks_the_page(site: Flask, typed: str) -> None:
    assert site.test_client().get("/search", query_string={"q": typed}).status_code in (200, 422)


def test_json_has_the_shape_of_the_command(client: FlaskClient) -> None:
    answer = client.get("/search.json?q=keepers&sort=newest").get_json()
    assert list(answer) == ["total", "query_as_understood", "behind", "hits", "facets", "histogram", "licence"]
    assert set(answer["hits"][0]) == {"id", "score", "date", "title", "reference", "snippet", "relaxed"}
    assert answer["facets"]["house"] == [{"value": "Commons", "count": 1}, {"value": "Lords", "count": 1}]
    assert answer["histogram"] == [{"month": "2014-10", "count": 2}]


def test_csv_has_every_result_whatever_page_was_looked_at(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?page=2").text)))
    assert len(rows) == EVERYTHING
    assert {row["address"].partition("/statements/")[0] for row in rows} == {"https://box.example"}
    assert all("Open Parliament Licence" in row["licence"] for row in rows)


def test_what_the_index_has_not_seen_yet_is_said(tmp_path: Path) -> None:
    with builders.searchable(tmp_path, builders.collection()[:3]) as library:
        client = create_app(library, builders.settings(tmp_path)).test_client()
        assert not page(client, "/search").css('[role="status"]')
        builders.add(tmp_path, [builders.sighting(builders.answer("150000", date(2016, 6, 3), "New words."))])
        assert "Search is 1 change behind the record" in said(page(client, "/search").css_first('[role="status"]'))


@pytest.mark.usefixtures("library")
def test_without_a_search_engine_the_record_can_still_be_read(folder: Path) -> None:
    with builders.unsearchable(folder) as library:
        reads_the_record(create_app(library, builders.settings(folder)).test_client())


def reads_the_record(client: FlaskClient) -> None:
    """Statements and references open, and whatever was to be searched says that it cannot be."""
    down = page(client, "/search?q=HC+Deb+30+October+2014,+c398", 503)
    assert "Search cannot answer at the moment" in said(down)
    assert "We do not plan to extend" in words_of(down, ".db-cited .db-passage")[0]
    assert client.get("/search.json?q=lamps").get_json()["status"] == 503
    for address in ("/", "/policies", "/policies/lighthouse-loan", "/people/member-9001", "/coverage"):
        assert "Search cannot answer at the moment" in said(page(client, address))
    assert "lighthouse loan to Ruritania" in said(page(client, "/statements/commons-2013-02-25-147001"))
