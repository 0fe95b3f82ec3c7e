"""How often each source is to be crawled, and which have been left longer than that."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from indexer.config import Source
from statements.coverage import Run, RunOutcome

PATIENCE = 2  # times the cadence: one crawl may fail without a word


def late(sources: Mapping[str, Source], runs: Iterable[Run], now: datetime) -> Iterator[tuple[str, str]]:
    """Each source whose last whole crawl began more than twice its cadence before `now`, and how long ago that was.

    A source that was never read whole is left out, as is one that is off, or of which one crawl is enough.
    """
    newest: dict[str, datetime] = {}
    for run in runs:
        if run.outcome is RunOutcome.COMPLETE:
            newest[run.plan.source] = max(run.started, newest.get(run.plan.source, run.started))
    for name, source in sources.items():
        if source.off or not source.cadence or name not in newest:
            continue
        age = now - newest[name]
        if age > PATIENCE * timedelta(days=source.cadence):
            yield name, f"last read whole {age.days} days ago, and meant to be read {every(source.cadence)}"


def every(days: int) -> str:
    """A cadence in words."""
    return {0: "once", 1: "every day", 7: "every week"}.get(days, f"every {days} days")
