"""Errors reach another process as they are."""

import pickle

import pytest

from statements import errors
from statements.errors import DispatchBoxError

EXAMPLES: list[DispatchBoxError] = [
    errors.ConfigError([("file.toml", "key", "is missing")]),
    errors.SourceChanged("hansard", "https://source.example/", "no title"),
    errors.SourceFailed("hansard", "no answer", remedy="Wait."),
    errors.Rejected("line 3", "no text"),
    errors.MalformedReference("c", "no column"),
    errors.QuerySyntaxError("(", 0, "never closed", "Close it."),
    errors.NotHeld("nothing is held", remedy="Look elsewhere."),
    errors.ArchiveDamaged("file@3", "cut short"),
    errors.LeaseHeld("tagging", "process 7"),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_tells_another_process_what_it_told_this_one(error: DispatchBoxError) -> None:
    told = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(told), str(told), told.remedy) == (type(error), str(error), error.remedy)
    assert vars(told) == vars(error)
