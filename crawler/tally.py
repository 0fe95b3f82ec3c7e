"""What one crawl of one source has done so far: written by the crawl, read by its progress and its report."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from statements.errors import TakenDown

CRASHED = "stopped by a fault of the program, which its log tells"


@dataclass(slots=True)
class Tally:
    """Counts of one source's run.

    `fetched` are answers that came over the network, `reused` those that an earlier, killed run had archived.
    `expected` and `done` count windows (for members: people), for the estimate of the time left.
    `kept_out` counts what was taken down before and shown again, which is no error of the source; `buried` tells of the
    first. `failed` says why the source as a whole failed, None while it has not; `ended` is True once all was read.
    """

    source: str
    fetched: int = 0
    reused: int = 0
    statements: int = 0
    new: int = 0
    changed: int = 0
    errors: int = 0
    expected: int = 0
    done: int = 0
    kept_out: int = 0
    buried: str | None = None
    failed: str | None = None
    ended: bool = False
    fault: str | None = None
    began: float = field(default_factory=time.monotonic)
    stopped: float | None = None

    def begin(self) -> None:
        """The clock starts: what comes before was waiting for others."""
        self.began = time.monotonic()

    def error(self, fault: str) -> None:
        """Count one error; the first is kept word for word."""
        self.errors += 1
        self.fault = self.fault or fault

    def keep_out(self, taken_down: Sequence[TakenDown]) -> None:
        """Count what was not taken in since it was taken down; the first is kept word for word."""
        self.kept_out += len(taken_down)
        self.buried = self.buried or next(map(str, taken_down), None)

    def fail(self, fault: str) -> None:
        """The source failed; the first reason stands."""
        self.failed = self.failed or fault

    def stop(self) -> None:
        """The clock stops: nothing more will be read."""
        self.stopped = self.stopped or time.monotonic()

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return (self.stopped or time.monotonic()) - self.began

    @property
    def left(self) -> float | None:
        """Seconds that are likely left, None where nothing can be said yet."""
        if self.ended or self.stopped:
            return 0.0
        if not self.done or not self.expected:
            return None
        return self.seconds * max(0, self.expected - self.done) / self.done

    @property
    def note(self) -> str:
        """Why it failed, or what the first error was, and what was kept out; empty if there was nothing of it."""
        told = self.failed or self.fault or ""
        told = f"{told} ({self.errors} errors in all)" if self.errors > 1 else told
        kept_out = f"{self.buried} ({self.kept_out} kept out in all)" if self.kept_out > 1 else self.buried
        return "; ".join(filter(None, (told, kept_out)))
