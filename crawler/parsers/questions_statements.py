"""Written questions and statements API: single questions and statements, and pages of their lists.

The list view is lossy (answers are stripped of their markup and cut, questions cut without a sign), so text is taken
from single answers alone; a page of a list tells what there is to fetch.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crawler.parsers import markup
from crawler.parsers.attribution import plain_name
from crawler.parsers.payload import Node, read
from statements.identity import written_keys
from statements.snapshot import Snapshot
from statements.statement import House, Kind, Sighting, State, Version

READER = "https://questions-statements.parliament.uk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question or statement as a list shows it. `day` is that tabled or made; `preview` may be cut short."""

    kind: Literal["question", "statement"]
    id: int
    house: House
    uin: str
    day: date
    answered: date | None
    title: str
    preview: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list: how many there are in all, and the rows of this page as they came, repetitions included."""

    total: int
    rows: tuple[Row, ...]


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The one question or statement of an answer.

    Raises ServiceFailed where the service reports its own failure with status 200 (ask again), else SourceChanged.
    """
    value = _single(read(snapshot))
    if value.has("questionText"):
        return iter((_question(value),))
    if value.has("memberRole"):
        return iter((_statement(value),))
    raise value.wrong("is neither a question nor a statement")


def listing(snapshot: Snapshot) -> Listing:
    """A page of a list of questions or statements. Raises SourceChanged or ServiceFailed, as `parse` does."""
    answer = read(snapshot)
    rows = tuple(_row(result.child("value")) for result in answer.child("results").nodes())
    return Listing(answer.whole("totalResults"), rows)


def _single(answer: Node) -> Node:
    """The value of a single answer; the service's description gives single statements as a search with one result."""
    if not answer.has("results"):
        return answer.child("value")
    results = answer.child("results").nodes()
    if len(results) != 1 or not results[0].child("value").has("memberRole"):
        raise answer.wrong("a list where a single question or statement was expected")
    value = results[0].child("value")
    if "<" not in value.text("text") and value.text("text").endswith("..."):
        raise value.wrong("a preview of a statement, not its whole text")
    return value


def _row(value: Node) -> Row:
    question = value.has("questionText")
    if not question and not value.has("memberRole"):
        raise value.wrong("is neither a question nor a statement")
    texts = ("questionText", "answerText") if question else ("text",)
    return Row(
        kind="question" if question else "statement",
        id=value.whole("id"),
        house=value.house("house"),
        uin=_uin(value),
        day=value.day("dateTabled" if question else "dateMade"),
        answered=value.optional_day("dateAnswered") if question else None,
        title=value.line("heading" if question else "title"),
        preview="\n\n".join(filter(None, (markup.plain(value.text(key)) for key in texts))),
    )


def _uin(value: Node) -> str:
    uin = value.uin("uin")
    if uin is None:
        raise value.wrong("has no UIN")
    return uin


def _name(value: Node, key: str) -> str | None:
    """The name of a member object, which is null unless `expandMember` was asked for."""
    member = value.optional(key)
    return member.line("name") or None if member else None


def _party(value: Node, key: str) -> str | None:
    """The party's abbreviation as Hansard prints it; the service has one for Labour and for Labour (Co-op)."""
    member = value.optional(key)
    if member is None:
        return None
    co_operative = "co-op" in member.line("party").casefold()
    return "Lab/Co-op" if co_operative else member.line("partyAbbreviation") or None


def _question(value: Node) -> Sighting:
    versions = _versions(value, _asked(value))
    return Sighting(identities=written_keys(versions[-1]), versions=versions)


def _asked(value: Node) -> Version:
    """The question as tabled."""
    uin, tabled = _uin(value), value.day("dateTabled")
    asker = _name(value, "askingMember")
    return Version(
        kind=Kind.WRITTEN_ANSWER,
        date=tabled,
        dated=tabled,
        state=State.TABLED,
        title=value.line("heading"),
        house=value.house("house"),
        uin=uin,
        tabled=tabled,
        department=value.line("answeringBodyName") or None,
        question_text=markup.plain(value.text("questionText")),
        asker=plain_name(asker) if asker else None,
        asker_member_id=value.optional_whole("askingMemberId"),
        url=f"{READER}/written-questions/detail/{tabled.isoformat()}/{uin}",
        source="questions-statements",
    )


def _versions(value: Node, asked: Version) -> tuple[Version, ...]:
    """What the answer shows of the question's life, oldest first."""
    text = markup.text(value.text("answerText"))
    day = value.optional_day("dateAnswered")
    if day is None and text is not None:
        raise value.wrong("has an “answerText” but no “dateAnswered”")
    answer = asked if day is None else _answered(value, asked, day, text)
    if value.flag("isWithdrawn"):
        return (replace(answer, state=State.WITHDRAWN, dated=None),)  # the day it was withdrawn is not given
    if answer.state is not State.CORRECTED:
        return (answer,)
    original = markup.text(value.text("originalAnswerText"))
    first = replace(answer, state=State.SUBSTANTIVE, text=original, dated=day)
    return (first, answer) if original else (answer,)


def _answered(value: Node, asked: Version, day: date, text: str | None) -> Version:
    """The answer now in force. A correction keeps the day answered and the member who answered first."""
    speaker = _name(value, "answeringMember")
    state, dated = _state(value, day)
    return replace(
        asked,
        text=text,
        date=day,
        state=state,
        dated=dated,
        speaker_as_printed=speaker,
        speaker=plain_name(speaker) if speaker else None,
        party=_party(value, "answeringMember"),
        member_id=value.optional_whole("answeringMemberId"),
    )


def _state(value: Node, day: date) -> tuple[State, date | None]:
    """The state of an answer and the day since which it stands."""
    corrected = value.optional_day("dateAnswerCorrected")
    if corrected or value.flag("answerIsCorrection"):
        return State.CORRECTED, corrected
    if value.flag("answerIsHolding"):
        return State.HOLDING, value.optional_day("dateHoldingAnswer") or day
    return State.SUBSTANTIVE, day


def _statement(value: Node) -> Sighting:
    uin, made = _uin(value), value.day("dateMade")
    speaker = _name(value, "member")
    version = Version(
        kind=Kind.WRITTEN_STATEMENT,
        date=made,
        dated=made,
        title=value.line("title"),
        text=markup.text(value.text("text")),
        house=value.house("house"),
        uin=uin,
        speaker_as_printed=speaker,
        speaker=plain_name(speaker) if speaker else None,
        role_as_printed=value.line("memberRole") or None,
        party=_party(value, "member"),
        member_id=value.optional_whole("memberId"),
        department=value.line("answeringBodyName") or None,
        url=f"{READER}/written-statements/detail/{made.isoformat()}/{uin}",
        source="questions-statements",
    )
    return Sighting(identities=written_keys(version), versions=(version,))
