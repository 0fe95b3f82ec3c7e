"""The demonstration collection: what it holds, that it says what it is, and that it is put in place once."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crawler.reparse import reparse
from indexer.config import Settings, config_dir, load_settings
from indexer.demonstration import prepare, snapshots
from indexer.store import Record
from statements.errors import ConfigError
from statements.people import holders
from statements.statement import House, State, Statement, Version

MARK = "[Paraphrase written for the demonstration.]"
REAL_UINS = {"213507", "213403"}
STATEMENTS = 20


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(data_dir=tmp_path_factory.mktemp("demonstration"), database_url="")


@pytest.fixture(scope="module")
def record(settings: Settings) -> Iterator[Record]:
    reports = reparse(settings, prepare(settings))
    assert [report.errors for report in reports] == [0, 0, 0]
    opened = Record.open(settings.record_url)
    yield opened
    opened.close()


def by_uin(record: Record, uin: str) -> Statement:
    ((identifier, _),) = record.statements.by_uin(uin)
    statement = record.statements.get(identifier)
    assert statement is not None
    return statement


def versions(record: Record) -> Iterator[Version]:
    for statement in record.statements.walk():
        yield from statement.versions


def test_it_has_as_many_statements_as_it_says(record: Record) -> None:
    assert record.statements.count().statements == STATEMENTS
    assert f"{STATEMENTS} statements" in (config_dir() / "demonstration" / "index.toml").read_text("utf-8")


def test_every_text_says_at_its_end_what_it_is(record: Record) -> None:
    for version in versions(record):
        for words in (version.text, version.question_text):
            assert words is None or words.endswith(MARK)


def test_invented_uins_are_known_by_their_beginning(record: Record) -> None:
    uins = {version.uin for version in versions(record) if version.uin}
    assert uins >= REAL_UINS
    assert all(re.fullmatch(r"(?:HCWS)?98\d+", uin) for uin in uins - REAL_UINS)


def test_its_references_lead_to_it(record: Record) -> None:
    columns = [
        (House.COMMONS, date(2014, 6, 11), 49, "WS", "Philip Hammond"),
        (House.COMMONS, date(2014, 11, 4), 44, "WS", "Michael Fallon"),
        (House.LORDS, date(2014, 10, 15), 41, "W", "Baroness Anelay of St Johns"),
        (House.COMMONS, date(2014, 10, 30), 399, "", "James Brokenshire"),
    ]
    for house, day, column, series, speaker in columns:
        assert [version.speaker for _, version in record.statements.in_column(house, day, column, series)] == [speaker]


def test_it_shows_what_becomes_of_answers(record: Record) -> None:
    states = {
        uin: [version.state for version in by_uin(record, uin).versions] for uin in ("980003", "980004", "980005")
    }
    assert states == {
        "980003": [State.HOLDING, State.SUBSTANTIVE],
        "980004": [State.SUBSTANTIVE, State.CORRECTED],
        "980005": [State.WITHDRAWN],
    }
    first, second = by_uin(record, "980006"), by_uin(record, "980007")
    assert first.latest.text == second.latest.text
    assert first.id != second.id


def test_a_statement_that_two_sources_print_is_one(record: Record) -> None:
    report = by_uin(record, "HCWS980")
    assert {evidence.source for _, evidence in report.evidence} == {"questions-statements", "hansard"}
    assert len(report.versions) == 1


def test_its_ministers_hold_their_offices_on_the_day(record: Record) -> None:
    tenures = record.people.tenures()
    for day, person in ((date(2014, 6, 11), "member-105"), (date(2014, 11, 4), "member-88")):
        defence = [tenure for tenure in holders(tenures, day) if tenure.office.name == "Secretary of State for Defence"]
        assert [tenure.person for tenure in defence] == [person]
    speakers = {version.member_id for version in versions(record) if version.role_as_printed}
    assert speakers <= {person.member_id for person in record.people.people()}


def test_putting_it_in_place_again_changes_nothing(record: Record, settings: Settings) -> None:
    before = record.journal.head()
    prepare(settings)
    reports = reparse(settings, ("questions-statements", "hansard", "members"))
    assert [(report.new, report.changed) for report in reports] == [(0, 0)] * len(reports)
    assert record.journal.head() == before


def test_its_files_are_there_for_people_to_read() -> None:
    folder = config_dir() / "demonstration"
    listed = [snapshot for snapshot in snapshots() if json.loads(snapshot.body)]
    assert len(listed) == len(list(folder.glob("*/*.json")))
    assert all(b"\n  " in snapshot.body for snapshot in listed)


GONE = """
[[answers]]
source = "hansard"
url = "https://example.invalid"
file = "gone.json"
fetched_at = 2026-11-23T08:00:00Z
facts = "none"
"""


@pytest.mark.parametrize(
    ("index", "fault"),
    [
        ("", "answers"),
        ("answers = 7", "answers"),
        ("not toml", "index.toml"),
        (GONE.replace("facts", "fact"), "facts"),
        (GONE.replace("Z", ""), "fetched_at"),
        (GONE, "gone.json"),
    ],
)
def test_a_fault_in_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: str, fault: str) -> None:
    (tmp_path / "demonstration").mkdir()
    (tmp_path / "demonstration" / "index.toml").write_text(index)
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    with pytest.raises(ConfigError, match=re.escape(fault)):
        snapshots()
