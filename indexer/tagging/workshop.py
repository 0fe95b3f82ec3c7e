"""Where statements are tagged: here, or in several processes that each have the rules and the language model.

Whatever the number of processes, statements are read in the same pieces of work and come back in the order in which
they came, so that the tags are the same.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from indexer.tagging.language import Reading
from statements.statement import Statement, Version
from statements.tag import Tag

PIECE = 64  # statements that a process is given at once
AHEAD = 2  # jobs under way besides the one that is awaited

Done = tuple[tuple[Tag, ...], Reading | None]
"""The claims about one statement, and the model's reading of its text if it is new."""


class Rules(Protocol):
    """What tags: the `Tagger`."""

    def tag_each(self, versions: Sequence[Version], kept: Mapping[str, Reading]) -> list[Done]:
        """The claims about each version."""


@dataclass(frozen=True, slots=True)
class Job:
    """Statements to be tagged together, with the readings of their texts that are kept."""

    statements: list[Statement]
    kept: Mapping[str, Reading]

    def pieces(self) -> Iterator[tuple[list[Version], dict[str, Reading]]]:
        """The latest versions, `PIECE` at a time, with what is kept of each."""
        for start in range(0, len(self.statements), PIECE):
            versions = [statement.latest for statement in self.statements[start : start + PIECE]]
            yield (
                versions,
                {
                    version.text: self.kept[version.text]
                    for version in versions
                    if version.text and version.text in self.kept
                },
            )


class Workshop:
    """Tags jobs in that many processes; with one, in this. To be used as a context."""

    def __init__(self, rules: Rules, processes: int) -> None:
        self._rules = rules
        self._pool = _pool(rules, processes) if processes > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=fault is not None)

    def done(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, list[Done]]]:
        """Each job with what was claimed, in order; with several processes, some jobs are begun ahead of time."""
        if self._pool is None:
            for job in jobs:
                yield job, [done for piece in job.pieces() for done in self._rules.tag_each(*piece)]
            return
        begun: deque[tuple[Job, list[Future[list[Done]]]]] = deque()
        for job in jobs:
            begun.append((job, [self._pool.submit(_tag_each, *piece) for piece in job.pieces()]))
            if len(begun) > AHEAD:
                yield _awaited(*begun.popleft())
        while begun:
            yield _awaited(*begun.popleft())


def _awaited(job: Job, pieces: Sequence["Future[list[Done]]"]) -> tuple[Job, list[Done]]:
    return job, [done for piece in pieces for done in piece.result()]


def _pool(rules: Rules, processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a fork would share the record's connections
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_take_up, initargs=(rules,))


_taken_up: list[Rules] = []  # the rules of a process of the pool, put there once when it begins


def _take_up(rules: Rules) -> None:
    _taken_up.append(rules)


def _tag_each(versions: Sequence[Version], kept: Mapping[str, Reading]) -> list[Done]:
    return _taken_up[0].tag_each(versions, kept)
