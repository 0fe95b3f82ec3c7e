"""One section of Hansard as its answer gives it, before it is known what sort of statements it holds.

Hansard API, debates: entries are put in order by `OrderInSection` alone (time codes run backwards); column markers,
time stamps, divisions and empty entries are no words; nested sections are answers of their own and are not read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from crawler.parsers.attribution import Attribution, attribution
from crawler.parsers.cast import Cast, Speaker
from crawler.parsers.columns import printed_column, words
from crawler.parsers.payload import Node
from statements.identity import printed_keys, spoken_keys, written_keys
from statements.statement import House, Kind, Version

READER = "https://hansard.parliament.uk"
QUESTION, QUESTION_GOES_ON = "Question", "ERR_Question"
"""Hansard's marks of a question's words, and of more of them in an entry of its own."""

_WORDLESS = ("Timestamp", "Division")
_QUESTION = re.compile(r"<question\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Where a contribution was printed (`statements.identity.printed_keys`), and the address at which it is read."""

    url: str
    page: str
    names: tuple[str, ...] = ()
    gids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The words of one contribution. `id` is Hansard's own, None where it has none; columns are numbers.

    `question` marks a question put for answer, `continues` one that may go on with the question before it; `tabled` is
    the day it was tabled, where that is told. `imprint` says where the words were printed, for sources that read the
    printed pages.
    """

    order: int | None
    id: str | None
    text: str
    column: int | None
    column_last: int | None
    printed: Attribution
    speaker: Speaker
    uin: str | None
    tabled: date | None = None
    reiterated: bool = False
    question: bool = False
    continues: bool = False
    imprint: Imprint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: `id` as the answer writes it, `place` the part of the sitting, `tag` Hansard's mark of the heading.

    `source` is the source whose answer it is; `id` is empty where the answer does not tell it.
    """

    house: House
    day: date
    id: str
    title: str
    tag: str
    place: str
    department: str | None
    turns: tuple[Turn, ...]
    source: str = "hansard"

    def version(self, kind: Kind, turn: Turn) -> Version:
        """A version with the words of a turn and all that is printed around them."""
        column = printed_column(turn.column, self.place, self.house)
        return Version(
            kind=kind,
            date=self.day,
            dated=self.day,
            title=self.title,
            text=turn.text,
            house=self.house,
            uin=turn.uin,
            tabled=turn.tabled,
            column=column,
            column_last=turn.column_last if column else None,
            speaker_as_printed=turn.printed.printed,
            speaker=turn.speaker.name,
            role_as_printed=turn.printed.role,
            party=turn.speaker.party,
            member_id=turn.speaker.member_id,
            department=self.department,
            section=self.id.casefold() or None,
            section_title=self.title,
            order=turn.order,
            url=turn.imprint.url if turn.imprint else self.address(turn.id),
            source=self.source,
        )

    def identities(self, version: Version, first: Turn) -> tuple[str, ...]:
        """The keys of a version whose words begin with that turn, or with the answer to it."""
        if first.imprint:
            return printed_keys(version, first.imprint.names, first.imprint.page, first.imprint.gids)
        if version.kind is Kind.WRITTEN_STATEMENT:
            return written_keys(version, first.id)
        by_number = written_keys(version) if version.kind.written and version.uin else ()
        return by_number or spoken_keys(version, first.id)

    def address(self, contribution: str | None) -> str:
        """The permanent address of a contribution on the reader's site; of the section if it has no id."""
        slug = "".join(word[:1].upper() + word[1:] for word in re.findall(r"[\w()]+", self.title)) or "link"
        path = f"{READER}/{self.house}/{self.day.isoformat()}/debates/{self.id}/{quote(slug, safe='()')}"
        return f"{path}#contribution-{contribution}" if contribution else path


def read_section(answer: Node) -> Section:
    """The section of an answer, its own turns only. Raises SourceChanged."""
    overview = answer.child("Overview")
    section = overview.identifier("ExtId")
    if section is None:
        raise overview.wrong("has no “ExtId”")
    return Section(
        house=overview.house("House"),
        day=overview.day("Date"),
        id=section,
        title=overview.line("Title"),
        tag=overview.text("HRSTag"),
        place=overview.line("Location"),
        department=_department(answer),
        turns=tuple(_told_apart(_turns(answer.child("Items")))),
    )


def _department(answer: Node) -> str | None:
    """The nearest heading above the section that names a department."""
    trail = answer.optional("Navigator")
    above = reversed(trail.nodes()[:-1]) if trail else ()
    return next((step.line("Title") or None for step in above if step.text("HRSTag") == "hs_6bDepartment"), None)


def _turns(entries: Node) -> Iterator[Turn]:
    cast = Cast()
    column = None
    for entry in sorted(entries.nodes(), key=lambda entry: entry.whole("OrderInSection")):
        if not _has_words(entry):
            continue
        found = words(entry.text("Value"))
        if found.text is not None:
            yield _turn(entry, cast, found.text, found.first or column, found.last or column)
        column = found.after or column


def _has_words(entry: Node) -> bool:
    sort = entry.text("ItemType")
    if sort != "Contribution" and sort not in _WORDLESS:
        raise entry.wrong(f"an “ItemType” that is not known: {sort[:40]!r}")
    return sort == "Contribution"


def _turn(entry: Node, cast: Cast, text: str, column: int | None, column_last: int | None) -> Turn:
    printed = attribution(entry.text("AttributedTo"))
    tag = entry.text("HRSTag")
    return Turn(
        order=entry.whole("OrderInSection"),
        id=entry.identifier("ExternalId"),
        text=text,
        column=column,
        column_last=column_last,
        printed=printed,
        speaker=cast.speaker(printed, entry.optional_whole("MemberId")),
        uin=entry.uin("UIN"),
        reiterated=entry.flag("IsReiteration"),
        question=tag in (QUESTION, QUESTION_GOES_ON) or bool(_QUESTION.search(entry.text("Value"))),
        continues=tag == QUESTION_GOES_ON,
    )


def _told_apart(turns: Iterator[Turn]) -> Iterator[Turn]:
    """The turns without repetitions; one that bears the id of another but has other words loses that id."""
    seen: dict[str, str] = {}
    for turn in turns:
        known = turn.id.casefold() if turn.id else None
        if known is None:
            yield turn
        elif known not in seen:
            seen[known] = turn.text
            yield turn
        elif not turn.reiterated and turn.text != seen[known]:
            yield replace(turn, id=None)
