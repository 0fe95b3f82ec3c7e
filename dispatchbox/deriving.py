"""`tag` and `index`: what is derived from the record is brought up to date with it; what editors decide about tags."""

import getpass
from typing import Annotated

import typer

from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, say
from indexer.config import Settings, load_settings
from statements.tag import TagKind

Statement = Annotated[str, typer.Argument(metavar="ID", help="The statement's id, or another name of it.")]
Kind = Annotated[TagKind, typer.Argument(metavar="KIND", help="What is claimed: policy, minister, entity, figure, …")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the tag.")]

tagging = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@tagging.callback()
def tag(
    context: typer.Context,
    stale: Annotated[
        bool, typer.Option("--stale", help="Those whose rules have changed: what is done anyway.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every statement, whatever made its tags.")] = False,
    processes: Annotated[
        int, typer.Option("--processes", min=1, metavar="N", help="How many share the work; worth it above some 5,000.")
    ] = 1,
    json: Json = False,
) -> None:
    """Tag the statements whose rules have changed; what an editor decided stays."""
    from dispatchbox.opening import opened_record
    from indexer.upkeep import tag_statements

    if context.invoked_subcommand:
        return
    if stale and everything:
        raise typer.BadParameter("--stale and --all exclude one another")
    with opened_record(load_settings()) as record:
        changed = tag_statements(record, everything=everything, processes=processes, told=say)
    if json:
        answer_json({"changed": changed})
    else:
        answer(f"the tags of {changed:,} statements changed")


@tagging.command("reject")
def reject(
    statement: Statement,
    kind: Kind,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The claim: a policy's id, a person's id, a name.")],
    reason: Reason = "",
) -> None:
    """Reject a claim. Tagging again does not bring it back; `tag add` does."""
    from dispatchbox.opening import opened_record
    from indexer.tagging.decisions import Editor
    from indexer.tagging.decisions import reject as rejected

    settings = load_settings()
    with opened_record(settings) as record:
        name = rejected(record, statement, kind, value, Editor(getpass.getuser(), reason))
    caught_up(settings, tag=False, index=True)
    answer(f"{name}: {kind} {value} is rejected")


@tagging.command("add")
def add(
    statement: Statement,
    kind: Kind,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="A policy's id, or a person's.")],
    reason: Reason = "",
) -> None:
    """Add a claim that rules did not make, or restore one that was rejected."""
    from dispatchbox.opening import opened_record
    from indexer.tagging.decisions import Editor, addable
    from indexer.tagging.decisions import add as added

    settings = load_settings()
    with opened_record(settings) as record:
        detail = addable(record, statement, kind, value)
        name = added(record, statement, kind, value, Editor(getpass.getuser(), reason), detail)
    caught_up(settings, tag=False, index=True)
    answer(f"{name}: {kind} {value} is claimed")


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build a new index aside and swap it in.")] = False,
    roll_back: Annotated[
        bool, typer.Option("--roll-back", help="Put back the index before the current one, and bring that up to date.")
    ] = False,
    engine: Annotated[str | None, typer.Option("--engine", metavar="ENGINE", help="embedded.")] = None,
    json: Json = False,
) -> None:
    """Bring the search index up to date with the record."""
    from dispatchbox.opening import opened_engine, opened_record
    from indexer.upkeep import index_statements

    if rebuild and roll_back:
        raise typer.BadParameter("--rebuild and --roll-back exclude one another")
    settings = load_settings(**({"engine": engine} if engine else {}))
    redacted(settings)
    with opened_record(settings) as record, opened_engine(settings) as opened:
        if roll_back:
            opened.roll_back()
        indexed = index_statements(record, opened, rebuild=rebuild, told=say)
    if json:
        answer_json({"indexed": indexed})
    else:
        answer(f"{indexed:,} statements indexed")


def redacted(settings: Settings) -> None:
    """Redacts what the record says is still to be redacted, such as a statement taken down that was fetched again."""
    from dispatchbox.opening import opened_record
    from indexer.archive import Archive
    from indexer.takedown import complete

    with opened_record(settings) as record:
        complete(record, Archive(settings.archive_dir), say)


def caught_up(settings: Settings, *, tag: bool, index: bool) -> None:
    """Tags and indexes what has come in, as far as asked; finishes what was taken down."""
    from dispatchbox.opening import opened_engine, opened_record
    from indexer.upkeep import catch_up

    redacted(settings)
    if tag or index:
        with opened_record(settings) as record, opened_engine(settings) as engine:
            catch_up(record, engine, tag=tag, index=index, told=say)
