"""A crawl of all six sources, killed at any moment and run again, comes to the same record as one that was let be.

The sources are read at once, and a statement that several have gets its id from whichever came first; those of the
others become aliases. So statements are compared by all their names together, with versions, evidence and tags.

Needs the folder that DISPATCHBOX_SHARED names, for the server that stands in for the sources.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.soak.stand_in import Installation, differences, stand_in

NEEDS = ("shared",)
KILLS = 200  # at scale 1.0
KILLS_EACH = 4  # of one crawl, before it is let be
FIRST = 0.2  # seconds from a crawl's start before which it is never killed
SPAN = ("--everything", "--since", "2014-10-13", "--until", "2014-12-19")


@dataclass(slots=True)
class Toll:
    """What was done to the crawls so far."""

    struck: int = 0
    ended_before: int = 0

    def __str__(self) -> str:
        return f"{self.struck} kills, {self.ended_before} more came after the crawl's end"


def run(seed: int, scale: float) -> None:
    """Kills crawls, and compares what they come to. Raises AssertionError where it differs."""
    moments = random.Random(seed)  # noqa: S311  chooses moments, not secrets
    toll = Toll()
    with tempfile.TemporaryDirectory() as folder, stand_in() as twin:
        untouched = Installation(twin, Path(folder) / "let be")
        untouched.mirror()
        begun = time.monotonic()
        untouched.crawl(*SPAN)
        longest = time.monotonic() - begun
        expected = untouched.told()
        assert expected, "the crawl that was let be found nothing"
        trials = max(1, round(KILLS * scale / KILLS_EACH))
        for trial in range(trials):
            kills = [moments.uniform(FIRST, longest) for _ in range(KILLS_EACH)]
            installation = Installation(twin, Path(folder) / str(trial))
            installation.mirror()
            for kill in kills:
                _kill(installation, kill, toll)
            installation.crawl(*SPAN)
            told = f"killed after {', '.join(f'{kill:.2f}' for kill in kills)} s (seed {seed}, trial {trial})"
            fault = differences(installation.told(), expected)
            assert not fault, f"{told}: {fault}"
            sys.stdout.write(f"\n  {trial + 1} of {trials}: {told}: the same record; {toll}")
            sys.stdout.flush()
    sys.stdout.write("\n")


def _kill(installation: Installation, after: float, toll: Toll) -> None:
    """Starts the crawl and kills it and all that it started, unless it ended before."""
    crawl = installation.started(*SPAN)
    try:
        crawl.wait(after)
    except subprocess.TimeoutExpired:
        installation.signal(crawl, signal.SIGKILL)
        toll.struck += 1
    else:
        toll.ended_before += 1
