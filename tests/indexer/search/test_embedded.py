"""The embedded engine: the contract of every engine, and what is its own (folders, other processes, broken files)."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.search import embedded
from indexer.search.embedded import Embedded
from indexer.search.engine import State
from indexer.search.ranking import Weights
from statements.errors import EngineUnavailable
from statements.query import Query, Window
from tests.indexer.search.collection import document
from tests.indexer.search.engine_contract import ALL, COLLECTION, EngineContract, filled, found

WEIGHTS = Weights(title=3, question=0.5, answer=1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Embedded]:
    opened = Embedded(tmp_path / "index", WEIGHTS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    opened = Embedded(tmp_path_factory.mktemp("collected"), WEIGHTS)
    with opened.building() as building:
        for start in range(0, len(COLLECTION), 60):  # several segments, as in life
            building.writer.put(COLLECTION[start : start + 60])
            building.writer.commit(mark=start)
        building.publish()
    return opened


class TestEmbedded(EngineContract):
    """tantivy keeps the contract."""


def test_a_reader_sees_what_another_process_commits(engine: Embedded, tmp_path: Path) -> None:
    filled(engine, [document("old")])
    assert found(engine.find(Query(), ALL)) == [("old", 1)]
    script = (
        "import sys; from pathlib import Path; from indexer.search.embedded import Embedded;"
        "from tests.indexer.search.test_embedded import WEIGHTS, document, filled;"
        "engine = Embedded(Path(sys.argv[1]), WEIGHTS)\n"
        "with engine.writing() as writer: writer.put([document('new', serial=2)]); writer.commit(mark=2)\n"
        "if sys.argv[2] == 'swap': filled(engine, [document('built')])"
    )
    for what, expected in (("update", [("new", 1), ("old", 1)]), ("swap", [("built", 1)])):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / "index"), what], check=True)
        assert found(engine.find(Query(), ALL)) == expected


def test_one_index_before_the_current_one_is_kept(engine: Embedded, tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        filled(engine, [document(name)])
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 2


def test_an_index_of_another_schema_is_not_searched(engine: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(engine, [document()])
    monkeypatch.setattr(embedded, "SCHEMA", "another")
    assert engine.state() is State.OUTDATED
    with pytest.raises(EngineUnavailable, match="another version") as caught:
        engine.find(Query(), Window())
    assert "index --rebuild" in caught.value.remedy
    filled(engine, [document()])
    assert engine.find(Query(), Window()).total == 1


def _every_file(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "lock" not in path.name]


@pytest.mark.parametrize("harm", ["cut", "emptied", "removed"])
def test_no_harmed_file_gives_an_empty_page(tmp_path: Path, harm: str) -> None:
    filled(
        Embedded(tmp_path / "whole", WEIGHTS), [document(f"s{n}", answer="libya " * n, serial=n) for n in range(1, 40)]
    )
    names = [path.relative_to(tmp_path / "whole") for path in _every_file(tmp_path / "whole")]
    assert len(names) > 6
    for name in names:
        copy = tmp_path / f"{harm}-{name.name}"
        subprocess.run(["cp", "-r", str(tmp_path / "whole"), str(copy)], check=True)
        harmed = copy / name
        if harm == "removed":
            harmed.unlink()
        else:
            harmed.write_bytes(harmed.read_bytes()[: len(harmed.read_bytes()) // 2] if harm == "cut" else b"")
        engine = Embedded(copy, WEIGHTS)
        try:
            total = engine.find(Query(), Window()).total
        except EngineUnavailable as error:
            assert "dispatchbox index" in error.remedy  # noqa: PT017  # either answer will do
        else:
            assert total == 39
        filled(engine, [document()])
        assert engine.find(Query(), Window()).total == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")
    engine = Embedded(tmp_path / "index", WEIGHTS)
    with pytest.raises(EngineUnavailable, match="index") as caught, engine.building():
        pass
    assert "dispatchbox index" in caught.value.remedy
