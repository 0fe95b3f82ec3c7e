"""Who has spoken in a section so far, so that a later turn printed by bare name or office is known again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.parsers.attribution import Attribution

_SURNAME_ONLY = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.? (\S+)")

Mark = tuple[str, str | int]
"""What a speaker can be known by: ("number", 9002), ("name", "Ada Example"), ("surname", "Example"), ("role", …)."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as first printed in a section; name and party None where they were not printed."""

    name: str | None
    party: str | None
    role: str | None = None
    member_id: int | None = None


@dataclass(slots=True)
class Cast:
    """The speakers of one section in the order of their first turns."""

    _speakers: list[Speaker] = field(default_factory=list)
    _places: dict[Mark, list[int]] = field(default_factory=dict)

    def speaker(self, who: Attribution, member_id: int | None) -> Speaker:
        """The speaker of a turn: the one of an earlier turn if it is the same, else a new one of this section."""
        if who.crowd:
            return Speaker(None, None)
        place = self._place(who, member_id)
        if place is None:
            return self._enter(Speaker(who.name, who.party, who.role, member_id))
        known = self._learn(place, who)
        return Speaker(known.name, who.party or known.party, who.role, member_id)

    def _enter(self, new: Speaker) -> Speaker:
        if new.name:
            self._speakers.append(new)
            self._index(new, len(self._speakers) - 1)
        return new

    def _index(self, speaker: Speaker, place: int) -> None:
        for mark in _marks(speaker):
            places = self._places.setdefault(mark, [])
            if place not in places[-1:]:
                places.append(place)

    def _learn(self, place: int, who: Attribution) -> Speaker:
        """The speaker with what this turn adds: a party, or the full name where only the surname was printed."""
        known = self._speakers[place]
        surname_only = _SURNAME_ONLY.fullmatch(known.name or "")
        name = who.name if who.name and surname_only else known.name
        self._speakers[place] = replace(known, name=name, party=known.party or who.party)
        self._index(self._speakers[place], place)
        return self._speakers[place]

    def _place(self, who: Attribution, member_id: int | None) -> int | None:
        """The place of the earlier speaker who is the one printed, on the surest ground there is."""
        if member_id is not None and (places := self._places.get(("number", member_id))):
            return places[0]
        if not who.name:
            return self._first(("role", who.role or ""), member_id)
        surname = _SURNAME_ONLY.fullmatch(who.name)
        bearers = self._places.get(("surname", surname[1]), []) if surname else []
        if len(bearers) == 1 and self._may_be(bearers[0], member_id):
            return bearers[0]
        return self._first(("name", who.name), member_id)

    def _first(self, mark: Mark, member_id: int | None) -> int | None:
        return next((place for place in self._places.get(mark, ()) if self._may_be(place, member_id)), None)

    def _may_be(self, place: int, member_id: int | None) -> bool:
        return None in (member_id, self._speakers[place].member_id) or self._speakers[place].member_id == member_id


def _marks(speaker: Speaker) -> Iterator[Mark]:
    if speaker.member_id is not None:
        yield "number", speaker.member_id
    if speaker.name:
        yield "name", speaker.name
        yield "surname", speaker.name.split()[-1]
    if speaker.role:
        yield "role", speaker.role
