"""A statement's page, its versions, its exports and the bytes it rests on."""

import base64
import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask.testing import FlaskClient

from indexer.library import Library
from statements.statement import House, Kind
from tests import builders
from tests.webui.pages import address_of, page, said, words_of
from webui.app import create_app

ANSWERED = "/statements/commons-2013-02-25-147001"
SPOKEN = "/statements/commons-2014-10-30-debate-of-the-lamps-1"
LORDS = "/statements/lords-2014-10-08-hl2595"


def test_the_question_stands_above_the_answer_and_the_office_then_beside_it(client: FlaskClient) -> None:
    shown = page(client, ANSWERED)
    assert words_of(shown, ".db-said")[0].startswith("To ask the Minister")
    assert words_of(shown, ".db-said")[1] == "The lighthouse loan to Ruritania goes on for 12 years."
    assert words_of(shown, ".db-byline") == ["Ada Quill, Minister of State, Department for Lighthouses"]
    assert "Asked by Tobias Fennimore, tabled 25 February 2013" in said(shown)


def test_the_reference_and_the_footnote_can_be_copied_as_they_stand(client: FlaskClient) -> None:
    assert words_of(page(client, LORDS), "#reference") == ["HL Deb 15 October 2014, c41WA"]
    shown = page(client, ANSWERED)
    assert words_of(shown, "#reference") == ["UIN 147001"]
    assert words_of(shown, "#footnote") == ["Ruritania: Lighthouses: Written question – 147001, 4 March 2013"]


def test_each_version_has_its_own_address_and_says_which_is_in_force(client: FlaskClient) -> None:
    strip = page(client, ANSWERED)
    assert words_of(strip, ".db-strip li") == [
        "25 February 2013 Tabled",
        "4 March 2013 Holding answer",
        "11 March 2013 Answered",
    ]
    first = page(client, address_of(strip.css_first(".db-strip li:nth-child(2) a")))
    assert words_of(first, ".db-said")[1] == "I will write to the hon. Member."
    assert words_of(first, ".db-notice") == ["This is version 1. Version 2, 11 March 2013, is in force."]
    assert "no version 3" in said(page(client, f"{ANSWERED}?version=3", 404))


def test_evidence_says_where_and_when_and_gives_the_bytes_out_as_they_were(client: FlaskClient) -> None:
    shown = page(client, SPOKEN)
    (proof,) = shown.css(".db-evidence li")
    assert "Fetched 1 July 2016, 10:30 BST" in said(proof)
    answer = client.get(address_of(proof.css("a")[-1]))
    body = builders.snapshot_of(builders.sighting(builders.debate()[1])).body
    digest = hashlib.sha256(body).digest()
    assert answer.data == body
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert digest.hex() in said(proof)
    assert client.get(f"{SPOKEN}/evidence/2").status_code == 404
    assert client.get(f"{SPOKEN}/evidence/0").status_code == 404


def test_marks_show_the_words_that_a_rule_saw_and_can_be_hidden(client: FlaskClient) -> None:
    shown = page(client, LORDS)
    assert words_of(shown, ".db-said mark") == ["pilot training"]
    assert words_of(shown, ".db-margin .db-claims .db-quiet") == [
        "named by the title or the question",
        "“pilot training”",
    ]
    hide = next(link for link in shown.css(".db-kinds a") if "Policies" in said(link))
    plain = page(client, address_of(hide))
    assert not plain.css(".db-said mark")
    assert said(plain.css_first(".db-said:last-of-type")) == said(shown.css_first(".db-said:last-of-type"))
    assert "not marked" in said(plain.css_first(".db-kinds"))


def test_every_claim_is_listed_with_the_rule_that_made_it(client: FlaskClient) -> None:
    rows = words_of(page(client, LORDS), ".db-claims-all tbody tr")
    assert any("policy.pilot-training.1" in row and "“pilot training”" in row and "logic" in row for row in rows)


def test_what_was_said_in_the_same_section_stands_in_order(client: FlaskClient) -> None:
    shown = page(client, SPOKEN)
    assert words_of(shown, ".db-section li") == [
        "Tobias Fennimore What is being done for the keepers of Ruritania?",
        "Ada Quill shown here",
        "Ada Quill The lamps stay lit.",
    ]
    assert not page(client, ANSWERED).css(".db-section")


def test_questions_given_one_answer_name_one_another(client: FlaskClient) -> None:
    shown = page(client, "/statements/commons-2014-04-29-147010")
    assert "/statements/commons-2014-04-29-147011" in [address_of(link) for link in shown.css(".db-claims a")]
    assert "Given the same answer" not in said(page(client, ANSWERED))


def test_a_table_stays_a_table_with_its_empty_cells(client: FlaskClient) -> None:
    rows = page(client, "/statements/commons-2016-03-17-lamps-for-ruritania-ada-quill").css(".db-said-table tr")
    cells = [[said(cell) for cell in row.css("td")] for row in rows]
    assert cells == [["Year", "Lamps", "Cost"], ["2013", "800", "£1.2 million"], ["2014", "", "£0.9 million"]]


def test_a_question_without_an_answer_says_so(client: FlaskClient) -> None:
    shown = page(client, "/statements/commons-2016-05-25-147020")
    assert "had no answer when it was last fetched" in said(shown)
    assert "Tabled, not yet answered" in said(shown)


