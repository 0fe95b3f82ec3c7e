"""Written questions, answers and statements (questions and statements API).

Lists are only indexes: their texts are cut, so each row's own page is fetched.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import timedelta

from crawler.door import Found
from crawler.parsers.questions_statements import Row, listing
from crawler.spiders.base import Page, SourceSpider
from crawler.windows import DAY, Span, months
from statements.snapshot import Snapshot

QUESTIONS = "/api/writtenquestions/questions"
STATEMENTS = "/api/writtenstatements/statements"
PATHS = {"question": QUESTIONS, "statement": STATEMENTS}
LAPSED = timedelta(days=366)  # a question that is open for longer has fallen with its session


@dataclass(frozen=True, slots=True)
class Index:
    """One list of the service, and the field by whose day it is read."""

    name: str
    path: str
    day: str


TABLED = Index("questions by day tabled", QUESTIONS, "tabledWhen")
ANSWERED = Index("questions by day answered", QUESTIONS, "answeredWhen")
CORRECTED = Index("questions by day corrected", QUESTIONS, "correctedWhen")
MADE = Index("written statements by day made", STATEMENTS, "madeWhen")


class QuestionsStatements(SourceSpider):
    """Reads the lists in windows, newest first, and every row's own page once."""

    name = "questions-statements"

    async def read(self) -> AsyncIterator[Found]:
        """A year for each term of a topic, a month for everything; then the questions that are still open."""
        self._seen: set[tuple[str, int]] = set()
        indexes = (TABLED, ANSWERED, CORRECTED, MADE) if self.job.again else (TABLED, MADE)
        spans = [("", span) for span in months(self.job.span)] if self.job.everything else self.searches()
        self.job.tally.expected = len(spans) * len(indexes)
        for term, span in spans:
            for index in indexes:
                async for found in self._window(index, term, span):
                    yield found
                self.job.tally.done += 1
        if self.job.again:
            async for found in self._still_open():
                yield found

    async def _window(self, index: Index, term: str, span: Span) -> AsyncIterator[Found]:
        account = self.account(f"{index.name}: {term}" if term else index.name, span)
        rows = await self.listed(account, lambda skip: self._page(index, term, span, skip), _rows)
        if account.lacks and span.days > 1:
            for half in span.halves():
                async for found in self._window(index, term, half):
                    yield found
            return
        async for found in self.collect(account, self._unseen(rows)):
            yield found
        yield account.closed()

    def _page(self, index: Index, term: str, span: Span, skip: int) -> str:
        query: dict[str, str | int] = {f"{index.day}From": f"{span.since}", f"{index.day}To": f"{span.until}"}
        if term:
            query["searchTerm"] = f'"{term}"'
        if index.path == QUESTIONS:
            query["includeWithdrawn"] = "true"
        return self.url(index.path, **query, sessionStatus="Any", skip=skip, take=self.job.source.page)

    def _unseen(self, rows: Iterable[Row]) -> Iterable[str]:
        for row in rows:
            if (row.kind, row.id) not in self._seen:
                self._seen.add((row.kind, row.id))
                yield self._single(f"{PATHS[row.kind]}/{row.id}")

    def _single(self, path: str) -> str:
        return self.url(path, expandMember="true", sessionStatus="Any")

    async def _still_open(self) -> AsyncIterator[Found]:
        span = Span(self.job.span.since - LAPSED, self.job.span.since - DAY)
        held = self.job.intake.open_questions(before=self.job.span.since, since=span.since)
        account = self.account("questions still open", span)
        account.promised = account.received = len(held)
        addresses = (self._single(f"{QUESTIONS}/{tabled}/{uin}") for _, tabled, uin in held)
        async for found in self.collect(account, addresses):
            yield found
        yield account.closed()


def _rows(snapshot: Snapshot) -> Page[Row]:
    page = listing(snapshot)
    return Page(page.total, len(page.rows), page.rows)
