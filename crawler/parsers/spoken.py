"""A section of words that were spoken, as statements. Which spoken kind a statement is, is informative only."""

from collections.abc import Iterator

from crawler.parsers.section import Section, Turn
from statements.statement import Kind, Sighting

URGENT_QUESTION, STATEMENT, QUESTION = "hs_2cUrgentQuestion", "hs_2cStatement", "hs_8Question"
"""Hansard's marks of the headings under which a minister answers an urgent question, makes a statement, answers."""

LORDS_TYPES = {
    "question": QUESTION,
    "questions": QUESTION,
    "private notice question": URGENT_QUESTION,
    "urgent question": URGENT_QUESTION,
    "statement": STATEMENT,
}
"""What the Lords' printed pages say below or after a heading, case-folded, in those marks."""


def spoken(section: Section) -> Iterator[Sighting]:
    """Every turn as a statement of its own: procedural words, of no speaker, are words of the record too."""
    for turn, kind in zip(section.turns, _kinds(section), strict=True):
        version = section.version(kind, turn)
        yield Sighting(identities=section.identities(version, turn), versions=(version,))


def _kinds(section: Section) -> list[Kind]:
    if section.tag == URGENT_QUESTION:
        return _opened_with(section.turns, Kind.URGENT_QUESTION, through=_first_reply(section.turns))
    if section.tag == STATEMENT:
        return _opened_with(section.turns, Kind.ORAL_STATEMENT, through=_first_speech(section.turns))
    if section.tag == QUESTION:
        answering = _answering(section.turns)
        return [_question_or_answer(turn, answering) for turn in section.turns]
    return [Kind.ORAL_CONTRIBUTION] * len(section.turns)


def _opened_with(turns: tuple[Turn, ...], kind: Kind, *, through: int) -> list[Kind]:
    """`kind` for speeches up to the turn of that number, contributions after it and for the chair."""
    return [
        kind if number <= through and _speech(turn) else Kind.ORAL_CONTRIBUTION for number, turn in enumerate(turns)
    ]


def _speech(turn: Turn) -> bool:
    return turn.printed.printed is not None and not turn.printed.chair and not turn.printed.crowd


def _first_speech(turns: tuple[Turn, ...]) -> int:
    return next((number for number, turn in enumerate(turns) if _speech(turn)), -1)


def _first_reply(turns: tuple[Turn, ...]) -> int:
    """The number of the first turn by a minister; where no office is printed, of the first by a second speaker."""
    speeches = [(number, turn) for number, turn in enumerate(turns) if _speech(turn)]
    by_minister = [number for number, turn in speeches if turn.printed.role]
    by_second = [number for number, turn in speeches if turn.speaker.name != speeches[0][1].speaker.name]
    return next(iter(by_minister or by_second), -1)


def _answering(turns: tuple[Turn, ...]) -> frozenset[str]:
    """The names of those who answer in a section of questions."""
    ministers = {turn.speaker.name for turn in turns if _speech(turn) and turn.printed.role}
    reply = _first_reply(turns)
    second = {turns[reply].speaker.name} if reply >= 0 else set()
    return frozenset(name for name in ministers or second if name)


def _question_or_answer(turn: Turn, answering: frozenset[str]) -> Kind:
    if not _speech(turn):
        return Kind.ORAL_CONTRIBUTION
    return Kind.ORAL_ANSWER if turn.speaker.name in answering else Kind.ORAL_QUESTION
