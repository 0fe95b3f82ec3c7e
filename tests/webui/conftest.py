"""The site over a small invented record, with a real index; made once, since nothing here changes it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.library import Library
from tests import builders
from webui.app import create_app


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Every sort of statement, indexed."""
    folder = tmp_path_factory.mktemp("site")
    with builders.searchable(folder, [*builders.collection(), builders.hostile()]) as library:
        yield library


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application."""
    return create_app(library, builders.settings(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A reader without JavaScript."""
    return site.test_client()
