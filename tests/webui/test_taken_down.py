"""What was taken down is answered with 410, why and by which rule, wherever it is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.worker import update
from indexer.store import Record
from indexer.takedown import take_down
from tests import builders
from webui.app import create_app

REASON = "names a private person"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("taken-down")


@pytest.fixture(scope="module")
def taken_down(folder: Path) -> Iterator[tuple[str, FlaskClient]]:
    """The id of the answer taken down, and a reader."""
    with builders.searchable(folder, builders.collection()) as library:
        name = library.statement(builders.ALIAS).id
        record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
        engine = Embedded(folder / "index", load_ranking().weights)
        try:
            take_down(record, name, REASON)
            update(record, engine)
        finally:
            engine.close()
            record.close()
        yield name, create_app(library, builders.settings(folder)).test_client()


@pytest.mark.parametrize("suffix", ["", ".ris", "/evidence/1"])
def test_its_pages_say_when_and_why(taken_down: tuple[str, FlaskClient], suffix: str) -> None:
    name, client = taken_down
    answer = client.get(f"/statements/{name}{suffix}")
    assert answer.status_code == 410
    assert REASON in answer.text
    assert "no longer kept here" in answer.text
    assert "goes on for 12 years" not in answer.text


def test_a_program_is_told_too(taken_down: tuple[str, FlaskClient]) -> None:
    name, client = taken_down
    answer = client.get(f"/statements/{name}.json")
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    assert answer.json
    assert REASON in answer.json["detail"]


def test_another_name_of_it_leads_to_the_same(taken_down: tuple[str, FlaskClient]) -> None:
    _, client = taken_down
    assert client.get(f"/statements/{builders.ALIAS}").status_code == 410


def test_what_was_never_held_is_still_not_found(taken_down: tuple[str, FlaskClient]) -> None:
    _, client = taken_down
    assert client.get("/statements/nothing-of-this").status_code == 404


def test_search_and_lists_do_not_show_it(taken_down: tuple[str, FlaskClient]) -> None:
    name, client = taken_down
    for path in ("/search?q=lighthouse+loan", "/search?q=12+years", "/policies/lighthouse-loan", "/"):
        page = client.get(path)
        assert page.status_code == 200
        assert f"/statements/{name}" not in page.text
    assert 'href="/statements/' in client.get("/search?q=lighthouse+loan").text  # others are found as before
