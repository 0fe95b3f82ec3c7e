"""Import and export: a bad line stops nothing else, the same line twice changes nothing, and all comes back."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.intake import Intake, Taken
from indexer.interchange import export, import_lines
from indexer.store import Record, Tagged
from statements.statement import State
from statements.tag import Field, Span, Tag, TagKind
from tests.sightings import answer, question, seen, sighting, speech

OWN = ("version", "fetched_at", "sha256")  # what the record may tell in its own way


def report(name: str, **changes: Any) -> str:
    return json.dumps({"id": name, "kind": "report", "date": "2013-05-12", "text": f"Of {name}."} | changes)


def test_a_bad_line_is_listed_and_stops_nothing_else(record: Record, intake: Intake) -> None:
    lines = ["\ufeff" + report("a"), "{", b"\xff\xfe", "", report("b", colour="blue"), report("c", date="1066-10-14")]
    imported = import_lines(intake, [*lines, report("d").encode()])
    assert imported.taken == Taken(new=2, changed=0, same=0)
    assert [rejection.place for rejection in imported.rejected] == ["line 2", "line 3", "line 5", "line 6"]
    assert [statement.id for statement in record.statements.walk()] == ["a", "d"]


def test_the_same_file_twice_changes_nothing(record: Record, intake: Intake) -> None:
    lines = [report("a"), report("b")]
    import_lines(intake, lines)
    before = list(record.statements.walk())
    assert import_lines(intake, lines).taken == Taken(new=0, changed=0, same=2)
    assert list(record.statements.walk()) == before


def test_a_line_of_what_is_held_becomes_an_alias(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer()), seen())])
    (own,) = (json.loads(text) for text in export(record))
    assert import_lines(intake, [json.dumps(own | {"id": "wa-90210"})]).taken.same == 1
    assert record.statements.resolve("wa-90210") == own["id"]


def test_the_records_own_export_changes_nothing_in_it(record: Record, intake: Intake) -> None:
    intake.take([(sighting(question()), seen()), (sighting(speech()), seen("hansard"))])
    intake.take([(sighting(answer(state=State.HOLDING)), seen(hour=1))])
    intake.take([(sighting(answer(text="Never.", state=State.WITHDRAWN)), seen(hour=2))])
    before, head = list(record.statements.walk()), record.journal.head()
    imported = import_lines(intake, list(export(record, versions=True)))
    assert (imported.taken, imported.rejected) == (Taken(new=0, changed=0, same=4), ())
    assert (list(record.statements.walk()), record.journal.head()) == (before, head)


def test_versions_are_exported_each_with_the_one_it_supersedes(record: Record, intake: Intake) -> None:
    intake.take([(sighting(question()), seen())])
    intake.take([(sighting(answer()), seen(hour=1))])
    told = [json.loads(text) for text in export(record, versions=True)]
    assert [(line["version"], line["supersedes"], line["text"]) for line in told] == [
        (1, None, None),
        (2, 1, answer().text),
    ]
    assert [json.loads(text) for text in export(record)] == told[1:]
    assert told[1]["fetched_at"] == "2013-05-13T09:00:00Z"


def test_an_exported_record_can_be_imported_elsewhere(record: Record, intake: Intake, tmp_path: Path) -> None:
    intake.take([(sighting(question()), seen()), (sighting(speech()), seen("hansard"))])
    intake.take([(sighting(answer()), seen(hour=1))])
    elsewhere = Record.open(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    import_lines(Intake(elsewhere), list(export(record, versions=True)))
    assert list(export(elsewhere, versions=True)) == list(export(record, versions=True))
    elsewhere.close()


def test_only_the_statements_asked_for_are_exported_in_their_order(record: Record, intake: Intake) -> None:
    import_lines(intake, [report(name) for name in "abc"])
    assert [json.loads(text)["id"] for text in export(record, ["c", "nowhere", "a"])] == ["c", "a"]
    assert list(export(record, [])) == []


def test_tags_are_added_where_asked_for(record: Record, intake: Intake) -> None:
    import_lines(intake, [report("a")])
    claims = (
        Tag(
            kind=TagKind.MINISTER, value="member-1", rule="r", logic="1", detail=(("name", "Ada"), ("office", "Keeper"))
        ),
        Tag(kind=TagKind.POLICY, value="lamps", rule="r", logic="1", spans=(Span(3, 4), Span(0, 2))),
        Tag(kind=TagKind.POLICY, value="oil", rule="r", logic="1", spans=(Span(0, 2, Field.TITLE),)),
        Tag(kind=TagKind.POLICY, value="paint", rule="r", logic="1", rejected=True),
    )
    record.tags.replace([Tagged(statement="a", version=1, tags=claims, logic="1")])
    (told,) = (json.loads(text)["tags"] for text in export(record, with_tags=True))
    assert told["minister"] == {"person": "member-1", "name": "Ada", "office": "Keeper", "department": None}
    assert told["policies"] == [{"id": "lamps", "spans": [[0, 2], [3, 4]]}, {"id": "oil", "spans": []}]
    assert all(told[name] == [] for name in ("entities", "figures", "dates", "positions", "references"))
    assert "tags" not in json.loads(next(export(record)))


@pytest.mark.shared
def test_the_development_corpus_is_imported_whole_and_comes_back(record: Record, intake: Intake, shared: Path) -> None:
    lines = (shared / "corpus" / "statements-dev.ndjson").read_bytes().splitlines()
    assert import_lines(intake, lines).rejected == ()
    assert record.statements.count().statements == len(lines)

    def comparable(text: bytes | str) -> dict[str, Any]:
        return {key: value for key, value in json.loads(text).items() if key not in OWN}

    assert [comparable(text) for text in export(record)] == [comparable(text) for text in lines]
