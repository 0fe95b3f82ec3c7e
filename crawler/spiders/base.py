"""What every spider does alike: ask, give up in time, and tell what was covered."""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from scrapy import Spider
from scrapy.http import Response

from crawler.account import Account
from crawler.door import Found, Reading
from crawler.faults import FAULTS, Unanswered
from crawler.job import Job
from crawler.reading import sightings_in
from crawler.requests import ODD, SNAPSHOT, page_request
from crawler.tally import CRASHED
from crawler.windows import Span, years
from statements.coverage import LEFT_UNREAD, Coverage, Outcome, Window
from statements.errors import DispatchBoxError, SourceChanged, SourceFailed
from statements.snapshot import Snapshot
from statements.statement import Sighting

PATIENCE = 5  # addresses that may fail one after the other before the source is given up
GONE = frozenset({404, 410})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: how many rows there are in all, how many came, and what was made of them."""

    total: int
    received: int
    rows: Sequence[T]


class SourceSpider(Spider, ABC):
    """Reads one source window by window. A subclass says in `read` which windows there are and how each is read.

    Requests are made through the engine, so that a window is read from top to bottom in one place; they pass every
    downloader middleware, and there are never more of them under way than the source allows.
    """

    name: str
    accept = "application/json"

    def __init__(self, job: Job, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.job = job
        self._misses = 0

    @abstractmethod
    def read(self) -> AsyncIterator[Found]:
        """Everything the source has for the job."""

    async def start(self) -> AsyncIterator[Found]:
        """What was read, for the pipeline. A source that fails ends early, and says so in its coverage and tally."""
        tally = self.job.tally
        try:
            if self.job.after:
                await asyncio.wait(self.job.after)
            tally.begin()
            async for found in self.read():
                yield found
            tally.ended = True
        except DispatchBoxError as error:
            tally.error(str(error))
            tally.fail(str(error))
            yield self._left_unread(str(error))
        except Exception:
            tally.fail(CRASHED)
            raise
        finally:
            tally.stop()

    def url(self, path: str, **query: str | int | Sequence[int] | Sequence[str]) -> str:
        """An address of the source; a query with several values is repeated."""
        return f"{self.job.source.base}{path}{'?' + urlencode(query, doseq=True) if query else ''}"

    def account(self, query: str, span: Span) -> Account:
        """A new account of a window."""
        window = Window(source=self.job.source.id, query=query, since=span.since, until=span.until)
        return Account(window, self.job.tally)

    def searches(self) -> list[tuple[str, Span]]:
        """Each term of each topic with each window of a year in which the topic is followed, newest first."""
        found = {
            (term, span)
            for topic in self.job.topics or ()
            for span in years(self.job.span.within(Span(topic.since, topic.until or self.job.span.until)))
            for term in topic.terms
        }
        return sorted(found, key=lambda search: (search[1].until, search[0]), reverse=True)

    async def ask(self, url: str, *, afresh: bool = False, absence: bool = False) -> Snapshot:
        """The archived answer of one address. Raises Unanswered, or SourceFailed once too many have failed in a row.

        With `absence` an answer that there is no such page is an answer like others, known by its status.
        """
        if self._misses >= PATIENCE:
            raise SourceFailed(self.name, f"given up after {PATIENCE} failures in a row: {self.job.tally.note}")
        try:
            request = page_request(url, self.job.source, accept=self.accept, afresh=afresh)
            answer = await self.crawler.engine.download_async(request)
        except FAULTS as error:
            self._misses += 1
            raise Unanswered(self.name, url, str(error) or type(error).__name__) from error
        if absence and answer.status in GONE:
            self._misses = 0
            return self._kept(answer)
        return self._checked(url, answer)

    def parsed(self, parse: Callable[[Snapshot], T], snapshot: Snapshot, *, leads_on: bool = True) -> T:
        """What the parser makes of the answer. Raises Unanswered, naming the place kept, if it is unknown.

        What an answer that leads on to others would have led to is lost; words can be read again from the archive.
        """
        try:
            return parse(snapshot)
        except SourceChanged as fault:
            told = f"{fault.fault}; kept as {snapshot.place}"
            raise Unanswered(self.name, snapshot.url, told, outcome=Outcome.UNEXPECTED, lost=leads_on) from fault

    async def in_turn(self, work: Iterable[Coroutine[Any, Any, T]]) -> AsyncIterator[T | Unanswered]:
        """What each piece of work gives, in order; as many are under way as the source allows."""
        waiting: deque[asyncio.Task[T]] = deque()
        try:
            for piece in work:
                waiting.append(asyncio.ensure_future(piece))
                if len(waiting) >= self.job.source.concurrency:
                    yield await _outcome(waiting.popleft())
            while waiting:
                yield await _outcome(waiting.popleft())
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def listed(
        self, account: Account, address: Callable[[int], str], parse: Callable[[Snapshot], Page[T]]
    ) -> list[T]:
        """The rows of a list that comes in pages; `address` gives the page that begins after so many rows.

        The count received is told to the account, and a page that is missing or not known ends the list there.
        """
        rows: list[T] = []
        with self.noting(account):
            while account.promised is None or account.received < account.promised:
                page = self.parsed(parse, await self.ask(address(account.received)))
                account.promised = page.total
                account.received += page.received
                rows += page.rows
                if not page.received:
                    break
        return rows

    async def collect(self, account: Account, urls: Iterable[str]) -> AsyncIterator[Found]:
        """The statements of those addresses that fit the job, told to the window's account."""
        async for answer in self.in_turn(self.ask(url) for url in urls):
            with self.noting(account):
                if isinstance(answer, Unanswered):
                    raise answer
                for reading in self.stated(account, answer):
                    yield reading

    def stated(self, account: Account, answer: Snapshot) -> Iterator[Reading]:
        """What an answer states that fits the job, told to the window's account. Raises Unanswered if it is unknown."""
        sightings = self.parsed(self._sightings, answer, leads_on=False)
        account.statements += len(sightings)
        if sightings:
            yield Reading(answer.evidence, sightings)

    def _sightings(self, answer: Snapshot) -> tuple[Sighting, ...]:
        return sightings_in(answer, self.job.topics)

    @contextmanager
    def noting(self, account: Account) -> Iterator[None]:
        """Tell the account of an answer that is missing or not known, and go on after the block."""
        try:
            yield
        except Unanswered as fault:
            account.missed(fault)

    def _kept(self, answer: Response) -> Snapshot:
        snapshot: Snapshot = answer.meta[SNAPSHOT]
        return snapshot

    def _checked(self, url: str, answer: Response) -> Snapshot:
        snapshot = self._kept(answer)
        if answer.status == 200 and ODD not in answer.flags:
            self._misses = 0
            return snapshot
        kept = f"kept as {snapshot.place}"
        told = f"answered with {answer.status}; {kept}"
        if answer.status in GONE:
            raise Unanswered(self.name, url, told, outcome=Outcome.UNEXPECTED, lost=False)
        self._misses += 1
        if answer.status == 200:
            raise Unanswered(self.name, url, f"not what was asked for; {kept}", outcome=Outcome.UNEXPECTED)
        raise Unanswered(self.name, url, told)

    def _left_unread(self, why: str) -> Coverage:
        span = self.job.span
        window = Window(source=self.job.source.id, query=LEFT_UNREAD, since=span.since, until=span.until)
        return Coverage(window=window, outcome=Outcome.FAILED, promised=None, received=0, statements=0, note=why)


async def _outcome(task: "asyncio.Task[T]") -> T | Unanswered:
    try:
        return await task
    except Unanswered as fault:
        return fault
