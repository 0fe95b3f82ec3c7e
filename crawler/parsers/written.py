"""A section of written statements or written answers as Hansard prints it, as statements."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.parsers.attribution import NOBODY
from crawler.parsers.cast import Speaker
from crawler.parsers.columns import printed_column
from crawler.parsers.section import Section, Turn
from statements.statement import Kind, Sighting, State, Version

STATEMENTS, ANSWERS = "written statements", "written answers"
"""The parts of a sitting, case-folded, that hold written words."""

_PRINTED_UIN = re.compile(r"\s*\[((?:HL|HCWS|HLWS)?[0-9]{1,7})\]$")


def written_statements(section: Section) -> Iterator[Sighting]:
    """A statement for each minister's words; words printed without a name go on from those before."""
    for turn in _joined(section.turns):
        version = section.version(Kind.WRITTEN_STATEMENT, _without_uin(turn))
        yield Sighting(identities=section.identities(version, turn), versions=(version,))


def written_answers(section: Section) -> Iterator[Sighting]:
    """A statement for each question with the reply that follows it.

    Questions printed together have one reply: each is a statement with that text. A reply without a question is one
    too; a question without a reply is one that has been tabled.
    """
    asked: list[Turn] = []
    replied = False
    for turn in _joined(section.turns):
        if turn.question:
            if replied:
                asked, replied = [], False
            asked.append(_without_uin(turn))
            continue
        yield from (_answer(section, question, turn) for question in asked)
        if not asked:
            yield _answer(section, None, turn)
        asked, replied = [], True
    for question in asked:
        yield _unanswered(section, question)


def _joined(turns: tuple[Turn, ...]) -> Iterator[Turn]:
    """The turns, those that go on from the one before joined to it."""
    joined: list[Turn] = []
    for turn in turns:
        if joined and _goes_on(joined[-1], turn):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}\n\n{turn.text}", column_last=turn.column_last)
        else:
            joined.append(turn)
    yield from joined


def _goes_on(before: Turn, turn: Turn) -> bool:
    if turn.question:
        return turn.continues and before.question
    nameless = turn.printed.printed is None and turn.speaker.member_id is None
    return nameless and not before.question


def _without_uin(turn: Turn) -> Turn:
    """The turn with a number printed in brackets at its end taken for what it is, unless it contradicts the entry's."""
    found = _PRINTED_UIN.search(turn.text)
    if not found or turn.uin not in (None, found[1]) or not found.start():
        return turn
    return replace(turn, text=turn.text[: found.start()], uin=found[1])


def _answer(section: Section, question: Turn | None, reply: Turn) -> Sighting:
    version = section.version(Kind.WRITTEN_ANSWER, reply)
    if question:
        version = _asked(section, version, question)
    return _sighting(section, version, question or reply)


def _unanswered(section: Section, question: Turn) -> Sighting:
    printed = section.version(Kind.WRITTEN_ANSWER, replace(question, printed=NOBODY, speaker=Speaker(None, None)))
    return _sighting(section, _asked(section, replace(printed, text=None, state=State.TABLED), question), question)


def _asked(section: Section, version: Version, question: Turn) -> Version:
    """The version with the question it answers; it begins where the question does."""
    return replace(
        version,
        uin=question.uin or version.uin,
        tabled=question.tabled or version.tabled,
        column=printed_column(question.column, section.place, section.house),
        order=question.order,
        question_text=question.text,
        asker=question.speaker.name,
        asker_member_id=question.speaker.member_id,
    )


def _sighting(section: Section, version: Version, first: Turn) -> Sighting:
    """Known by its UIN; where that tells nothing, by Hansard's id of the question, or of a reply without one."""
    return Sighting(identities=section.identities(version, first), versions=(version,))
