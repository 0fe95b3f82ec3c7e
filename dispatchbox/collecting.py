"""`crawl` and `reparse`: statements come in from their sources, or again from the archive."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dispatchbox import options
from dispatchbox.options import Json, NoIndex, NoTag
from dispatchbox.terminal import answer, answer_json, columns, say
from indexer.config import Settings, load_settings, load_sources
from statements.coverage import RunOutcome

if TYPE_CHECKING:
    from crawler.report import SourceReport

Sources = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE", help="Which sources; without any, all that are on.")
]


def crawl(
    sources: Sources = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="T", help="Only what this topic asks for; may be repeated.")
    ] = None,
    everything: Annotated[bool, typer.Option("--everything", help="All that the sources hold in the period.")] = False,
    since: Annotated[date | None, options.day("--since", help="The first day of the period.")] = None,
    until: Annotated[date | None, options.day("--until", help="The day taken as today; without it, today.")] = None,
    no_tag: NoTag = False,
    no_index: NoIndex = False,
    json: Json = False,
) -> None:
    """Fetch, archive, parse and take in what the topics ask for."""
    from crawler.run import crawl as run

    settings = load_settings()
    named = named_sources(settings, sources)
    if everything and topic:
        raise typer.BadParameter("--everything and --topic exclude one another")
    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} is after --until {until}")
    reports = run(settings, named, topics=topic, everything=everything, since=since, until=until)
    _conclude(settings, reports, no_tag=no_tag, no_index=no_index, json=json)


def reparse(sources: Sources = None, no_tag: NoTag = False, no_index: NoIndex = False, json: Json = False) -> None:
    """Parse the archived answers again and take in what they hold; no network is used."""
    from crawler.reparse import reparse as run

    settings = load_settings()
    reports = run(settings, named_sources(settings, sources))
    _conclude(settings, reports, no_tag=no_tag, no_index=no_index, json=json)


def named_sources(settings: Settings, sources: list[str] | None, *, off_too: bool = False) -> tuple[str, ...]:
    """The sources named; without any, all that are on, or all. Raises BadParameter for one that is not configured."""
    known = load_sources(settings)
    for name in sources or ():
        if name not in known:
            raise typer.BadParameter(f"there is no source “{name}”; the sources are {', '.join(known)}")
    return tuple(sources or (name for name, source in known.items() if off_too or not source.off))


def _conclude(
    settings: Settings, reports: Sequence["SourceReport"], *, no_tag: bool, no_index: bool, json: bool
) -> None:
    from dispatchbox.deriving import caught_up

    if any(report.outcome is RunOutcome.KILLED for report in reports):
        say("What was fetched is kept; run the same command again, and it goes on where it stopped.")
        raise KeyboardInterrupt
    caught_up(settings, tag=not no_tag, index=not no_index)
    if json:
        answer_json({"sources": [asdict(report) for report in reports]})
    else:
        answer(_table(reports))
    if any(report.outcome is not RunOutcome.COMPLETE for report in reports):
        raise typer.Exit(1)


def _table(reports: Sequence["SourceReport"]) -> str:
    heading = ("source", "outcome", "fetched", "statements", "new", "changed", "errors", "seconds", "")
    rows = [
        (
            report.source,
            report.outcome.value,
            *(f"{count:,}" for count in (report.fetched, report.statements, report.new, report.changed, report.errors)),
            f"{report.seconds:.1f}",
            report.note,
        )
        for report in reports
    ]
    return columns([heading, *rows])
