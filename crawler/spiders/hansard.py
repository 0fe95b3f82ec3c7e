"""The Official Report (Hansard API).

A topic is found by the paged search of contributions; everything by walking days, because the search of debates never
gives more than 25 rows. Either way whole sections are fetched, each once.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import date

from crawler.door import Found
from crawler.parsers import hansard as parser
from crawler.spiders.base import Page, SourceSpider
from crawler.windows import Span, months
from statements.snapshot import Snapshot
from statements.statement import House

SERIES = ("Spoken", "Written")
EMPTY_TREES = 3  # how often a section tree that came empty is asked again
PAUSE = 20  # times the delay, before that


class Hansard(SourceSpider):
    """Reads sections found by search or by day, newest first."""

    name = "hansard"

    async def read(self) -> AsyncIterator[Found]:
        """By the topics' terms, or every sitting day."""
        self._seen: set[str] = set()
        async for found in self._days() if self.job.everything else self._searches():
            yield found

    async def _searches(self) -> AsyncIterator[Found]:
        searches = [(series, term, span) for term, span in self.searches() for series in SERIES]
        self.job.tally.expected = len(searches)
        for series, term, span in searches:
            async for found in self._search(series, term, span):
                yield found
            self.job.tally.done += 1

    async def _search(self, series: str, term: str, span: Span) -> AsyncIterator[Found]:
        account = self.account(f"contributions, {series.lower()}: {term}", span)
        sections = await self.listed(account, lambda skip: self._page(series, term, span, skip), _sections)
        if account.lacks and span.days > 1:
            for half in span.halves():
                async for found in self._search(series, term, half):
                    yield found
            return
        async for found in self.collect(account, self._unseen(sections)):
            yield found
        yield account.closed()

    def _page(self, series: str, term: str, span: Span, skip: int) -> str:
        query: dict[str, str | int] = {
            "searchTerm": f'"{term}"',
            "startDate": f"{span.since}",
            "endDate": f"{span.until}",
            "orderBy": "SittingDateDesc",
            "skip": skip,
            "take": self.job.source.page,
        }
        prefixed = {f"queryParameters.{name}": value for name, value in query.items()}
        return self.url(f"/search/contributions/{series}.json", **prefixed)

    def _unseen(self, sections: Iterable[str]) -> Iterable[str]:
        for section in sections:
            if section.casefold() not in self._seen:
                self._seen.add(section.casefold())
                yield self.url(f"/debates/debate/{section}.json")

    async def _days(self) -> AsyncIterator[Found]:
        windows = [(house, month) for house in House for month in months(await self._held(house))]
        windows.sort(key=lambda window: window[1].until, reverse=True)
        self.job.tally.expected = len(windows)
        for house, month in windows:
            async for found in self._month(house, month):
                yield found
            self.job.tally.done += 1

    async def _held(self, house: House) -> Span:
        address = self.url("/overview/firstyear.json", house=house.value)
        first = self.parsed(parser.first_year, await self.ask(address))
        return self.job.span.within(Span(date(first, 1, 1), self.job.span.until)) if first else self.job.span

    async def _month(self, house: House, month: Span) -> AsyncIterator[Found]:
        account = self.account(f"sitting days of the {house}", month)
        address = self.url("/overview/calendar.json", year=month.until.year, month=month.until.month, house=house.value)
        days: tuple[date, ...] = ()
        with self.noting(account):
            days = self.parsed(parser.sitting_days, await self.ask(address))
        account.promised = account.received = len(days)
        yield account.closed()
        for day in sorted(set(days), reverse=True):
            if month.since <= day <= month.until:
                async for found in self._day(house, day):
                    yield found

    async def _day(self, house: House, day: date) -> AsyncIterator[Found]:
        account = self.account(f"sitting of the {house}", Span(day, day))
        sections: list[str] = []
        query = {"date": f"{day}", "house": house.value}
        with self.noting(account):
            parts = await self.ask(self.url("/overview/sectionsforday.json", **query))
            for part in self.parsed(parser.sections, parts):
                tree = self.url("/overview/sectiontrees.json", section=part, **query)
                sections += await self._tree(tree)
        account.promised = account.received = len(sections)
        async for found in self.collect(account, self._unseen(sections)):
            yield found
        yield account.closed()

    async def _tree(self, url: str) -> list[str]:
        tree = self.parsed(parser.tree, await self.ask(url))
        for _ in range(EMPTY_TREES):
            if not tree.empty:
                break
            await asyncio.sleep(PAUSE * self.job.pace.delay)
            tree = self.parsed(parser.tree, await self.ask(url, afresh=True))
        return [section.id for section in tree.sections if section.level]


def _sections(snapshot: Snapshot) -> Page[str]:
    found = parser.search(snapshot)
    return Page(found.total, found.received, [section.id for section in found.sections])
