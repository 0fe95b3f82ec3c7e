"""Puts right what a kill left undone: answers that were archived and not yet listed in the record."""

from collections.abc import Sequence

from crawler.answers import intelligible
from indexer.archive import Archive
from indexer.intake import Intake
from statements.errors import ArchiveDamaged, TakenDown
from statements.snapshot import Snapshot


def list_archived(intake: Intake, archive: Archive, source: str, runs: Sequence[int]) -> None:
    """List the last answers of those killed runs, from the newest back to the first that is listed already.

    Answers are archived before they are listed, so only the end of a run can be missing.
    """
    for run in runs:
        missing: list[Snapshot] = []
        for place in reversed(list(archive.places(source, run))):
            try:
                answer = archive.read(place)
            except ArchiveDamaged:
                continue  # the kill cut it short: it is fetched again
            except TakenDown:
                continue  # a statement in it was taken down
            if answer.status != 200 or not intelligible(answer):
                continue
            if intake.fetched_by((run,), answer.url) == place:
                break
            missing.append(answer)
        intake.archived(run, missing[::-1])
