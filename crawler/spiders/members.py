"""Members of both Houses, the names they bore and the posts they held (Members API)."""

from collections.abc import AsyncIterator, Iterable

from crawler.account import Account
from crawler.door import Found, Officeholders
from crawler.faults import Unanswered
from crawler.parsers import members as parser
from crawler.people import persons_in, posts_in
from crawler.spiders.base import Page, SourceSpider
from statements.people import Person
from statements.snapshot import Snapshot

BATCH = 20  # histories asked for at a time


class Members(SourceSpider):
    """Reads the people who speak in the statements held, or everybody, after the other sources are done."""

    name = "members"

    async def read(self) -> AsyncIterator[Found]:
        """The names and the posts of each person wanted."""
        account = self.account("all members" if self.job.everything else "members who speak", self.job.span)
        wanted = await self._wanted(account)
        self.job.tally.expected = len(wanted)
        for start in range(0, len(wanted), BATCH):
            numbers = wanted[start : start + BATCH]
            histories = await self._histories(numbers)
            async for person in self.in_turn(self._person(number, histories) for number in numbers):
                self.job.tally.done += 1
                if isinstance(person, Unanswered):
                    account.missed(person)
                else:
                    yield person
        yield account.closed()

    async def _wanted(self, account: Account) -> list[int]:
        if self.job.everything:
            return sorted(set(await self.listed(account, self._page, _ids)))
        found = self.job.intake.members_wanted()
        account.promised = account.received = len(found)
        return found

    async def _histories(self, numbers: Iterable[int]) -> dict[int | None, Person]:
        """Those whom the service has a history of, by member id; the others have a page at least."""
        try:
            found = self.parsed(persons_in, await self.ask(self.url("/api/Members/History", ids=tuple(numbers))))
        except Unanswered as fault:
            self.job.tally.error(str(fault))
            return {}
        return {person.member_id: person for person in found}

    async def _person(self, number: int, histories: dict[int | None, Person]) -> Officeholders:
        biography = await self.ask(self.url(f"/api/Members/{number}/Biography"))
        tenures = self.parsed(posts_in, biography, leads_on=False)
        if number in histories:
            return Officeholders((histories[number],), tenures)
        page = await self.ask(self.url(f"/api/Members/{number}"))
        return Officeholders(self.parsed(persons_in, page, leads_on=False), tenures)

    def _page(self, skip: int) -> str:
        return self.url("/api/Members/Search", skip=skip, take=self.job.source.page)


def _ids(snapshot: Snapshot) -> Page[int]:
    page = parser.search(snapshot)
    return Page(page.total, len(page.members), [found.id for found in page.members])
