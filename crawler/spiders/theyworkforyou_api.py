"""TheyWorkForYou's interface, for an operator who has a key: a search for each term of a topic, then whole threads.

Every call counts against a quota (TheyWorkForYou page: 10 a day without a plan, 1,000 a month for small charities), so
what is in the archive and of days too old to change is never asked for again. A crawl that has used the quota
up stops, says so, and goes on from there when it is run again.
"""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from crawler.account import Account
from crawler.door import Found
from crawler.faults import Unanswered
from crawler.job import Job
from crawler.parsers.theyworkforyou_api import Thread, quota, refusal, search
from crawler.spiders.base import Page, SourceSpider
from crawler.windows import Span
from statements.coverage import Outcome
from statements.errors import ArchiveDamaged, NotHeld, SourceFailed, TakenDown
from statements.snapshot import Snapshot

MOST_ROWS = 1000  # that a search gives at once


class Enquiry:
    """Asks on behalf of a spider."""

    def __init__(self, spider: SourceSpider) -> None:
        self._spider = spider
        self._seen: set[str] = set()

    @property
    def _job(self) -> Job:
        return self._spider.job

    async def read(self) -> AsyncIterator[Found]:
        """By the topics' terms, newest first. Raises SourceFailed if no call is left, or if everything is asked for."""
        if self._job.everything:
            raise self._failed("its interface gives too few calls to be read whole", "Crawl a topic, or set a mirror.")
        await self._insist_on_quota()
        searches = self._spider.searches()
        self._job.tally.expected = len(searches)
        for term, span in searches:
            async for found in self._search(term, span):
                yield found
            self._job.tally.done += 1

    async def _search(self, term: str, span: Span) -> AsyncIterator[Found]:
        account = self._spider.account(f"interface: {term}", span)
        for thread in await self._threads(account, term, span):
            url = self._address(thread)
            if url in self._seen or not span.since <= thread.day <= span.until:
                continue
            self._seen.add(url)
            with self._spider.noting(account):
                answer = self._held(url, thread.day) or await self._asked(url)
                for reading in self._spider.stated(account, answer):
                    yield reading
        yield account.closed()

    async def _threads(self, account: Account, term: str, span: Span) -> list[Thread]:
        threads: list[Thread] = []
        words = f'"{term}" {span.since:%Y%m%d}..{span.until:%Y%m%d}'
        with self._spider.noting(account):
            while account.promised is None or account.received < account.promised:
                number = account.received // MOST_ROWS + 1
                url = self._listing(words, number)
                answer = self._held(url, span.until) or await self._asked(url)
                page = self._spider.parsed(_page, answer)
                account.promised = page.total
                account.received += page.received
                threads += page.rows
                if not page.received:
                    break
        return threads

    def _listing(self, words: str, page: int) -> str:
        return self._spider.url("/api/getHansard", search=words, order="d", page=page, num=MOST_ROWS, output="json")

    def _address(self, thread: Thread) -> str:
        kind = {"type": thread.type} if thread.type else {}
        return self._spider.url(f"/api/{thread.function}", **kind, gid=thread.gid, output="json")

    async def _asked(self, url: str) -> Snapshot:
        """The answer. Raises SourceFailed once the quota is used up, Unanswered if it is refused for another reason.

        A refusal may come from the archive of a crawl that was stopped, so the source itself is asked before it counts.
        """
        answer = await self._spider.ask(url)
        fault = self._spider.parsed(refusal, answer)
        if fault is not None:
            await self._insist_on_quota()
            answer = await self._spider.ask(url, afresh=True)
            fault = self._spider.parsed(refusal, answer)
        if fault is not None:
            await self._insist_on_quota()
            told = f"refused: {fault}"
            raise Unanswered(self._spider.name, url, told, outcome=Outcome.UNEXPECTED)
        return answer

    async def _insist_on_quota(self) -> None:
        answer = await self._spider.ask(self._spider.url("/api/getQuota", output="json"), afresh=True)
        left = self._spider.parsed(quota, answer)
        if left.spent:
            told = f"all {left.limit} calls that the key may make are used up"
            raise self._failed(told, "Crawl again when the quota is renewed: what is held is not asked for again.")

    def _failed(self, fault: str, remedy: str) -> SourceFailed:
        return SourceFailed(self._spider.name, f"{fault}. {remedy}", remedy=remedy)

    def _held(self, url: str, day: date) -> Snapshot | None:
        """The answer in the archive, if what it tells of ends with a day too old to change."""
        if day > self._job.span.until - timedelta(days=self._job.source.look_again):
            return None
        known = self._job.intake.validators(url)
        try:
            held = self._job.archive.read(known.place) if known and known.place else None
        except (ArchiveDamaged, NotHeld, TakenDown):
            return None
        return held if held is not None and self._spider.parsed(refusal, held) is None else None


def _page(snapshot: Snapshot) -> Page[Thread]:
    found = search(snapshot)
    return Page(found.total, found.received, found.threads)
