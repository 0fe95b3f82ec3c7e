"""Import and export: statements between a record and lines of JSON (`statements.interchange` says of which shape)."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice

from indexer.acceptance import check
from indexer.citations import cite
from indexer.intake import Intake, Taken
from indexer.store import Record
from statements.errors import MalformedReference, Rejected, TakenDown
from statements.interchange import line, parse_line
from statements.statement import Evidence, Sighting, Statement, Version
from statements.told_tags import told_tags

BATCH = 500  # lines in one transaction, statements in memory at once


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the lines: the counts of those taken in, and each that was not, with its number and fault.

    `taken_down` tells of those that were taken down before, and are not taken in again.
    """

    taken: Taken
    rejected: tuple[Rejected, ...]
    taken_down: tuple[TakenDown, ...] = ()


def import_lines(intake: Intake, lines: Iterable[bytes | str]) -> Imported:
    """Takes lines in, `BATCH` at a time. A bad line is listed and stops nothing else; blank ones are passed over.

    Raises RecordUnavailable.
    """
    new = changed = same = 0
    rejected: list[Rejected] = []
    taken_down: list[TakenDown] = []
    sightings = _readable(lines, rejected)
    while batch := list(islice(sightings, BATCH)):
        taken = intake.take(batch)
        new, changed, same = new + taken.new, changed + taken.changed, same + taken.same
        rejected.extend(taken.refused)
        taken_down.extend(taken.taken_down)
    return Imported(Taken(new, changed, same), tuple(rejected), tuple(taken_down))


def _readable(lines: Iterable[bytes | str], rejected: list[Rejected]) -> Iterator[tuple[Sighting, Evidence]]:
    today = datetime.now(UTC).date()
    for number, raw in enumerate(lines, 1):
        try:
            text = _decoded(raw, number).strip()
            if text:
                _, sighting, evidence = parse_line(text, number)
                check(sighting, evidence, today, f"line {number}")
                yield sighting, evidence
        except Rejected as rejection:
            rejected.append(rejection)


def _decoded(raw: bytes | str, number: int) -> str:
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Rejected(f"line {number}", f"it is not UTF-8 at byte {error.start + 1}") from error


def export(
    record: Record, ids: Iterable[str] | None = None, *, versions: bool = False, with_tags: bool = False
) -> Iterator[str]:
    """Statements as lines without line ends: all in order of intake, or those of the ids given in their order.

    One line a statement, its latest version, or with `versions` one a version, oldest first. `with_tags` adds the
    tags of each. `BATCH` statements at a time are in memory.
    """
    statement_of = _resolver(record)
    for batch in _held(record, ids):
        tags = record.tags.by_version([statement.id for statement in batch]) if with_tags else {}
        for statement in batch:
            for version in statement.versions if versions else (statement.latest,):
                told = line(statement.id, version, _evidence(statement, version), _supersedes(version))
                if with_tags:
                    claims = tags.get(statement.id, {}).get(version.number or 0, ())
                    told["tags"] = told_tags(claims, version.text, statement_of)
                yield json.dumps(told, ensure_ascii=False)


def _held(record: Record, ids: Iterable[str] | None) -> Iterator[Sequence[Statement]]:
    if ids is None:
        statements = record.statements.walk(BATCH)
        while batch := list(islice(statements, BATCH)):
            yield batch
        return
    wanted = iter(ids)
    while names := list(islice(wanted, BATCH)):
        found = record.statements.many(names)
        yield [found[name] for name in names if name in found]


def _supersedes(version: Version) -> int | None:
    return version.number - 1 if version.number and version.number > 1 else None


def _evidence(statement: Statement, version: Version) -> Evidence | None:
    """The evidence from the source whose words the version has, else the first there is."""
    seen = [evidence for number, evidence in statement.evidence if number == version.number]
    return next((evidence for evidence in seen if evidence.source == version.source), next(iter(seen), None))


def _resolver(record: Record) -> Callable[[str], str | None]:
    """From a reference to the one statement it names; each is looked up once."""

    @cache
    def resolved(text: str) -> str | None:
        try:
            named = cite(record, text).statements
        except MalformedReference:
            return None
        return named[0] if len(named) == 1 else None

    return resolved
