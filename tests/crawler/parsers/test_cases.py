"""Every recorded case reads as its expectation says, every parser has one, and the table of quirks is complete.

A case without an expectation gets one written, and fails until somebody has reviewed it and runs the tests again.
"""

import importlib
import inspect
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.parsers import (
    govuk,
    hansard,
    members,
    ministers,
    publications,
    questions_statements,
    theyworkforyou,
    theyworkforyou_api,
)
from statements.errors import DispatchBoxError
from tests.crawler.parsers.answers import answer, shown

CASES = Path(__file__).parent.parent / "cases"
FOUND = sorted(folder.parent for folder in CASES.glob("*/*/snapshot.json"))
PARSERS = (
    questions_statements,
    hansard,
    members,
    ministers,
    theyworkforyou,
    theyworkforyou_api,
    publications,
    govuk,
)


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def recorded(case: Path) -> dict[str, Any]:
    return json.loads((case / "snapshot.json").read_text("utf-8"))


def read(case: Path) -> Any:
    """What the case's parser finds in its answer, or the error that it names."""
    about = recorded(case)
    module, function = about["parser"].split(".")
    parser = getattr(importlib.import_module(f"crawler.parsers.{module}"), function)
    try:
        return {"found": shown(parser(offered(case, about)))}
    except DispatchBoxError as error:
        return {"error": type(error).__name__, "message": str(error)}


def offered(case: Path, about: dict[str, Any]) -> Any:
    if about["parser"] == "ministers.parse":
        return {file.name: file.read_bytes() for file in case.glob("*.csv")}
    (response,) = case.glob("response.*")
    return answer(
        response.read_bytes(),
        source=case.parent.name,
        url=about["url"],
        status=about["status"],
        headers=about["headers"],
        fetched_at=datetime.fromisoformat(about["fetched_at"]),
    )


@pytest.mark.parametrize("case", FOUND, ids=name)
def test_a_case_reads_as_expected(case: Path) -> None:
    found = json.dumps(read(case), ensure_ascii=False, indent=2) + "\n"
    expected = case / "expected.json"
    if not expected.exists():
        expected.write_text(found, "utf-8")
        pytest.fail(f"{expected} was written: review it and run the tests again")
    assert found.splitlines() == expected.read_text("utf-8").splitlines()


def test_every_parser_has_a_case() -> None:
    tried = {recorded(case)["parser"] for case in FOUND}
    public = {
        f"{module.__name__.rpartition('.')[2]}.{function}"
        for module in PARSERS
        for function, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not function.startswith("_")
    }
    assert public == tried


def test_the_table_of_quirks_names_every_case_and_no_other() -> None:
    table = (CASES / "README.md").read_text("utf-8")
    rows = [row.split("|")[-2] for row in table.splitlines() if row.startswith("| ") and "`" in row]
    named = {part for row in rows for part in row.split("`")[1::2]}
    assert named == {name(case) for case in FOUND}
