"""What one application stands on, reached from within a request."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from indexer.library import Library
from webui.presenters import words


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library that is read, the public address of the site (no slash at its end), and what banner it bears."""

    library: Library
    base_url: str
    demonstration: bool

    def today(self) -> str:
        """The day of retrieval that a printed page bears, in London."""
        return words.day(datetime.now(UTC).astimezone(words.LONDON).date())


def shelf() -> Shelf:
    """The shelf of the application that is answering."""
    return cast(Shelf, current_app.extensions["shelf"])


def library() -> Library:
    """Its library."""
    return shelf().library
