"""The site over a small invented record, with a real index; made once, since nothing here changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.library import Library
from tests import builders
from webui.app import create_app


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the record, the archive and the index are."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def library(folder: Path) -> Iterator[Library]:
    """Every sort of statement, indexed."""
    with builders.searchable(folder, [*builders.collection(), builders.hostile(), builders.formula()]) as library:
        yield library


@pytest.fixture(scope="session")
def site(library: Library, folder: Path) -> Flask:
    """The application."""
    return create_app(library, builders.settings(folder))


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A reader without JavaScript."""
    return site.test_client()
