"""The demonstration collection: what it holds, that it says what it is, and that it is put in place once."""

import csv
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crawler.parsers import govuk
from crawler.reparse import reparse
from indexer.config import Settings, config_dir, load_settings
from indexer.demonstration import prepare, snapshots
from indexer.repeats import repeats
from indexer.store import Record
from indexer.tagging.pipeline import open_tagger, tag_stale
from indexer.topics import load_topics
from statements.errors import ConfigError
from statements.people import holders
from statements.reference import find_references
from statements.statement import House, Kind, State, Statement, Version
from statements.tag import TagKind

MARK = "[Paraphrase written for the demonstration.]"
REAL_UINS = {"213507", "213403", "226014", "24446", "HL4870"}
STATEMENTS = 132
SOURCES = {"questions-statements", "hansard", "publications", "theyworkforyou", "govuk"}  # those that hold statements
ENOUGH = 6  # statements on each policy


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(data_dir=tmp_path_factory.mktemp("demonstration"), database_url="")


@pytest.fixture(scope="module")
def record(settings: Settings) -> Iterator[Record]:
    reports = reparse(settings, prepare(settings))
    assert {report.source: report.errors for report in reports} == dict.fromkeys(SOURCES | {"members", "ministers"}, 0)
    opened = Record.open(settings.record_url)
    tag_stale(opened, open_tagger(opened))
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
    assert all(re.fullmatch(r"(?:HL|HCWS)?98\d+", uin) for uin in uins - REAL_UINS)


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


def test_what_several_sources_print_is_one_statement(record: Record) -> None:
    report = by_uin(record, "HCWS980")
    assert {evidence.source for _, evidence in report.evidence} == {"questions-statements", "hansard"}
    assert len(report.versions) == 1
    ((training, _),) = record.statements.in_column(House.COMMONS, date(2014, 11, 4), 44, "WS")
    statement = record.statements.get(training)
    assert statement is not None
    assert {evidence.source for _, evidence in statement.evidence} == SOURCES - {"questions-statements"}


def test_it_reaches_through_every_source_and_year(record: Record) -> None:
    assert {evidence.source for statement in record.statements.walk() for _, evidence in statement.evidence} == SOURCES
    assert {version.date.year for version in versions(record)} == set(range(2011, 2017))


def test_every_policy_has_something_to_show(record: Record) -> None:
    told = Counter(
        policy
        for statement in record.statements.walk()
        for policy in {tag.value for tag in record.tags.of(statement.id) if tag.kind is TagKind.POLICY}
    )
    policies = {policy.id for topic in load_topics() for policy in topic.policies}
    assert len(policies) == 13
    assert {policy: told[policy] for policy in policies if told[policy] < ENOUGH} == {}


def test_each_state_of_a_page_is_a_version_with_its_day(record: Record) -> None:
    (advice,) = (one for one in record.statements.walk() if one.latest.kind is Kind.TRAVEL_ADVICE)
    days = [date(2013, 5, 11), date(2014, 5, 19), date(2014, 7, 27), date(2014, 11, 13), date(2016, 4, 25)]
    assert [version.dated for version in advice.versions] == days
    assert all(version.note for version in advice.versions)
    withdrawn = [one for one in record.statements.walk() if one.latest.title == "The UK and democracy in Libya"]
    assert [[version.state for version in one.versions] for one in withdrawn] == [[State.SUBSTANTIVE, State.WITHDRAWN]]


def test_its_search_of_govuk_leads_to_its_pages() -> None:
    answers = [answer for answer in snapshots() if answer.source == "govuk"]
    (search,) = (answer for answer in answers if "/api/search.json" in answer.url)
    found = {f"https://www.gov.uk/api/content{page.path}" for page in govuk.search(search).pages}
    assert len(found) == 3
    assert found <= {answer.url for answer in answers}


def test_what_is_repeated_in_the_lords_leads_back(record: Record) -> None:
    for day, speaker, original in (
        (date(2014, 10, 30), "Lord Bates", "James Brokenshire"),
        (date(2014, 11, 4), "Lord Astor of Hever", "Michael Fallon"),
    ):
        repeated = [
            found.of[1].speaker
            for one in record.statements.walk()
            if one.latest.date == day and one.latest.speaker == speaker
            for found in [repeats(record.statements, one.id, one.latest)]
            if found.of
        ]
        assert repeated == [original]


