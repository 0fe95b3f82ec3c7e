"""Reading the archive again with another parser: what would change is listed, taken in once, and marked as ours."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import reparse as rereading
from indexer.config import Settings, load_settings
from indexer.intake import Difference
from statements.snapshot import Snapshot
from statements.statement import Sighting, Statement
from tests.crawler.operator import Operator
from tests.crawler.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.hold(3)
        yield site


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, operator: Operator) -> Settings:
    """The settings of an operator who has crawled three statements."""
    for name, value in operator.settings.items():
        monkeypatch.setenv(name, value)
    return load_settings()


@pytest.fixture
def operator(site: Site, tmp_path: Path) -> Operator:
    operator = Operator(tmp_path, site)
    operator.crawl()
    return operator


def with_another_parser(monkeypatch: pytest.MonkeyPatch, operator: Operator) -> str:
    """From now on one statement of the three is read otherwise; returns its id."""
    chosen = operator.statements()[1]
    known = rereading.sightings_in

    def mended(snapshot: Snapshot, topics: object) -> tuple[Sighting, ...]:
        return tuple(_mended(one) if one.latest.uin == chosen.latest.uin else one for one in known(snapshot, topics))

    def _mended(one: Sighting) -> Sighting:
        return replace(one, versions=(*one.versions[:-1], replace(one.latest, text=f"{one.latest.text} And more.")))

    monkeypatch.setattr(rereading, "sightings_in", mended)
    return chosen.id


def test_nothing_is_listed_while_the_parsers_are_the_same(operator: Operator, settings: Settings) -> None:
    assert list(rereading.rehearse(settings, ["questions-statements"])) == []


def test_what_a_mended_parser_changes_is_listed_then_taken_in_once_as_ours(
    monkeypatch: pytest.MonkeyPatch, operator: Operator, settings: Settings
) -> None:
    before = operator.statements()
    changed = with_another_parser(monkeypatch, operator)
    (found,) = rereading.rehearse(settings, ["questions-statements"])
    assert (found.statement, found.version, [field.name for field in found.fields]) == (changed, 2, ["text"])
    assert found.fields[0].after == f"{found.fields[0].before} And more."
    assert operator.statements() == before

    told: list[tuple[list[Difference], list[Statement]]] = []
    (report,) = rereading.reparse(
        settings, ["questions-statements"], lambda differences: told.append((list(differences), operator.statements()))
    )
    assert (report.new, report.changed) == (0, 1)
    assert told == [([found], before)]  # while the record was as before
    marks = {one.id: [version.ours for version in one.versions] for one in operator.statements()}
    assert marks == {one.id: [False, True] if one.id == changed else [False] for one in before}
    (report,) = rereading.reparse(settings, ["questions-statements"])
    assert (report.new, report.changed) == (0, 0)
    assert list(rereading.rehearse(settings, ["questions-statements"])) == []


def test_the_command_says_that_nothing_would_change(operator: Operator) -> None:
    process = operator.start("reparse", "questions-statements", "--dry-run")
    assert process.communicate() == ("", "nothing would change\n")
    assert process.returncode == 0
