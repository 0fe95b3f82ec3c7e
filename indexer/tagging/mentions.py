"""Whom a text means by an office: "the Foreign Secretary", "my predecessor", "the Prime Minister's special envoy".

Each is resolved as of the day of the statement, and only where one person held that office all day: on the day of a
reshuffle, and of "the Minister" or "the Secretary of State" alone, nobody is claimed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.posts import Post
from indexer.tagging.roles import read_role
from indexer.tagging.roster import Roster
from statements.people import Person, Tenure
from statements.statement import Version
from statements.tag import Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same text and people would give other claims than before."""

_OFFICE = re.compile(
    r"\b[Tt]he (?P<office>"
    r"(?:Deputy )?Prime Minister(?! of)"
    r"|(?:[A-Z]\w+ ){0,3}Secretary of State for (?:the )?[A-Z]\w+(?:(?:,| and|, and)? [A-Z]\w+){0,3}"
    r"|(?:[A-Z]\w+ ){1,2}Secretary(?! of|-General|-general| General| general)"
    r"|Chancellor of the (?:Exchequer|Duchy of Lancaster)"
    r"|Minister for (?:the )?[A-Z]\w+(?:(?: and|, and|,)? [A-Z]\w+){0,3}"
    r")\b(?!['’]s? special envoy)"
)
_PREDECESSOR = re.compile(r"\b[Mm]y (?:immediate )?predecessor\b(?!s)")
_NAME_FOLLOWS = re.compile(r",? (?:the Rt Hon )?(?P<name>[A-Z][a-zé]+(?: [A-Z][\wé'’-]+){1,2})")
_BEFORE_ELSEWHERE = re.compile(r"(?:then|former|shadow|previous|next|last|late)\s$", re.IGNORECASE)


class Mentions:
    """The people and posts in force: pure, safe in several threads."""

    def __init__(self, roster: Roster, posts: Iterable[Post]) -> None:
        self._roster = roster
        self._posts = tuple(posts)

    def tags(self, version: Version, stated_by: Tag | None, logic: str) -> tuple[Tag, ...]:
        """One claim for each person and office that the text means, in the order of the text."""
        found: dict[tuple[str, str, str], list[Span]] = {}
        if version.text:
            for span, person, office, rule in sorted(self._found(version.text, version.date, stated_by)):
                found.setdefault((person, office, rule), []).append(span)
        return tuple(
            self._claim(person, office, rule, tuple(spans), version.date, logic)
            for (person, office, rule), spans in found.items()
        )

    def _found(self, text: str, day: date, stated_by: Tag | None) -> Iterator[tuple[Span, str, str, str]]:
        for match in _OFFICE.finditer(text):
            held = self._holder(text, match, day)
            if held:
                yield Span(*match.span("office")), held.person, held.office.name, "mention.office"
        for match in _PREDECESSOR.finditer(text):
            before = self._before(stated_by, day)
            if before:
                yield Span(*match.span()), before.person, before.office.name, "mention.predecessor"
        for post in self._posts:
            if post.covers(day):
                for start, end in _places(text, post.printed):
                    yield Span(start, end), post.person, post.name, "mention.post"

    def _holder(self, text: str, match: re.Match[str], day: date) -> Tenure | None:
        role = read_role(match["office"])
        if role is None or _BEFORE_ELSEWHERE.search(text[: match.start("office")]):
            return None
        held = self._roster.who_held(match["office"], day)
        if len({tenure.person for tenure in held}) != 1:
            return None
        named = _NAME_FOLLOWS.match(text, match.end())
        people = self._roster.find(named["name"]) if named else ()
        return None if people and held[0].person not in {person.id for person in people} else held[0]

    def _before(self, stated_by: Tag | None, day: date) -> Tenure | None:
        """Who held the speaker's office last before the speaker; None if that is not one person."""
        if stated_by is None:
            return None
        own = [
            held
            for held in self._roster.offices_of(stated_by.value, day)
            if held.office.name == stated_by.get("office")
        ]
        if not own:
            return None
        earlier = self._roster.held_before(own[0])
        last = [held for held in earlier if held.until == max(other.until or date.min for other in earlier)]
        return last[0] if len({held.person for held in last}) == 1 else None

    def _claim(self, person: str, office: str, rule: str, spans: Sequence[Span], day: date, logic: str) -> Tag:
        known = self._roster.person(person)
        detail = (("name", _name(known, day, person)), ("office", office))
        return Tag(kind=TagKind.MENTION, value=person, rule=rule, logic=logic, spans=tuple(spans), detail=detail)


def _name(person: Person | None, day: date, otherwise: str) -> str:
    return person.name_on(day) if person else otherwise


def _places(text: str, printed: Iterable[str]) -> Iterator[tuple[int, int]]:
    one_of = "|".join(re.escape(words) for words in sorted(printed, key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{one_of})\b", text.replace("’", "'"), re.IGNORECASE):
        yield match.span()
