"""Statements go in and come out as lines."""

import json
from pathlib import Path

import pytest

from tests.dispatchbox.conftest import STATEMENTS, Run

LINES = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()]
CHANGING = ("version", "fetched_at", "sha256")  # what the record says of itself


def comparable(line: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in line.items() if key not in CHANGING}


def test_what_was_imported_comes_back(held: Run) -> None:
    exported = [json.loads(line) for line in held("export").out.splitlines()]
    assert [comparable(line) for line in exported] == [comparable(line) for line in LINES]


def test_importing_twice_changes_nothing(held: Run) -> None:
    again = held("import", str(STATEMENTS), "--json")
    assert (again.code, again.json) == (0, {"new": 0, "changed": 0, "same": 3, "refused": []})


def test_what_a_query_matches_comes_out_alone(held: Run) -> None:
    out = held("export", "--query", "trainees").out
    assert {json.loads(line)["id"] for line in out.splitlines()} == {"invented-training", "invented-lords"}


def test_tags_come_with_the_statement(held: Run) -> None:
    tagged = {line["id"]: line["tags"] for line in map(json.loads, held("export", "--with-tags").out.splitlines())}
    assert tagged["invented-training"]["minister"]["office"] == "Secretary of State for Defence"
    assert "bassingbourn" in [policy["id"] for policy in tagged["invented-training"]["policies"]]


def test_a_pipe_is_read_and_a_bad_line_stops_nothing_else(empty: Run) -> None:
    good, unknown = json.dumps(LINES[0]), json.dumps(LINES[1] | {"mood": "cheerful"})
    ran = empty("import", "-", "--json", piped=f"{unknown}\n\nnot json\n{good}\n")
    assert ran.code == 1
    assert (ran.json["new"], [fault["place"] for fault in ran.json["refused"]]) == (1, ["line 1", "line 3"])
    assert "mood" in ran.json["refused"][0]["fault"]
    assert "refused: -: line 3" in ran.err
    assert empty("search", "Triton", "--json").json["total"] == 1


def test_a_changed_text_is_a_version_and_the_earlier_one_is_kept(empty: Run, tmp_path: Path) -> None:
    changed = LINES[1] | {"text": "This invented answer was put right: four hundred trainees."}
    empty("import", str(STATEMENTS))
    assert empty("import", "-", "--json", piped=json.dumps(changed)).json["changed"] == 1
    versions = [
        json.loads(line) for line in empty("export", "--query", "trainees right", "--versions").out.splitlines()
    ]
    assert [(line["version"], line["supersedes"]) for line in versions] == [(1, None), (2, 1)]
    assert versions[1]["text"] == changed["text"]


def test_a_changed_text_is_a_version_of_a_line_without_source_or_time_too(empty: Run) -> None:
    bare = LINES[1] | {"source": None, "fetched_at": None}
    assert empty("import", "-", "--json", piped=json.dumps(bare)).json["new"] == 1
    changed = bare | {"text": "This invented answer was put right: four hundred trainees."}
    assert empty("import", "-", "--json", piped=json.dumps(changed)).json["changed"] == 1
    assert empty("import", "-", "--json", piped=json.dumps(changed)).json["same"] == 1


def test_what_is_not_tagged_and_indexed_yet_is_said_to_be_behind(empty: Run) -> None:
    assert empty("import", str(STATEMENTS), "--no-tag", "--no-index").code == 0
    assert empty("status", "--json").json["behind"] == 3
    assert empty("search", "Triton").code == 1
    assert empty("tag", "--json").json == {"changed": 3}
    assert empty("index", "--json").json == {"indexed": 3}
    assert empty("search", "Triton", "--json").json["total"] == 1
    assert (empty("tag", "--json").json, empty("index", "--json").json) == ({"changed": 0}, {"indexed": 0})


def test_the_index_before_the_current_one_can_be_put_back(held: Run) -> None:
    assert held("index", "--roll-back").code == 1
    assert held("index", "--rebuild").code == 0
    assert held("index", "--roll-back").code == 0
    assert held("search", "trainees", "--json").json["total"] == 2
    assert held("index", "--rebuild", "--roll-back").code == 2


@pytest.mark.shared
def test_the_development_statements_come_back_whole(empty: Run, shared: Path) -> None:
    file = shared / "corpus" / "statements-dev.ndjson"
    assert empty("import", str(file)).code == 0
    offered = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    exported = [json.loads(line) for line in empty("export").out.splitlines()]
    assert [comparable(line) for line in exported] == [comparable(line) for line in offered]


def test_an_editors_decision_reaches_export_and_search(empty: Run) -> None:
    assert empty("import", str(STATEMENTS)).code == 0
    claim = ("invented-training", "policy", "bassingbourn")

    def claimed() -> bool:
        lines = map(json.loads, empty("export", "--with-tags").out.splitlines())
        return any(policy["id"] == claim[2] for line in lines for policy in line["tags"]["policies"])

    assert claimed()
    assert empty("tag", "reject", *claim, "--reason", "only named").code == 0
    assert empty("tag", "--all", "--json").json == {"changed": 0}
    assert not claimed()
    again = empty("tag", "reject", *claim)
    assert (again.code, "is claimed of invented-training" in again.err) == (1, True)
    assert empty("tag", "add", *claim).code == 0
    assert claimed()
    unknown = empty("tag", "add", claim[0], "policy", "no-such-policy")
    assert (unknown.code, "The policies are" in unknown.err) == (1, True)
