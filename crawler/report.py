"""How a source's crawl ended, told to the record and to the operator."""

from dataclasses import dataclass

from crawler.job import Job
from crawler.tally import Tally
from statements.coverage import RunOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What one source's crawl (or reparse) came to. `seconds` is how long it took; `note` says what went wrong."""

    source: str
    outcome: RunOutcome
    fetched: int
    statements: int
    new: int
    changed: int
    errors: int
    seconds: float
    note: str


def finished(job: Job) -> SourceReport:
    """End the run in the record; the cursor moves only if nothing was lost. Raises RecordUnavailable."""
    told = report(job.tally, _outcome(job))
    job.intake.finish(
        job.run,
        told.outcome,
        fetched=told.fetched,
        statements=told.statements,
        new=told.new,
        changed=told.changed,
        errors=told.errors,
        note=told.note,
    )
    if told.outcome is RunOutcome.COMPLETE and job.cursor_moves:
        job.intake.set_cursor(job.source.id, job.scope, job.span.until)
    return told


def report(tally: Tally, outcome: RunOutcome) -> SourceReport:
    """The tally as a report."""
    return SourceReport(
        source=tally.source,
        outcome=outcome,
        fetched=tally.fetched,
        statements=tally.statements,
        new=tally.new,
        changed=tally.changed,
        errors=tally.errors,
        seconds=tally.seconds,
        note=tally.note,
    )


def _outcome(job: Job) -> RunOutcome:
    tally = job.tally
    if tally.interrupted and tally.failed is None:
        return RunOutcome.KILLED
    if tally.failed is None and not tally.ended:
        tally.fail("stopped by a fault of the program, which its log tells")
    if tally.failed is None and job.first and tally.expected and tally.statements < job.source.least:
        tally.fail(f"gave {tally.statements} where a first crawl must give at least {job.source.least}")
    return RunOutcome.FAILED if tally.failed else RunOutcome.COMPLETE
