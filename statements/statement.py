"""A statement, the versions of its words, and the evidence for each.

A *statement* is one answer with its question, one written statement, one spoken contribution, one press release or one
travel-advice page. Its identity never changes; its words may, and every form they took is kept as a `Version`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime
from enum import StrEnum


class House(StrEnum):
    """A House of Parliament. Statements made outside Parliament have none."""

    COMMONS = "Commons"
    LORDS = "Lords"


class Kind(StrEnum):
    """What sort of statement it is. Which spoken kind is informative only: identity never rests on it."""

    WRITTEN_ANSWER = "written_answer"
    WRITTEN_STATEMENT = "written_statement"
    ORAL_ANSWER = "oral_answer"
    ORAL_QUESTION = "oral_question"
    ORAL_STATEMENT = "oral_statement"
    ORAL_CONTRIBUTION = "oral_contribution"
    URGENT_QUESTION = "urgent_question"
    PRESS_RELEASE = "press_release"
    SPEECH = "speech"
    TRAVEL_ADVICE = "travel_advice"
    REPORT = "report"

    @property
    def spoken(self) -> bool:
        """True for words spoken in a chamber or committee."""
        return self in SPOKEN

    @property
    def written(self) -> bool:
        """True for written answers and written statements, which carry a UIN."""
        return self in (Kind.WRITTEN_ANSWER, Kind.WRITTEN_STATEMENT)


SPOKEN = frozenset(
    {
        Kind.ORAL_ANSWER,
        Kind.ORAL_QUESTION,
        Kind.ORAL_STATEMENT,
        Kind.ORAL_CONTRIBUTION,
        Kind.URGENT_QUESTION,
    }
)


class State(StrEnum):
    """What a version is in the life of its statement."""

    TABLED = "tabled"  # a question without an answer yet: text is None
    HOLDING = "holding"  # an answer that says an answer will follow
    SUBSTANTIVE = "substantive"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


ALERT = "Alert: "
"""How the note of travel advice begins where the page bears alerts, which stand before its first full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The words of a statement as they stood from `dated` on, with everything printed around them.

    `text` has paragraphs parted by one blank line, white space collapsed within them; a table's rows are lines, its
    cells parted by tabs. `date` is the day the statement was made or answered (the day tabled while unanswered).
    `number` counts from 1 in the record and is None before it is taken in. Member ids are Parliament's (MNIS).
    `column` is as printed ("397", "44WS", "41WA"); `column_last` is the number of the column in which it ends.
    `department` is the answering body's name as it then was. `section` and `order` place spoken words in Hansard.
    `note` is what the source says of this version: the alerts of travel advice ("Alert: avoid all travel to parts."),
    the note of a change, why it was withdrawn.
    `ours` marks a version that arose from a change of our parser and not of the source.
    """

    kind: Kind
    date: Day
    title: str = ""
    text: str | None = None
    state: State = State.SUBSTANTIVE
    dated: Day | None = None
    house: House | None = None
    uin: str | None = None
    tabled: Day | None = None
    column: str | None = None
    column_last: int | None = None
    speaker_as_printed: str | None = None
    speaker: str | None = None
    role_as_printed: str | None = None
    party: str | None = None
    member_id: int | None = None
    department: str | None = None
    question_text: str | None = None
    asker: str | None = None
    asker_member_id: int | None = None
    section: str | None = None
    section_title: str | None = None
    order: int | None = None
    url: str | None = None
    source: str | None = None
    note: str | None = None
    number: int | None = None
    ours: bool = False

    @property
    def alerts(self) -> str:
        """The alerts of travel advice, with which the note of such a version begins; "" where there are none."""
        told = (self.note or "") if self.kind is Kind.TRAVEL_ADVICE else ""
        return told.partition(".")[0] if told.startswith(ALERT) else ""

    def numbered(self, number: int) -> "Version":
        """The same version with its place in the record."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where and when the bytes of a version were seen.

    `url` is the address fetched, `fetched_at` an aware UTC time, `sha256` the hash (hex) of the bytes that were
    parsed, `archived` the place of those bytes in the archive ("file#offset") or None for imported statements.
    """

    source: str
    url: str | None
    fetched_at: datetime | None
    sha256: str | None
    archived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a parser found of one statement in one answer of a source: the record decides whether it is news.

    `identities` are the keys by which the statement is known (see `statements.identity`), strongest first.
    `versions` are the versions the page shows, oldest first; nearly always one (a corrected answer shows two).
    """

    identities: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        """The version now in force."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as the record holds it: `id` never changes, `versions` are numbered from 1, oldest first."""

    id: str
    versions: tuple[Version, ...]
    evidence: tuple[tuple[int, Evidence], ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def latest(self) -> Version:
        """The version now in force."""
        return self.versions[-1]

    def version(self, number: int) -> Version | None:
        """The version of that number, or None."""
        return next((version for version in self.versions if version.number == number), None)


PREFERENCE = ("questions-statements", "hansard", "publications", "theyworkforyou", "govuk")


def preferred_source(sources: Iterable[str]) -> str | None:
    """Whose text stands where sources differ only cosmetically (product contract, "Identity")."""
    known = {name: place for place, name in enumerate(PREFERENCE)}
    return min(sources, key=lambda name: known.get(name, len(known)), default=None)
