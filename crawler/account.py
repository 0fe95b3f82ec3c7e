"""How the reading of one window is going, until it is told as coverage."""

from dataclasses import dataclass

from crawler.faults import Unanswered
from crawler.tally import Tally
from statements.coverage import Coverage, Outcome, Window

GRAVITY = (Outcome.COMPLETE, Outcome.SHORT, Outcome.UNEXPECTED, Outcome.FAILED)
LONGEST_NOTE = 500


@dataclass(slots=True)
class Account:
    """The worst that befell a window, and what it gave. One owner: the spider while it reads the window."""

    window: Window
    tally: Tally
    promised: int | None = None
    received: int = 0
    statements: int = 0
    outcome: Outcome = Outcome.COMPLETE
    note: str = ""

    def missed(self, fault: Unanswered) -> None:
        """An address gave no answer that could be used. The source fails by it only if something is lost."""
        self._worsen(fault.outcome, fault.fault)
        if fault.lost:
            self.tally.fail(fault.fault)

    @property
    def lacks(self) -> bool:
        """True if the source gave fewer rows than it promised, and no page failed that would explain it."""
        return self.outcome is Outcome.COMPLETE and self.received < (self.promised or 0)

    def closed(self) -> Coverage:
        """The window as coverage: SHORT if the source gave fewer rows than it promised."""
        if self.received < (self.promised or 0):
            self._worsen(Outcome.SHORT, f"{self.promised} promised, {self.received} received")
        return Coverage(
            window=self.window,
            outcome=self.outcome,
            promised=self.promised,
            received=self.received,
            statements=self.statements,
            note=self.note,
        )

    def _worsen(self, outcome: Outcome, note: str) -> None:
        self.tally.error(f"{self.window.query}, {self.window.since} to {self.window.until}: {note}")
        self.note = f"{self.note}; {note}"[:LONGEST_NOTE] if self.note else note[:LONGEST_NOTE]
        self.outcome = max(self.outcome, outcome, key=GRAVITY.index)
