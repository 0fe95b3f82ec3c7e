"""`take-down`: the words of a statement leave record, archive and index; a tombstone stays."""

from typing import Annotated

import typer

from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, say
from indexer.config import load_settings

ASKED = "Take down “{name}” ({title})? Its words go from record, archive and index, and cannot be brought back"


def take_down(
    statement: Annotated[str, typer.Argument(metavar="ID", help="The statement's id, or another name of it.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; shown to whoever asks for it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether that is meant.")] = False,
    json: Json = False,
) -> None:
    """Take a statement down for good. Run again, it finishes what was interrupted. Exit 1 if something is left."""
    from dispatchbox.opening import opened_engine, opened_record
    from indexer.archive import Archive
    from indexer.takedown import complete
    from indexer.takedown import take_down as taken_down
    from indexer.upkeep import index_statements

    if not reason.strip():
        raise typer.BadParameter("--reason must say why")
    settings = load_settings()
    with opened_record(settings) as record, opened_engine(settings) as engine:
        held = record.statements.get(statement)
        if held and not yes:
            typer.confirm(ASKED.format(name=held.id, title=held.latest.title), abort=True, err=True)
        tombstone = taken_down(record, statement, reason.strip())
        came_to = complete(record, Archive(settings.archive_dir), say)
        index_statements(record, engine, told=say)
    if json:
        told = {"id": tombstone.id, "at": tombstone.at.isoformat(), "reason": tombstone.reason}
        answer_json({**told, "redacted": came_to.redacted, "left": came_to.left})
    else:
        answer(f"{tombstone.error}; {came_to.redacted:,} archived answers redacted, {came_to.left:,} left")
    if came_to.left:
        raise typer.Exit(1)
