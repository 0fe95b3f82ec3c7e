"""`archive`: whether the archive is whole, and how much disk it takes."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from dispatchbox.collecting import Sources, named_sources
from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, columns, say
from indexer.config import load_settings, load_sources

if TYPE_CHECKING:
    from indexer.verification import VerifiedFile

archive = typer.Typer(
    help="Examine the archived answers: whether they are whole, and how much disk they take.", no_args_is_help=True
)


@archive.command()
def verify(sources: Sources = None, json: Json = False) -> None:
    """Read every archived answer again and compare it with the record. Exit 1 if anything is wrong."""
    from dispatchbox.opening import opened_record
    from indexer.archive import Archive
    from indexer.verification import verify as verified

    settings = load_settings()
    known = load_sources(settings)
    files: list[VerifiedFile] = []
    with opened_record(settings) as record:
        for source in named_sources(settings, sources, off_too=True):
            for file in verified(Archive(settings.archive_dir), record.responses, source, known[source].first_day):
                say(f"{file.name}: {file.answers:,} answers, {len(file.faults):,} faults")
                files.append(file)
    (_tell_json if json else _tell)(files)
    if any(file.faults for file in files):
        raise typer.Exit(1)


def _totals(files: "list[VerifiedFile]") -> dict[str, int]:
    totals = {
        name: sum(getattr(file, name) for file in files)
        for name in ("answers", "unlisted", "taken_down", "size", "body")
    }
    return {"files": len(files), **totals, "faults": sum(len(file.faults) for file in files)}


def _tell_json(files: "list[VerifiedFile]") -> None:
    answer_json({**_totals(files), "found": [asdict(fault) for file in files for fault in file.faults]})


def _tell(files: "list[VerifiedFile]") -> None:
    for fault in (fault for file in files for fault in file.faults):
        answer(f"{fault.kind.value} {fault.place}: {fault.told}\n        {fault.url}\n        {fault.remedy}")
    totals = _totals(files)
    told = f"{totals['answers']:,} answers in {totals['files']:,} files read, {totals['faults']:,} faults"
    told += f"; {totals['unlisted']:,} more that were never used"
    if totals["taken_down"]:
        told += f"; {totals['taken_down']:,} taken down"
    if totals["size"]:
        told += f"; answers of {totals['body']:,} bytes take {totals['size']:,} on the disk"
    answer(told)


@archive.command()
def disk(json: Json = False) -> None:
    """Show how much disk the archive takes, by source and year, and how it grew in the last 30 days."""
    from dispatchbox.opening import opened_record
    from indexer.archive import Archive
    from indexer.disk import disk_use

    settings = load_settings()
    with opened_record(settings) as record:
        used = disk_use(Archive(settings.archive_dir), record.responses, datetime.now(UTC))
    if json:
        answer_json({"disk": [asdict(one) for one in used], "bytes": sum(one.size for one in used)})
        return
    heading = ("source", "year", "answers", "files", "bytes", "in 30 days")
    rows = [
        (one.source, str(one.year), *(f"{number:,}" for number in (one.answers, one.files, one.size, one.recent)))
        for one in used
    ]
    answer(columns([heading, *rows]))
    answer(f"{sum(one.size for one in used):,} bytes in all; everything is kept (docs/decisions: what is archived)")
