"""GOV.UK: news, speeches, written statements and travel advice (search and content API).

Search finds paths; the words are read from the content API, page by page. Search leaves withdrawn pages out unless told
not to, and its date is that of the last major change, so pages that are held are asked for again at every crawl, with
their validators.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from crawler.account import Account
from crawler.door import Found
from crawler.faults import Unanswered
from crawler.parsers import govuk as parser
from crawler.spiders.base import GONE, Page, SourceSpider
from crawler.windows import Span, months, years
from statements.snapshot import Snapshot

SEARCH, CONTENT = "/api/search.json", "/api/content"
FIELDS = "link,content_store_document_type,first_published_at"


@dataclass(frozen=True, slots=True)
class Search:
    """One search: a term (empty: everything), the days of the last major change, the last day of first publication."""

    term: str
    span: Span
    until: date | None = None


class Govuk(SourceSpider):
    """Reads pages found by search, then those named by the topics and those that are held."""

    name = "govuk"

    async def read(self) -> AsyncIterator[Found]:
        """A year for each term of a topic, a month for everything, newest first."""
        self._seen: set[str] = set()
        searches = self._everything() if self.job.everything else self._terms()
        self.job.tally.expected = len(searches) + 1
        for search in searches:
            async for found in self._window(search):
                yield found
            self.job.tally.done += 1
        async for found in self._again():
            yield found
        self.job.tally.done += 1

    def _everything(self) -> list[Search]:
        return [Search("", month) for month in months(self.job.span)]

    def _terms(self) -> list[Search]:
        """A page of a topic's years may have changed since, so windows end with the crawl and not with the topic."""
        found = {
            Search(term, span, topic.until)
            for topic in self.job.topics or ()
            for span in years(self.job.span.within(Span(topic.since, self.job.span.until)))
            for term in topic.terms
        }
        return sorted(found, key=lambda search: (search.span.until, search.term), reverse=True)

    async def _window(self, search: Search) -> AsyncIterator[Found]:
        query = f"pages changed: {search.term}" if search.term else "pages changed"
        account = self.account(query, search.span)
        rows = await self.listed(account, lambda start: self._rows(search, start), _page)
        if account.lacks and search.span.days > 1:
            for half in search.span.halves():
                async for found in self._window(Search(search.term, half, search.until)):
                    yield found
            return
        async for found in self.collect(account, self._unseen(search, rows)):
            yield found
        yield account.closed()

    def _rows(self, search: Search, start: int) -> str:
        query: dict[str, str | int] = {"q": f'"{search.term}"'} if search.term else {}
        return self.url(
            SEARCH,
            **query,
            filter_public_timestamp=f"from:{search.span.since},to:{search.span.until}",
            filter_content_store_document_type=tuple(parser.KINDS),
            order="-public_timestamp",
            fields=FIELDS,
            debug="include_withdrawn",
            start=start,
            count=self.job.source.page,
        )

    def _unseen(self, search: Search, pages: Iterable[parser.Page]) -> Iterable[str]:
        for page in pages:
            late = search.until is not None and page.first is not None and page.first > search.until
            if not late and page.path not in self._seen:
                self._seen.add(page.path)
                yield self._content(page.path)

    def _content(self, path: str) -> str:
        return self.url(CONTENT + quote(path, safe="/%.~-_"))

    async def _again(self) -> AsyncIterator[Found]:
        """The pages that topics name, and those held: a withdrawal or a small change is found on the page alone."""
        account = self.account("pages named or held", self.job.span)
        named = [page for topic in self.job.topics or () for page in topic.pages]
        paths = [path for path in dict.fromkeys((*named, *self._held())) if path not in self._seen]
        account.promised = account.received = len(paths)
        async for answer in self.in_turn(self.ask(self._content(path), absence=True) for path in paths):
            with self.noting(account):
                async for found in self._answered(account, answer):
                    yield found
        yield account.closed()

    async def _answered(self, account: Account, answer: Snapshot | Unanswered) -> AsyncIterator[Found]:
        if isinstance(answer, Unanswered):
            raise answer
        if answer.status in GONE and answer.status != parser.GONE:
            return  # not there yet, or no more; the source does not say which
        for reading in self.stated(account, answer):
            yield reading
        moved = self.parsed(parser.moved_to, answer) if answer.status == 200 else None
        if moved is not None and moved not in self._seen:
            self._seen.add(moved)
            async for found in self.collect(account, [self._content(moved)]):
                yield found

    def _held(self) -> Iterable[str]:
        if not self.job.again:
            return
        for address in self.job.intake.addresses(self.name):
            _, found, path = urlsplit(address).path.partition(CONTENT)
            if found and path:
                yield path


def _page(snapshot: Snapshot) -> Page[parser.Page]:
    rows = parser.search(snapshot)
    return Page(rows.total, len(rows.pages), rows.pages)