def test_it_spells_names_as_sources_do(record: Record) -> None:
    words = " ".join(version.text or "" for version in versions(record))
    for spellings in (
        ("Bassingbourn ", "Bassingbourne"),
        ("Gaddafi", "Qadhafi"),
        ("ISIL", "Daesh", "Da’esh"),
        ("Leon", "León"),
    ):
        assert [spelling for spelling in spellings if spelling not in words] == []


def test_no_two_of_its_questions_bear_one_number(record: Record) -> None:
    numbers = Counter(statement.latest.uin for statement in record.statements.walk() if statement.latest.uin)
    assert {number for number, statements in numbers.items() if statements > 1} == set()


def test_its_answers_refer_to_one_another(record: Record) -> None:
    later = by_uin(record, "980026").latest
    named = [found.reference for found in find_references(later.question_text or "")]
    assert [getattr(reference, "number", None) for reference in named] == ["980025"]
    assert by_uin(record, "980025")


def test_its_ministers_hold_their_offices_on_the_day(record: Record) -> None:
    tenures = record.people.tenures()
    for day, person in ((date(2014, 6, 11), "member-105"), (date(2014, 11, 4), "member-88")):
        defence = [tenure for tenure in holders(tenures, day) if tenure.office.name == "Secretary of State for Defence"]
        assert {tenure.person for tenure in defence} == {person}
    speakers = {version.member_id for version in versions(record) if version.role_as_printed} - {None}
    assert speakers <= {person.member_id for person in record.people.people()}


def test_putting_it_in_place_again_changes_nothing(record: Record, settings: Settings) -> None:
    before = record.journal.head()
    prepare(settings)
    reports = reparse(settings, (*sorted(SOURCES), "members", "ministers"))
    assert [(report.new, report.changed) for report in reports] == [(0, 0)] * len(reports)
    assert record.journal.head() == before


def test_its_files_are_there_for_people_to_read() -> None:
    folder = config_dir() / "demonstration"
    read: dict[str, Callable[[str], object]] = {
        ".json": json.loads,
        ".xml": ElementTree.fromstring,
        ".csv": _rows,
        ".htm": _page,
    }
    files = sorted(folder.glob("*/*"))
    assert len(list(snapshots())) == len(files)
    for file in files:
        read[file.suffix](file.read_text("utf-8"))
        assert max(map(len, file.read_text("utf-8").splitlines())) < 3000, file


def _rows(text: str) -> None:
    assert list(csv.DictReader(text.splitlines()))


def _page(text: str) -> None:
    assert text.rstrip().endswith("</html>")


OWN = 6  # words in a row that no other text may have
TEXTS = {".jsonl", ".ndjson", ".txt", ".json", ".md", ".xml", ".html", ".htm", ".csv"}
NAMES = (
    "to ask the secretary of state for foreign and commonwealth affairs",
    "to ask the secretary of state for the home department",
    "to ask the secretary of state for international development",
    "to ask the secretary of state for defence",
    "to ask her majesty's government",
    "pursuant to the answer of",
    "against all but essential travel to",
    "against all travel to libya",
    "british embassy in tripoli",
    "government of national accord",
    "house of representatives",
    "international committee of the red cross",
    "prime minister's special envoy",
    "special envoy to the libyan political transition",
    "un support mission in libya",
)
"""Set phrases and proper names, which have no other words."""


@pytest.mark.shared
def test_its_words_are_its_own(record: Record, shared: Path) -> None:
    ours: dict[tuple[str, ...], str] = {}
    for statement in record.statements.walk():
        for version in statement.versions:
            for words in (version.text, version.question_text):
                ours |= dict.fromkeys(_runs(words or ""), statement.id)
    texts = [file for file in shared.rglob("*") if file.suffix in TEXTS]
    assert texts
    copied = {run for file in texts for run in _runs(_decoded(file)) & ours.keys()}
    assert {" ".join(run): ours[run] for run in copied} == {}


def _decoded(file: Path) -> str:
    """A file's text; words of JSON lines as they read."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), file.read_text("utf-8", "replace")).replace(
        "\\n", " "
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every `OWN` words in a row, without those in which a set phrase stands."""
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("’", "'").casefold().split())
    for name in NAMES:
        plain = plain.replace(name, " @ ")
    words = re.findall(r"\w+|@", plain)
    rows = zip(*(words[start:] for start in range(OWN)), strict=False)
    return {row for row in rows if "@" not in row}


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
