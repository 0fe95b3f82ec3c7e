"""What was fetched and what was not, source by source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.config import Source
from indexer.standing import SourceDay, SourceDays, Survey
from statements.coverage import Coverage, Outcome, Run, RunOutcome
from webui.presenters import words

SHOWN = 10  # windows of one source that are listed

OUTCOMES = {
    Outcome.COMPLETE: "Complete",
    Outcome.SHORT: "Fewer than promised",
    Outcome.FAILED: "Failed",
    Outcome.UNEXPECTED: "Unexpected page, kept",
}
RUN_OUTCOMES = {
    RunOutcome.RUNNING: "Running",
    RunOutcome.COMPLETE: "Complete",
    RunOutcome.FAILED: "Failed",
    RunOutcome.KILLED: "Stopped before its end",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    """One window that was read, or was to be."""

    days: str
    query: str
    outcome: str
    complete: bool
    promised: str
    received: str
    statements: str
    note: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """One source: a sentence, the windows read last, and those that are missing."""

    id: str
    title: str
    licence: str
    sentence: str
    windows: tuple[WindowRow, ...]
    more: str
    missing: tuple[WindowRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One crawl of one source."""

    started: str
    source: str
    scope: str
    days: str
    outcome: str
    fetched: str
    statements: str
    new: str
    changed: str
    errors: str
    note: str


def sources(declared: Mapping[str, Source], coverage: Iterable[Coverage]) -> tuple[SourceCoverage, ...]:
    """Every source declared, with what came of reading it; `coverage` is newest first."""
    read: dict[str, list[Coverage]] = {source: [] for source in declared}
    for window in coverage:
        read.setdefault(window.window.source, []).append(window)
    return tuple(_source(name, declared.get(name), windows) for name, windows in read.items())


def _source(name: str, declared: Source | None, windows: Sequence[Coverage]) -> SourceCoverage:
    newest = tuple({window.window: window for window in reversed(windows)}.values())[::-1]
    missing = [window for window in newest if window.outcome is not Outcome.COMPLETE]
    left = len(newest) - SHOWN
    return SourceCoverage(
        id=name,
        title=declared.title if declared else name,
        licence=declared.licence if declared else "",
        sentence=sentence(newest),
        windows=tuple(_window(window) for window in newest[:SHOWN]),
        more=f"{words.count(left, 'earlier window')} not listed here." if left > 0 else "",
        missing=tuple(_window(window) for window in missing),
    )


def sentence(windows: Sequence[Coverage]) -> str:
    """What was read of a source, in one sentence; `windows` has each window once."""
    if not windows:
        return "Not crawled yet: the silence of this source means nothing."
    whole = [window for window in windows if window.outcome is Outcome.COMPLETE]
    missing = len(windows) - len(whole)
    failed = f" {words.count(missing, 'window')} could not be read whole: see below." if missing else ""
    if not whole:
        return f"Nothing has been read whole yet.{failed}"
    days = words.between(min(window.window.since for window in whole), max(window.window.until for window in whole))
    last = max((window.at for window in whole if window.at), default=None)
    return f"Read {days}{f', last on {words.moment(last)}' if last else ''}.{failed}"


def replayed(declared: Iterable[str], survey: Survey) -> dict[str, str]:
    """What is true of the demonstration's sources: that their answers were replayed, and of which days they are."""
    dated = {source.source: [one for one in source.days if one.statements] for source in survey.sources}
    return {source: _replayed(dated.get(source, [])) for source in declared}


def _replayed(held: Sequence[SourceDay]) -> str:
    told = "Replayed from the demonstration's own archive"
    if held:
        number = words.count(sum(one.statements for one in held), "statement")
        days = f"{words.count(len(held), 'day')} {words.between(held[0].day, held[-1].day)}"
        told = f"{told}: {number} of {days}"
    return f"{told}. Nothing was asked of the source, so the silence of any other day means nothing."


def as_told(survey: Survey) -> dict[str, object]:
    """The same for programs: each source as runs of days alike, both ends included, with the statements held."""
    return {"sources": [{"source": one.source, "days": list(_alike(one))} for one in survey.sources]}


def _alike(source: SourceDays) -> Iterator[dict[str, object]]:
    for reading, days in groupby(source.days, key=lambda one: one.reading):
        run = list(days)
        yield {
            "from": run[0].day.isoformat(),
            "until": run[-1].day.isoformat(),
            "reading": reading.value,
            "statements": sum(one.statements for one in run),
        }


def _window(coverage: Coverage) -> WindowRow:
    window = coverage.window
    return WindowRow(
        days=words.stretch(window.since, window.until),
        query=window.query,
        outcome=OUTCOMES[coverage.outcome],
        complete=coverage.outcome is Outcome.COMPLETE,
        promised="not told" if coverage.promised is None else words.number(coverage.promised),
        received=words.number(coverage.received),
        statements=words.number(coverage.statements),
        note=coverage.note,
        at=words.moment(coverage.at),
    )


def runs(declared: Mapping[str, Source], found: Iterable[Run]) -> tuple[RunRow, ...]:
    """The last crawls."""
    return tuple(_run(run, declared) for run in found)


def _run(run: Run, declared: Mapping[str, Source]) -> RunRow:
    plan = run.plan
    return RunRow(
        started=words.moment(run.started),
        source=declared[plan.source].title if plan.source in declared else plan.source,
        scope=plan.scope,
        days=words.stretch(plan.since, plan.until),
        outcome=RUN_OUTCOMES[run.outcome],
        fetched=words.number(run.fetched),
        statements=words.number(run.statements),
        new=words.number(run.new),
        changed=words.number(run.changed),
        errors=words.number(run.errors),
        note=run.note,
    )


def in_one_line(declared: Mapping[str, Source], coverage: Iterable[Coverage], *, demonstration: bool = False) -> str:
    """All sources that were read, and over which days, in one sentence; the demonstration's were replayed."""
    if demonstration:
        return "Nothing was asked of any source: these statements were replayed from the demonstration's own archive."
    whole = [window for window in coverage if window.outcome is Outcome.COMPLETE]
    if not whole:
        return "No source has been read yet."
    names = [source.title for name, source in declared.items() if any(one.window.source == name for one in whole)]
    first, last = min(one.window.since for one in whole), max(one.window.until for one in whole)
    return f"{words.listed(names)}: read {words.between(first, last)}."
