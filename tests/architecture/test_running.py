"""What makes it run by itself is true to the code: units, cadences and the page that explains both."""

import configparser
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import typer

from dispatchbox.cli import app
from indexer.cadence import every, late
from indexer.config import load_settings, load_sources
from statements.coverage import Plan, Run, RunOutcome
from tests.architecture.tree import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
PAGE = (ROOT / "docs" / "running.md").read_text("utf-8")
HOME = "/opt/dispatchbox"
NOW = datetime(2016, 7, 1, 9, 30, tzinfo=UTC)


def unit(path: Path) -> configparser.ConfigParser:
    """The unit; where a name is given twice the last one stands."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names of units are in either case
    parser.read(path, "utf-8")
    return parser


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_names_what_there_is(path: Path) -> None:
    told = unit(path)
    if path.suffix == ".timer":
        assert (path.parent / told["Timer"]["Unit"].replace("%i", "")).is_file()
        return
    program, command, *rest = told["Service"]["ExecStart"].split()
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # the group of all commands
    assert program == f"{HOME}/.venv/bin/dispatchbox"
    assert command in commands
    assert rest in ([], ["%i"])
    assert (ROOT / told["Unit"]["Documentation"].removeprefix(f"file://{HOME}/")).is_file()
    assert told["Service"]["Environment"] == f"DISPATCHBOX_DATA_DIR=/var/lib/{told['Service']['StateDirectory']}"
    assert {"NoNewPrivileges", "ProtectSystem", "CapabilityBoundingSet"} <= set(told["Service"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed: apt install systemd")
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text("utf-8").replace(f"{HOME}/.venv/bin/dispatchbox", "/bin/true")
        (tmp_path / path.name).write_text(text, "utf-8")
    files = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_source_has_a_cadence_and_the_page_says_why() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", PAGE, re.MULTILINE))
    declared = {
        name: every(source.cadence).removeprefix("every ") for name, source in load_sources(load_settings()).items()
    }
    assert rows == declared


@pytest.mark.parametrize(("timer", "days"), [("daily", 1), ("weekly", 7)])
def test_the_timers_that_the_page_turns_on_keep_the_cadences(timer: str, days: int) -> None:
    on = {name for name, one in load_sources(load_settings()).items() if not one.off and one.cadence == days}
    assert (ROOT / "deploy" / "systemd" / f"dispatchbox-{timer}@.timer").is_file()
    (named,) = re.findall(rf"dispatchbox-{timer}@\{{([a-z,-]+)\}}\.timer", PAGE)
    assert set(named.split(",")) == on


def run(source: str, days: float, outcome: RunOutcome = RunOutcome.COMPLETE) -> Run:
    plan = Plan(source=source, scope="lamps", since=None, until=date(2016, 7, 1))
    return Run(id=1, plan=plan, started=NOW - timedelta(days=days), ended=NOW, outcome=outcome)


def test_a_source_is_late_that_was_not_read_whole_for_twice_its_cadence() -> None:
    sources = load_sources(load_settings())
    runs = [
        run("hansard", 1, RunOutcome.FAILED),
        run("hansard", 3),
        run("hansard", 9),
        run("govuk", 1.9),
        run("members", 13),
        run("publications", 900),
        run("theyworkforyou", 900),
    ]
    assert list(late(sources, runs, NOW)) == [("hansard", "last read whole 3 days ago, and meant to be read every day")]