def test_an_alias_leads_to_the_statement_for_good(client: FlaskClient, library: Library) -> None:
    alias = builders.ALIAS
    assert library.statement(alias).id == "commons-2013-02-25-147001"
    answer = client.get(f"/statements/{alias}?version=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{ANSWERED}?version=1"


def test_what_is_not_held_is_said_with_the_way_on(client: FlaskClient) -> None:
    shown = page(client, "/statements/commons-1999-01-01-1", 404)
    assert "no statement “commons-1999-01-01-1” is held" in said(shown)
    assert client.get("/statements/commons%00").status_code == 404
    assert {"/search", "/policies", "/coverage"} <= {address_of(link) for link in shown.css("main a")}


def test_json_has_the_words_the_versions_the_evidence_and_the_tags(client: FlaskClient) -> None:
    told = client.get(f"{ANSWERED}.json").get_json()
    assert told["text"] == "The lighthouse loan to Ruritania goes on for 12 years."
    assert [version["state"] for version in told["versions"]] == ["holding", "substantive"]
    assert told["evidence"][0]["fetched_at"] == "2016-07-01T09:30:00Z"
    assert told["tags"]["minister"]["person"] == "member-9001"
    (tagged,) = told["tags"]["policies"]
    (start, end), *_ = tagged["spans"]
    assert told["text"][start:end] == "lighthouse loan"
    assert client.get(f"{ANSWERED}.json?version=1").get_json()["text"] == "I will write to the hon. Member."


def test_ris_is_read_by_reference_managers(client: FlaskClient) -> None:
    lines = client.get(f"{LORDS}.ris").text.split("\r\n")
    assert lines[0] == "TY  - GOVDOC"
    assert "AU  - Lord Penhallow of Mere" in lines
    assert "CN  - HL Deb 15 October 2014, c41WA" in lines
    assert f"UR  - https://box.example{LORDS}" in lines
    assert lines[-2] == "ER  - "


def test_what_another_source_prints_otherwise_is_shown_and_what_is_cosmetic_is_not(tmp_path: Path) -> None:
    ours = builders.answer("147900", date(2015, 5, 5), "Forty-two keepers were “trained” & paid.")
    otherwise = replace(ours, text="Forty keepers were <b>trained</b> & paid.", source="hansard")
    cosmetic = replace(builders.peers_answer(), source="hansard")
    prints = [ours, otherwise, builders.peers_answer(), cosmetic]
    with builders.searchable(tmp_path, [builders.sighting(one) for one in prints]) as library:
        client = create_app(library, builders.settings(tmp_path)).test_client()
        shown = page(client, "/statements/commons-2015-04-28-147900")
        assert words_of(shown, ".db-prints__source") == ["Hansard"]
        assert words_of(shown, ".db-prints__place ins") == ["There instead: Forty", "There instead: <b>trained</b>"]
        assert not shown.css(".db-prints b")
        assert len(shown.css(".db-evidence li")) == 2
        told = client.get("/statements/commons-2015-04-28-147900.json").get_json()["evidence"]
        assert {one["source"]: one["reading"] for one in told} == {
            "questions-statements": None,
            "hansard": otherwise.text,
        }
        assert not page(client, LORDS).css(".db-prints")


def test_a_repeat_in_the_other_house_and_the_original_lead_to_one_another(tmp_path: Path) -> None:
    words = " ".join(f"lamp {number} is lit" for number in range(30))
    made = builders.spoken(1, f"{words}.", kind=Kind.ORAL_STATEMENT)
    read = replace(
        made,
        text=f"My Lords, I repeat a Statement made in the other place. “{words}.”",
        house=House.LORDS,
        section="lamps-in-the-lords",
        speaker="Lord Penhallow of Mere",
        speaker_as_printed="Lord Penhallow of Mere",
    )
    with builders.searchable(tmp_path, [builders.sighting(made), builders.sighting(read)]) as library:
        client = create_app(library, builders.settings(tmp_path)).test_client()
        repeat = "/statements/lords-2014-10-30-lamps-in-the-lords-1"
        (there,) = page(client, SPOKEN).css(".db-repeats a")
        assert (said(there), address_of(there)) == ("Repeated in the House of Lords by Lord Penhallow of Mere", repeat)
        (back,) = page(client, repeat).css(".db-repeats a")
        assert said(back) == "Repeats what was said in the House of Commons by Ada Quill"
        assert address_of(back) == SPOKEN
        assert client.get(f"{repeat}.json").get_json()["repeats"] == SPOKEN.removeprefix("/statements/")
        assert client.get(f"{SPOKEN}.json").get_json()["repeated_by"] == [repeat.removeprefix("/statements/")]


def test_what_the_source_says_of_a_version_stands_before_its_words(tmp_path: Path) -> None:
    advice = builders.answer(
        "147901", date(2015, 5, 5), "The quay is closed.", note="Alert: avoid all travel to parts."
    )
    with builders.searchable(tmp_path, [builders.sighting(advice)]) as library:
        client = create_app(library, builders.settings(tmp_path)).test_client()
        shown = page(client, "/statements/commons-2015-04-28-147901")
        assert words_of(shown, ".db-note") == ["The source says of this version: Alert: avoid all travel to parts."]
        told = client.get("/statements/commons-2015-04-28-147901.json").get_json()
        assert told["note"] == "Alert: avoid all travel to parts."
