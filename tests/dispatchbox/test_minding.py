"""`status`, `doctor`, `settings`, and what becomes of errors, interruptions and start-up."""

import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.dispatchbox.conftest import STATEMENTS, Run, runner, site

HEAVY = ("scrapy", "twisted", "tantivy", "flask", "sqlalchemy", "rich")


def test_status_tells_how_much_is_held(held: Run) -> None:
    told = held("status", "--json").json
    assert (told["statements"], told["versions"], told["behind"], told["runs"]) == (3, 3, 0, [])


def grades(run: Run) -> tuple[int, dict[str, str]]:
    ran = run("doctor", "--json")
    return ran.code, {finding["subject"]: finding["grade"] for finding in ran.json["findings"]}


def test_the_doctor_finds_nothing_broken_where_nothing_is(held: Run) -> None:
    code, found = grades(held)
    assert code == 0
    assert (found["record"], found["index"], found["crawl of hansard"]) == ("good", "good", "notice")


def test_the_doctor_names_what_is_broken_and_what_to_do(tmp_path: Path) -> None:
    run = runner(tmp_path)
    run("import", str(STATEMENTS))
    shutil.rmtree(tmp_path / "index")
    ran = run("doctor")
    assert ran.code == 1
    assert "broken  index: the search index is missing\n        what to do: Run `dispatchbox index`." in ran.out
    run("index")
    assert grades(run)[0] == 0
    (tmp_path / "record.sqlite").write_bytes(b"no database " * 400)
    assert grades(run) == (1, {"disk": "good", "configuration": "good", "record": "broken"})


def test_every_setting_is_listed_and_secrets_are_not(empty: Run) -> None:
    rows = empty("settings", "--json", DATABASE_URL="postgresql://box:hush@localhost/box").json["settings"]
    shown = {row["name"]: row["value"] for row in rows}
    assert shown["DISPATCHBOX_DATABASE_URL"] == "postgresql://box:(set)@localhost/box"
    assert shown["DISPATCHBOX_PORT"] == "5000"


def test_a_wrong_setting_is_named(empty: Run) -> None:
    ran = empty("status", PORT="a lot", CRAWL_DELAY="-1")
    assert (ran.code, ran.out) == (1, "")
    assert "DISPATCHBOX_PORT" in ran.err
    assert "DISPATCHBOX_CRAWL_DELAY" in ran.err


def test_a_record_that_cannot_be_used_is_an_error_with_its_remedy(empty: Run) -> None:
    ran = empty("status", DATABASE_URL="mysql://localhost/box")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert "what to do: " in ran.err


def test_help_starts_fast_because_it_loads_nothing_heavy() -> None:
    loaded = "import sys, dispatchbox.cli; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in HEAVY if name in modules] == []


def test_the_site_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    runner(tmp_path)("import", str(STATEMENTS))
    with site(tmp_path, "serve") as shown:
        assert json.loads(shown.get("/search.json?q=trainees"))["total"] == 2
        assert shown.stopped(signal.SIGINT) == 130
        assert shown.process.stderr
        assert shown.process.stderr.read() == "stopped\n"


def test_being_told_to_end_is_no_failure(tmp_path: Path) -> None:
    with site(tmp_path, "serve") as shown:
        assert shown.stopped(signal.SIGTERM) == 0


def test_a_port_in_use_is_an_error_with_its_remedy(empty: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = empty("serve", PORT=str(taken.getsockname()[1]))
    assert ran.code == 1
    assert "cannot be used" in ran.err
    assert "DISPATCHBOX_PORT" in ran.err


def test_a_folder_that_cannot_be_made_is_found_by_the_doctor(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    ran = runner(tmp_path / "a file" / "data")("doctor", "--json")
    broken = [finding for finding in ran.json["findings"] if finding["grade"] == "broken"]
    assert (ran.code, [finding["subject"] for finding in broken]) == (1, ["record"])
    assert "DATA_DIR" in broken[0]["remedy"]
