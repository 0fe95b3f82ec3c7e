"""`tag` and `index`: what is derived from the record is brought up to date with it."""

from typing import Annotated

import typer

from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, say
from indexer.config import Settings, load_settings


def tag(
    stale: Annotated[
        bool, typer.Option("--stale", help="Those whose rules have changed: what is done anyway.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every statement, whatever made its tags.")] = False,
    json: Json = False,
) -> None:
    """Tag the statements whose rules have changed; what an editor decided stays."""
    from dispatchbox.opening import opened_record
    from indexer.upkeep import tag_statements

    if stale and everything:
        raise typer.BadParameter("--stale and --all exclude one another")
    with opened_record(load_settings()) as record:
        changed = tag_statements(record, everything=everything, told=say)
    if json:
        answer_json({"changed": changed})
    else:
        answer(f"the tags of {changed:,} statements changed")


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
    with opened_record(settings) as record, opened_engine(settings) as opened:
        if roll_back:
            opened.roll_back()
        indexed = index_statements(record, opened, rebuild=rebuild, told=say)
    if json:
        answer_json({"indexed": indexed})
    else:
        answer(f"{indexed:,} statements indexed")


def caught_up(settings: Settings, *, tag: bool, index: bool) -> None:
    """Tags and indexes what has come in, as far as asked."""
    from dispatchbox.opening import opened_engine, opened_record
    from indexer.upkeep import catch_up

    if tag or index:
        with opened_record(settings) as record, opened_engine(settings) as engine:
            catch_up(record, engine, tag=tag, index=index, told=say)
