"""What was fetched and what was not: absence of statements is never taken for silence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LEFT_UNREAD = "what was left unread"
"""The query of a window that stands for all that a crawl could not come to before it ended."""


class Outcome(StrEnum):
    """How one window of a crawl ended."""

    COMPLETE = "complete"  # everything that the source said it has was received
    SHORT = "short"  # the source gave fewer than it promised
    FAILED = "failed"  # it could not be read
    UNEXPECTED = "unexpected"  # a page came that the parser does not know; it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a source in a stretch of days, both included; `query` names the search or list that was read."""

    source: str
    query: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What came of reading one window. `promised` is the count the source gave, None where it gives none."""

    window: Window
    outcome: Outcome
    promised: int | None
    received: int
    statements: int
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one crawl of one source sets out to do; two crawls with equal plans can resume one another.

    `scope` is "everything" or the topic ids joined by commas. `since` None: from the source's or topic's first day.
    """

    source: str
    scope: str
    since: date | None
    until: date


class RunOutcome(StrEnum):
    """How a run ended."""

    RUNNING = "running"
    COMPLETE = "complete"
    FAILED = "failed"
    KILLED = "killed"  # found unfinished by the next run


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl of one source, with its counts."""

    id: int
    plan: Plan
    started: datetime
    ended: datetime | None
    outcome: RunOutcome
    fetched: int = 0
    statements: int = 0
    new: int = 0
    changed: int = 0
    errors: int = 0
    note: str = ""
