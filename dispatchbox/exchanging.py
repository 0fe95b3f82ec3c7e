"""`import` and `export`: statements as lines of JSON."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dispatchbox.options import Json, NoIndex, NoTag
from dispatchbox.terminal import answer, answer_json, say
from indexer.config import load_settings
from statements.query import Query, Sort, Window

if TYPE_CHECKING:
    from indexer.library import Library

PIPE = "-"
PAGE = 500


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of statements, one a line; - is a pipe.")],
    no_tag: NoTag = False,
    no_index: NoIndex = False,
    json: Json = False,
) -> None:
    """Take in statements as lines of JSON; a bad line is named and stops nothing else."""
    from dispatchbox.deriving import caught_up
    from dispatchbox.opening import opened_record
    from indexer.intake import Intake
    from indexer.interchange import import_lines

    settings = load_settings()
    for file in files:
        if file != PIPE and not Path(file).is_file():
            raise typer.BadParameter(f"there is no file {file}")
    counts = dict.fromkeys(("new", "changed", "same"), 0)
    refused: list[dict[str, str]] = []
    kept_out: list[str] = []
    with opened_record(settings) as record:
        for file in files:
            with _opened(file) as lines:
                imported = import_lines(Intake(record), lines)
            for name in counts:
                counts[name] += getattr(imported.taken, name)
            refused += [{"file": file, "place": one.place, "fault": one.fault} for one in imported.rejected]
            kept_out += map(str, imported.taken_down)
    caught_up(settings, tag=not no_tag, index=not no_index)
    for told in kept_out:
        say(f"not taken in: {told}")
    for fault in refused:
        say(f"refused: {fault['file']}: {fault['place']}: {fault['fault']}")
    if json:
        answer_json({**counts, "refused": refused})
    else:
        answer(
            f"{counts['new']:,} new, {counts['changed']:,} changed, {counts['same']:,} same, {len(refused):,} refused"
        )
    if refused:
        raise typer.Exit(1)


def _opened(file: str) -> BinaryIO:
    return sys.stdin.buffer if file == PIPE else Path(file).open("rb")


def export(
    query: Annotated[str | None, typer.Option("--query", metavar="Q", help="Only the statements that match.")] = None,
    with_tags: Annotated[bool, typer.Option("--with-tags", help="Add the tags of each.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="A line for every version, oldest first.")] = False,
) -> None:
    """Write the statements held as lines of JSON, one a statement."""
    from dispatchbox.opening import opened_library, opened_record
    from indexer.interchange import export as exported

    settings = load_settings()
    ids = None
    if query is not None:
        with opened_library(settings) as library:
            ids = list(_matching(library, query))
    with opened_record(settings) as record:
        for line in exported(record, ids, versions=versions, with_tags=with_tags):
            answer(line)


def _matching(library: "Library", text: str) -> Iterator[str]:
    """The ids of all statements that match strictly, oldest first."""
    from indexer.search.syntax import parse

    query = Query(node=parse(text), typed=text)
    total, given = 1, 0
    while given < total:
        page = library.find(query, Window(sort=Sort.OLDEST, limit=PAGE, offset=given))
        strict = [found.id for found in page.results if not found.relaxed]
        yield from strict
        total, given = (page.total, given + len(strict)) if strict else (0, 0)
