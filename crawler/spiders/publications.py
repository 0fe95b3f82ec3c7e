"""Printed Hansard (publications.parliament.uk), for the days until it ceased in spring 2016.

There is no search and no list of sitting days: the indexes of each weekday are asked for, and a day without one had no
sitting. Pages do not change, so an answer that is held is only confirmed. For topics only those pages are asked for
that the index names under a heading that fits, or that other sources have found words under on that day, with what goes
on from them; for everything, all.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.account import Account
from crawler.door import Found
from crawler.faults import Unanswered
from crawler.parsers.publications import Listed, day_index, next_page
from crawler.spiders.base import SourceSpider
from crawler.windows import DAY, Span, months
from statements.policy import Topic
from statements.snapshot import Snapshot
from statements.statement import House
from statements.text import folded

LAST_DAY = date(2016, 3, 31)
"""The pages end in spring 2016 (page on publications.parliament.uk: "to about March 2016")."""

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Session:
    """A session of Parliament and the names its folders had, in the order in which they are likely."""

    since: date
    until: date
    folders: tuple[str, ...]


SESSIONS = (
    Session(date(2010, 5, 18), date(2011, 12, 31), ("201011", "201012", "201212")),
    Session(date(2012, 1, 1), date(2012, 5, 1), ("201212", "201012", "201011")),
    Session(date(2012, 5, 9), date(2013, 4, 25), ("201213",)),
    Session(date(2013, 5, 8), date(2014, 5, 14), ("201314",)),
    Session(date(2014, 6, 4), date(2015, 3, 30), ("201415",)),
    Session(date(2015, 5, 18), LAST_DAY, ("201516",)),
)
"""The session of 2010 lasted two years; its folder was seen under the name 201011, and is found by asking."""


class Publications(SourceSpider):
    """Reads the pages of every sitting day that fit, newest first."""

    name = "publications"
    accept = "text/html"

    async def read(self) -> AsyncIterator[Found]:
        """A month of one House at a time."""
        self._folders: dict[tuple[House, Session | None], str] = {}
        span = self.job.span.within(Span(self.job.source.first_day, LAST_DAY))
        windows = [(house, month) for month in months(span) for house in House]
        self.job.tally.expected = len(windows)
        for house, month in windows:
            async for found in self._month(house, month):
                yield found
            self.job.tally.done += 1

    async def _month(self, house: House, month: Span) -> AsyncIterator[Found]:
        by_heading = "" if self.job.everything else ", under headings that fit"
        account = self.account(f"printed Hansard of the {house}{by_heading}", month)
        days = [day for day in _weekdays(month) if _session(day) is not None]
        waiting = iter(days)
        async for indexes in self.in_turn(self._indexes(house, day) for day in days):
            day = next(waiting)
            with self.noting(account):
                if isinstance(indexes, Unanswered):
                    raise indexes
                listed = [page for index in indexes for page in self.parsed(day_index, index)]
                known = frozenset() if self.job.everything else self.job.intake.headings(house, day)
                async for found in self._pages(account, listed, chosen(listed, self.job.topics, known)):
                    yield found
        yield account.closed()

    async def _indexes(self, house: House, day: date) -> list[Snapshot]:
        """The indexes of a day, none where there was no sitting. A session's folder is tried out and remembered."""
        session = _session(day)
        known = self._folders.get((house, session))
        for folder in (known,) if known else session.folders if session else ():
            chief, more = _index_paths(house, day, folder)
            found = await self._found(chief)
            if found:
                self._folders[house, session] = folder
                return [*found, *await self._found(more)]
        return []

    async def _found(self, paths: Iterable[str]) -> list[Snapshot]:
        answers = [await self.ask(self.url(path), absence=True) for path in paths]
        return [answer for answer in answers if answer.status == 200]

    async def _pages(self, account: Account, listed: Sequence[Listed], waiting: Sequence[str]) -> AsyncIterator[Found]:
        """The pages that wait, and every page that "Next Section" leads to from there until another is listed."""
        seen = {page.path for page in listed}
        while waiting:
            following: list[str] = []
            account.received += len(waiting)
            async for answer in self.in_turn(self.ask(self.url(path)) for path in waiting):
                with self.noting(account):
                    if isinstance(answer, Unanswered):
                        raise answer
                    for reading in self.stated(account, answer):
                        yield reading
                    path = self.parsed(next_page, answer)
                    if path is not None and path not in seen:
                        seen.add(path)
                        following.append(path)
            waiting = following


def chosen(listed: Iterable[Listed], topics: Sequence[Topic] | None, known: Collection[str]) -> list[str]:
    """The paths of the pages that the index names under a heading that fits one of the topics (None: of all pages).

    A heading that is known, folded and in small letters, has words under it that fit; a page without a heading may hold
    anything.
    """

    def fits(page: Listed, topics: Sequence[Topic]) -> bool:
        by_name = any(folded(heading).casefold() in known for heading in page.headings)
        return by_name or not page.headings or any(topic.fits(*page.headings) for topic in topics)

    return [page.path for page in listed if topics is None or fits(page, topics)]


def _weekdays(span: Span) -> Iterator[date]:
    """The days from Monday to Friday, newest first."""
    day = span.until
    while day >= span.since:
        if day.weekday() <= FRIDAY:
            yield day
        day -= DAY


def _session(day: date) -> Session | None:
    return next((session for session in SESSIONS if session.since <= day <= session.until), None)


def _index_paths(house: House, day: date, folder: str) -> tuple[list[str], list[str]]:
    """The indexes by which a sitting day is known, and those that only such a day may have."""
    stem = day.strftime("%y%m%d")
    if house is House.LORDS:
        return [f"/pa/ld{folder}/ldhansrd/index/{stem}.html"], []
    place = f"/pa/cm{folder}/cmhansrd/cm{stem}"
    chief, more = ("debindx", "wmsindx"), ("corrindx", "petnindx")
    return [f"{place}/{index}/{stem}-x.htm" for index in chief], [f"{place}/{index}/{stem}-x.htm" for index in more]
