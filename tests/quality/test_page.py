"""The page of quality: it tells what the scorer tells, names every miss, and quotes nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.page import page
from tests.quality.scoring import Judged, judge, score, scorer
from tests.quality.sentences import Kept
from tests.quality.tagged import exported


def _judged(kind: str, name: str, found: set[object], wanted: set[object]) -> Judged:
    return Judged("st-1", kind, name, frozenset(found), frozenset(wanted))


def test_misses_are_listed_by_statement_and_label_without_their_words() -> None:
    judged = [_judged("entities", "PERSON", {("ivo marl", "PERSON")}, {("ada quill", "PERSON")})]
    told = page(judged, [{"tags": {"dates": [{}, {}]}}], [Kept("figures-kept", 9, 10, 8)])
    for line in (
        "| st-1 | PERSON | 1 | 1 |",
        "| PERSON | 0.000 | 0.000 | 0.000 | 1 |",
        "| dates | 2 |",
        "| figures-kept | 9 | 10 | 8 |",
    ):
        assert line in told.splitlines()
    assert "quill" not in told
    assert "marl" not in told


def test_what_is_right_is_no_miss() -> None:
    told = page([_judged("policies", "triton", {"triton"}, {"triton"})], [], [])
    assert "| triton | 1.000 | 1.000 | 1.000 | 1 |" in told
    assert "st-1" not in told


@pytest.mark.shared
def test_the_scores_are_those_of_the_scorer(shared: Path, tmp_path: Path) -> None:
    program, labels = shared / "evaluation" / "score", shared / "evaluation" / "labels-dev.jsonl"
    statements = exported(shared / "corpus" / "statements-dev.ndjson")
    lines = [json.dumps({**statement, "id": given}) for given, statement in statements.items()]
    (tmp_path / "export.ndjson").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, str(program), "tags", str(tmp_path / "export.ndjson"), str(labels)]
    printed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])

    rules = scorer(program)
    told = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    judged = [one for label in told for one in judge(statements[label["id"]], label, rules)]
    for kind in ("minister", "policies", "entities", "figures"):
        assert score(one for one in judged if one.kind == kind).f1 == pytest.approx(printed[kind])
