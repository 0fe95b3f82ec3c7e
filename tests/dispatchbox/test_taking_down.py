"""`dispatchbox take-down`, from the first word to a source that shows it again."""

import gzip
import json
from pathlib import Path

import pytest

from crawler.reparse import reparse
from dispatchbox.deriving import caught_up
from indexer.config import Settings
from indexer.demonstration import prepare
from indexer.store import Record
from tests.dispatchbox.conftest import Run, runner

REASON = "names a private person"
SOURCE = "questions-statements"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of an installation that collected the demonstration."""
    settings = Settings(data_dir=tmp_path)
    reparse(settings, prepare(settings))
    caught_up(settings, tag=False, index=True)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    return runner(folder)


def lines(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("export").out.splitlines()]


def first_answer(run: Run) -> dict[str, object]:
    return next(line for line in lines(run) if line["kind"] == "written_answer" and line["text"] and line["uin"])


def archived(folder: Path, words: str) -> bool:
    """True if the words can be read in any answer of the archive."""
    texts = [gzip.decompress(path.read_bytes()) for path in (folder / "archive").rglob("*.warc.gz")]
    return any(words.encode() in text for text in texts)


def test_what_is_taken_down_is_gone_and_stays_gone(run: Run, folder: Path) -> None:
    gone = first_answer(run)
    name, held = str(gone["id"]), len(lines(run))
    words = str(gone["text"])[:40]
    assert archived(folder, words)

    asked = run("take-down", name, "--reason", REASON, piped="n\n")
    assert asked.code == 1
    assert len(lines(run)) == held

    done = run("take-down", name, "--reason", REASON, "--yes", "--json")
    assert done.code == 0, done.err
    assert done.json["left"] == 0
    assert done.json["redacted"] >= 1
    assert not archived(folder, words)
    assert name not in {line["id"] for line in lines(run)}
    assert name not in run("search", str(gone["uin"])).out
    cited = run("cite", name)
    assert (cited.code, REASON in cited.err) == (1, True)

    verified = run("archive", "verify", "--json")
    assert (verified.code, verified.json["faults"]) == (0, 0)
    assert verified.json["taken_down"] == done.json["redacted"]

    imported = run("import", "-", piped=json.dumps(gone))
    assert imported.code == 0
    assert f"not taken in: “{name}” was taken down" in imported.err

    assert run("reparse", SOURCE).code == 0
    assert run("index", "--rebuild").code == 0
    assert name not in {line["id"] for line in lines(run)}


def test_a_source_that_shows_it_again_is_not_at_fault_and_its_answer_is_redacted(run: Run, folder: Path) -> None:
    gone = first_answer(run)
    name = str(gone["id"])
    assert run("take-down", name, "--reason", REASON, "--yes").code == 0
    prepare(Settings(data_dir=folder))  # the answers that are no longer there are fetched again
    again = run("reparse", SOURCE, "--json")
    assert again.code == 0
    (report,) = again.json["sources"]
    assert (report["errors"], report["new"]) == (0, 0)
    assert REASON in report["note"]
    assert name not in {line["id"] for line in lines(run)}
    verified = run("archive", "verify", SOURCE, "--json").json
    assert (verified["faults"], verified["taken_down"]) == (0, 2)


@pytest.mark.parametrize("finishing", [("index",), ("take-down", "ID", "--reason", REASON, "--yes")])
def test_what_a_kill_interrupted_is_named_and_finished(run: Run, folder: Path, finishing: tuple[str, ...]) -> None:
    """Killed after the record was written, and before anything else was."""
    name = str(first_answer(run)["id"])
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    record.tombstones.bury(name, REASON, lambda text: text)
    record.close()
    assert f"held “{name}” are not redacted" in run("doctor").out
    assert run("archive", "verify").code == 1
    assert run(*(name if word == "ID" else word for word in finishing)).code == 0
    assert "not redacted" not in run("doctor").out
    assert run("archive", "verify").code == 0
    assert run("status", "--json").json["behind"] == 0


def test_what_is_not_held_is_an_error(run: Run) -> None:
    ran = run("take-down", "nothing-of-this", "--reason", REASON, "--yes")
    assert ran.code == 1
    assert "nothing-of-this" in ran.err
