"""A line of the interchange is read strictly and comes back as it was."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.errors import Rejected
from statements.interchange import KEYS, UNSTATED, line, parse_line
from statements.statement import Evidence, House, Kind, State
from tests.sightings import answer

LINE: dict[str, Any] = {
    "id": "wa-90210",
    "kind": "written_answer",
    "house": "Commons",
    "date": "2013-05-12",
    "title": "Lighthouses: Paint",
    "uin": "90210",
    "column": "41W",
    "speaker_as_printed": "Ada Quillfeather",
    "speaker": "Ada Quillfeather",
    "role_as_printed": "Keeper of the Lamps",
    "party": "Lamplighters",
    "question_text": "How often?",
    "asker": "Bartholomew Thistle",
    "text": "Each spring.\n\nAnd each autumn.",
    "url": "https://lamps.example/90210",
    "source": "almanac",
    "fetched_at": "2013-05-13T08:00:00Z",
    "sha256": "0" * 64,
    "version": 2,
    "supersedes": 1,
}


def read(**changes: Any) -> Any:
    return parse_line(json.dumps(LINE | changes), 7)


def fault(**changes: Any) -> str:
    with pytest.raises(Rejected) as caught:
        read(**changes)
    return str(caught.value)


def test_a_line_is_a_sighting_with_its_evidence() -> None:
    given_name, sighting, evidence = read()
    version = sighting.latest
    assert given_name == "wa-90210"
    assert sighting.identities[:2] == ("id/wa-90210", "answered/commons/2013-05-12/90210")
    assert (version.kind, version.house, version.date) == (Kind.WRITTEN_ANSWER, House.COMMONS, date(2013, 5, 12))
    assert version.text == LINE["text"]
    assert evidence == Evidence(
        source="almanac", url=LINE["url"], fetched_at=datetime(2013, 5, 13, 8, tzinfo=UTC), sha256="0" * 64
    )


@given(st.fixed_dictionaries({}, optional={key: st.none() for key in KEYS if key not in ("id", "kind", "date")}))
def test_any_line_comes_back_as_it_was(nulls: dict[str, None]) -> None:
    told = LINE | nulls
    name, sighting, evidence = parse_line(json.dumps(told), 1)
    back = line(name, sighting.latest.numbered(2), evidence, 1)
    assert list(back) == list(KEYS)
    assert back == told | {"version": 2, "supersedes": 1}


def test_keys_that_a_line_lacks_are_null() -> None:
    name, sighting, evidence = parse_line('{"id": "r-1", "kind": "report", "date": "2013-05-12"}', 1)
    assert (name, sighting.identities, evidence.source) == ("r-1", ("id/r-1",), UNSTATED)
    assert line(name, sighting.latest, evidence, None)["source"] is None


def test_an_answer_without_text_is_a_question_that_waits() -> None:
    _, sighting, _ = read(text=None, date="2013-05-06")
    assert sighting.latest.state is State.TABLED
    assert "uin/commons/2013-05-06/90210" in sighting.identities


def test_two_lines_under_one_heading_share_no_key() -> None:
    kind = {"kind": "written_statement", "uin": None, "speaker": None, "speaker_as_printed": None}
    assert read(**kind)[1].identities == ("id/wa-90210",)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"colour": "blue"}, "unknown key “colour”"),
        ({"tags": {}}, "unknown key “tags”"),
        ({"id": None}, "“id” is missing"),
        ({"id": ""}, "“id” is missing"),
        ({"id": 7}, "“id” must be text"),
        ({"kind": "sermon"}, "“kind” is “sermon”"),
        ({"kind": None}, "“kind” is missing"),
        ({"house": "Keys"}, "“house” is “Keys”"),
        ({"date": None}, "“date” is missing"),
        ({"date": "12 May 2013"}, "“date” is “12 May 2013”"),
        ({"date": "0000-01-01"}, "“date” is “0000-01-01”"),
        ({"uin": 90210}, "“uin” must be text"),
        ({"text": ["Each spring."]}, "“text” must be text"),
        ({"fetched_at": "yesterday"}, "“fetched_at” is “yesterday”"),
        ({"fetched_at": "2013-05-13T08:00:00"}, "“fetched_at” has no time zone"),
        ({"sha256": "ABC"}, "“sha256” must be 64"),
        ({"version": "2"}, "“version” must be a whole number"),
        ({"supersedes": True}, "“supersedes” must be a whole number"),
    ],
)
def test_a_fault_names_line_and_key(changes: dict[str, Any], named: str) -> None:
    assert fault(**changes).startswith("line 7: ")
    assert named in fault(**changes)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ('"wa-1"', "not a JSON object"),
        ('{"id": "a", "id": "b"}', "one key twice"),
    ],
)
def test_what_is_no_line_is_rejected(text: str, named: str) -> None:
    with pytest.raises(Rejected, match=named):
        parse_line(text, 3)


def test_the_versions_own_address_and_source_go_before_the_evidences() -> None:
    page = Evidence(source="hansard", url="https://page.example", fetched_at=None, sha256=None)
    assert line("a", answer(url="https://own.example"), page, None)["url"] == "https://own.example"
    assert line("a", answer(), page, None)["url"] == "https://page.example"
    assert line("a", answer(), page, None)["source"] == "questions-statements"
    assert line("a", answer(source=None), None, None)["source"] is None
