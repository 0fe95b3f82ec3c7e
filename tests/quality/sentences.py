"""The invented sentences of the tests, scored: those the rules were written with, and those kept aside meanwhile."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.indexer.tagging import test_figures, test_positions

FOLDER = Path(test_positions.__file__).parent / "sentences"
Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many sentences of one file are read as they should be; `first` is how many were when it was first scored."""

    file: str
    right: int
    of: int
    first: int | None


def _figures(case: Case) -> None:
    test_figures.test_the_figures_of_a_sentence(case["text"], case["figures"])


def _positions(case: Case) -> None:
    test_positions.test_how_far_a_clause_commits_the_government(dict(case))


CHECKS: dict[str, Callable[[Case], None]] = {"figures": _figures, "positions": _positions}
"""For each kind, what raises AssertionError or ValueError where a sentence is read otherwise."""


def scored() -> list[Kept]:
    """Each file of sentences that has a check, by name: `<kind>` and `<kind>-kept`."""
    files = [FOLDER / f"{kind}{half}.toml" for kind in sorted(CHECKS) for half in ("", "-kept")]
    return [_scored(file, CHECKS[file.stem.removesuffix("-kept")]) for file in files if file.is_file()]


def _scored(file: Path, check: Callable[[Case], None]) -> Kept:
    told = tomllib.loads(file.read_text("utf-8"))
    cases: list[Case] = told.get("sentences") or told["sentence"]
    return Kept(file.stem, sum(_holds(check, case) for case in cases), len(cases), told.get("first_right"))


def _holds(check: Callable[[Case], None], case: Case) -> bool:
    try:
        check(case)
    except (AssertionError, ValueError):  # ValueError: no clause, or several, where one was to be found
        return False
    return True
