"""The language model: read piece by piece, kept so that it runs once a text, the same in several processes."""

from collections.abc import Iterable, Iterator

import pytest

from indexer.intake import Intake
from indexer.store import Record
from indexer.tagging import language
from indexer.tagging.language import Language, Reading
from indexer.tagging.pipeline import Tagger, tag_stale
from indexer.tagging.readings import keep, kept, packed, unpacked
from statements.statement import Evidence
from tests.builders import FETCHED, TOPIC, collection, roster

TEXT = "We do not support the ferry to Malta. Captain Ivo Marl has said so in Valletta."


def test_a_reading_knows_names_and_how_words_hang_together() -> None:
    [reading] = Language().read([TEXT], parse=True)
    names = {TEXT[name.start : name.end] for name in reading.heard}
    assert {"Malta", "Valletta"} <= names
    words = reading.parsed or ()
    support = next(place for place, word in enumerate(words) if word.lemma == "support")
    assert ("not", "neg") in {(word.lemma, word.relation) for word in words if word.head == support}
    assert [word.sentence for word in words if word.lemma == "."] == [0, 1]


def test_names_alone_are_the_same_names() -> None:
    [alone] = Language().names([TEXT])
    [reading] = Language().read([TEXT], parse=True)
    assert alone == reading.heard


def test_a_long_text_is_read_in_pieces_whose_places_are_those_of_the_whole() -> None:
    long = "\n\n".join([TEXT] * 2500)
    assert len(long) > 200_000
    [reading] = Language().read([long], parse=False)
    assert all(long[name.start : name.end].strip() == long[name.start : name.end] for name in reading.heard)
    last = max(name.start for name in reading.heard)
    assert last > len(long) - len(TEXT)


def test_words_of_later_pieces_hang_on_words_of_their_own_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "LONGEST", 100)
    long = "\n\n".join([TEXT] * 4)
    [parsed] = Language().parsed([long])
    assert "".join(long[word.start : word.end] for word in parsed).replace("\n", "") == long.replace(" ", "").replace(
        "\n", ""
    )
    assert all(parsed[word.head].sentence == word.sentence for word in parsed)
    assert [word.sentence for word in parsed] == sorted(word.sentence for word in parsed)


def test_a_reading_is_kept_as_it_was(record: Record) -> None:
    [reading] = Language().read([TEXT], parse=True)
    assert unpacked(packed(reading)) == reading
    keep(record.readings, {TEXT: reading})
    keep(record.readings, {TEXT: reading, "": Reading(())})
    assert kept(record.readings, [TEXT, "", "another"]) == {TEXT: reading, "": Reading(())}


@pytest.fixture
def filled(record: Record, intake: Intake) -> Record:
    """A record with a small collection in it, not tagged yet."""
    seen = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256="0" * 64)
    intake.take([(sighting, seen) for sighting in collection()])
    return record


def test_the_model_reads_each_text_once(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    once = Language.read

    def listening(self: Language, texts: Iterable[str], *, parse: bool) -> Iterator[Reading]:
        texts = list(texts)
        read.extend(texts)
        return once(self, texts, parse=parse)

    monkeypatch.setattr(Language, "read", listening)
    tag_stale(filled, Tagger((TOPIC,), roster()))
    assert read
    read.clear()
    tag_stale(filled, Tagger((TOPIC,), roster()), everything=True)
    assert read == []


def test_two_processes_claim_what_one_does(filled: Record) -> None:
    tagger = Tagger((TOPIC,), roster())
    tag_stale(filled, tagger)
    names = [statement.id for statement in filled.statements.walk()]
    before = filled.tags.by_version(names)
    told: list[int] = []
    assert tag_stale(filled, tagger, everything=True, processes=2, progress=told.append) == 0
    assert filled.tags.by_version(names) == before
    assert told == [len(names)]
