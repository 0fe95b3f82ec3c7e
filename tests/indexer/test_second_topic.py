"""A second topic is files and nothing else: the one that the tutorial adds is tagged, and counted in a search."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.archive import Archive
from indexer.config import config_dir
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.service import Search
from indexer.search.syntax import parse
from indexer.search.worker import update
from indexer.store import Record
from indexer.tagging import positions
from indexer.tagging.aspects import Aspects
from indexer.tagging.language import Language
from indexer.tagging.pipeline import Tagger, tag_stale
from indexer.topics import load_topics
from statements.query import Facet, Query, Window
from statements.tag import TagKind
from tests.builders import answer, roster, sighting, taken

EXAMPLE = Path(__file__).parents[2] / "docs" / "add-a-topic"
BAGS = answer(
    "300001",
    date(2016, 3, 7),
    "We will raise the charge for a carrier bag to ten pence. Shops sold 600 million bags last year. The Government"
    " have no plans for a deposit on bottles and cans.",
    title="Litter",
    question_text="To ask the Minister, what is done about litter.",
)
BEADS = replace(
    BAGS, uin="300002", text="We have agreed to ban microbeads. We are consulting on a deposit return scheme."
)
NEITHER = replace(BAGS, uin="300003", text="A diplomatic bag was lost.")


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a record; the configuration is what ships, and the example copied beside it."""
    folder = tmp_path / "config"
    shutil.copytree(config_dir(), folder)
    shutil.copytree(EXAMPLE, folder / "topics", dirs_exist_ok=True)
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(folder))
    return tmp_path


@pytest.fixture
def held(second: Path, record: Record) -> Record:
    """A record with the three statements, tagged by both topics."""
    taken(record, Archive(second / "archive"), [sighting(one) for one in (BAGS, BEADS, NEITHER)])
    tag_stale(record, Tagger(load_topics(), roster()))
    return record


def test_the_shipped_topic_is_alone_until_a_researcher_adds_one() -> None:
    assert [topic.id for topic in load_topics()] == ["libya"]


def test_a_statement_fits_the_second_topic_by_its_words(second: Path) -> None:
    libya, waste = load_topics()
    assert (waste.id, waste.since, len(waste.policies)) == ("plastic-waste", date(2015, 1, 1), 3)
    assert waste.fits(BAGS.title, BAGS.text)
    assert not waste.fits(NEITHER.text)
    assert not libya.fits(BAGS.text)


def test_its_policies_are_tagged_and_counted_in_a_search(second: Path, held: Record) -> None:
    engine = Embedded(second / "index", load_ranking().weights)
    try:
        update(held, engine)
        search = Search(held, engine, load_ranking())
        counted = dict(search.find(Query(node=parse("deposit")), Window()).facets)[Facet.POLICY]
        assert dict(counted) == {"deposit-return": 2, "carrier-bag-charge": 1, "microbeads-ban": 1}
        chosen = Query(filters=((Facet.POLICY, ("microbeads-ban",)),))
        assert [found.version.uin for found in search.find(chosen, Window()).results] == ["300002"]
    finally:
        engine.close()


def test_its_aspects_are_answered_with_a_commitment(held: Record) -> None:
    aspects = Aspects(policy for topic in load_topics() for policy in topic.policies)
    found = set()
    for statement in held.statements.walk():
        version, claims = statement.latest, held.tags.of(statement.id)
        (parsed,) = Language().parsed([version.text or ""])
        on = [tag for tag in claims if tag.kind is TagKind.POLICY]
        minister = next((tag for tag in claims if tag.kind is TagKind.MINISTER), None)
        for tag in positions.tags(parsed, version, on, minister, aspects, "1"):
            found.add((tag.value, tag.get("commitment"), tag.get("state") or tag.get("measure")))
    assert found >= {
        ("carrier-bag-charge/amount", "will", None),
        ("carrier-bag-charge/bags", "done", "sold"),
        ("deposit-return/scheme", "no plans", None),
        ("microbeads-ban/ban", "plans", None),
        ("deposit-return/stage", "reviewing", "consulted-on"),
    }
