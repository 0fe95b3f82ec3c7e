"""The demonstration collection: answers written for it in the sources' own shapes, `config/demonstration/`.

`index.toml` lists them in the order in which they are to be read: source, address, file, the time at which it counts as
fetched, and for readers which facts are real and what is invented.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from indexer.archive import Archive
from indexer.config import Settings, config_dir
from indexer.intake import Intake
from indexer.tables import read_table
from statements.coverage import Plan, RunOutcome
from statements.errors import ConfigError
from statements.snapshot import Snapshot

CONTENT_TYPES = {
    ".json": "application/json; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".xml": "application/xml",
    ".csv": "text/csv",
}
"""What the sources call their answers, by the ending of the file that holds one."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str
    url: str
    file: str
    fetched_at: AwareDatetime
    facts: str
    invented: str = ""


class _Index(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    answers: tuple[_Answer, ...]


def snapshots() -> Iterator[Snapshot]:
    """Every answer of the demonstration, in order, as if it had just been fetched: not yet archived.

    All are read before the first is given. Raises ConfigError naming every fault.
    """
    folder = config_dir() / "demonstration"
    index = read_table(folder / "index.toml", _Index)
    missing = [answer.file for answer in index.answers if not (folder / answer.file).is_file()]
    if missing:
        raise ConfigError([(str(folder / file), "-", "the file is missing") for file in missing])
    return iter([_snapshot(answer, (folder / answer.file).read_bytes()) for answer in index.answers])


def prepare(settings: Settings) -> tuple[str, ...]:
    """Puts the answers into the archive of these settings and lists them in the record, but for those there already.

    Gives the sources whose answers `crawler.reparse` then reads. Raises ConfigError, RecordUnavailable and LeaseHeld.
    """
    answers = tuple(snapshots())
    sources = tuple(dict.fromkeys(answer.source for answer in answers))
    with Intake.opened(settings.record_url) as intake:
        for source in sources:
            with intake.alone(f"crawl {source}"):
                _keep(intake, Archive(settings.archive_dir), [answer for answer in answers if answer.source == source])
    return sources


def _keep(intake: Intake, archive: Archive, answers: Sequence[Snapshot]) -> None:
    source = answers[0].source
    held = {archive.read(kept.place).sha256 for kept in intake.kept(source)}
    new = [answer for answer in answers if answer.sha256 not in held]
    if not new:
        return
    until = max(answer.fetched_at for answer in new).date()
    run = intake.begin(Plan(source=source, scope="everything", since=None, until=until)).run
    with archive.writer(source, run) as writer:
        kept = [writer.write(answer) for answer in new]
    intake.archived(run, kept)
    intake.finish(run, RunOutcome.COMPLETE, fetched=len(kept), statements=0, new=0, changed=0, errors=0)


def _snapshot(answer: _Answer, body: bytes) -> Snapshot:
    return Snapshot(
        source=answer.source,
        url=answer.url,
        fetched_at=answer.fetched_at.astimezone(UTC),
        status=200,
        headers=(("content-type", CONTENT_TYPES[Path(answer.file).suffix]),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )
