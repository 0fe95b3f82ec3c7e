"""`crawl` and `reparse`: statements come in from their sources, or again from the archive."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from json import dumps as to_line
from typing import TYPE_CHECKING, Annotated

import typer

from dispatchbox import options
from dispatchbox.options import Json, NoIndex, NoTag
from dispatchbox.terminal import answer, answer_json, columns, say
from indexer.config import Settings, load_settings, load_sources
from statements.coverage import RunOutcome

if TYPE_CHECKING:
    from crawler.report import SourceReport
    from indexer.intake import Difference

SHORT = 60  # characters of a field that are shown
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


def reparse(
    sources: Sources = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would change, and take nothing in.")] = False,
    no_tag: NoTag = False,
    no_index: NoIndex = False,
    json: Json = False,
) -> None:
    """Parse the archived answers again and take in what they hold; no network is used.

    What changes in statements held is listed before it is taken in. New versions are marked as ours, not the source's.
    """
    from crawler.reparse import rehearse
    from crawler.reparse import reparse as run

    settings = load_settings()
    named = named_sources(settings, sources)
    if dry_run:
        _list_differences(rehearse(settings, named), json=json)
        return
    _conclude(settings, run(settings, named, _say_differences), no_tag=no_tag, no_index=no_index, json=json)


def _say_differences(found: Sequence["Difference"]) -> None:
    """What becomes of statements that are held; those that are new are counted at the end."""
    from indexer.intake import Change

    for one in found:
        if one.change is not Change.CREATED:
            say(_told(one))


def _list_differences(found: Iterable["Difference"], *, json: bool) -> None:
    """One difference a line, as they are found; then, as a message, how many there are of each kind."""
    kinds: Counter[str] = Counter()
    for one in found:
        kinds[one.change.value] += 1
        answer(to_line(asdict(one), ensure_ascii=False) if json else _told(one))
    say(", ".join(f"{number:,} {kind}" for kind, number in sorted(kinds.items())) or "nothing would change")


def _told(one: "Difference") -> str:
    fields = (f"\n        {field.name}: {_short(field.before)} → {_short(field.after)}" for field in one.fields)
    return f"{one.change.value} {one.statement} version {one.version}{''.join(fields)}"


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= SHORT else f"“{text[:SHORT]}…” ({len(text):,} characters)"


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
