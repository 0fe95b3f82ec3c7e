"""Who has spoken in a section so far, so that a later turn printed by bare name or office is known again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.parsers.attribution import Attribution

_SURNAME_ONLY = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.? (\S+)")


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

    def speaker(self, who: Attribution, member_id: int | None) -> Speaker:
        """The speaker of a turn: the one of an earlier turn if it is the same, else a new one of this section."""
        if who.crowd:
            return Speaker(None, None)
        known = next(self._same(who, member_id), None)
        if known:
            known = self._learnt(known, who)
            return Speaker(known.name, who.party or known.party, who.role, member_id)
        new = Speaker(who.name, who.party, who.role, member_id)
        if who.name:
            self._speakers.append(new)
        return new

    def _learnt(self, known: Speaker, who: Attribution) -> Speaker:
        """The speaker with what this turn adds: a party, or the full name where only the surname was printed."""
        surname_only = _SURNAME_ONLY.fullmatch(known.name or "")
        name = who.name if who.name and surname_only else known.name
        learnt = replace(known, name=name, party=known.party or who.party)
        self._speakers[self._speakers.index(known)] = learnt
        return learnt

    def _same(self, who: Attribution, member_id: int | None) -> Iterator[Speaker]:
        """Earlier speakers who are the one printed, the surest ground first: number, name, surname, office."""
        if member_id is not None:
            yield from (one for one in self._speakers if one.member_id == member_id)
        if who.name:
            yield from (one for one in self._speakers if one.name == who.name and self._may_be(one, member_id))
            yield from self._by_surname(who.name, member_id)
        elif who.role:
            yield from (one for one in self._speakers if one.role == who.role and self._may_be(one, member_id))

    def _by_surname(self, name: str, member_id: int | None) -> Iterator[Speaker]:
        surname = _SURNAME_ONLY.fullmatch(name)
        if not surname:
            return
        found = [one for one in self._speakers if (one.name or "").endswith(f" {surname[1]}")]
        if len(found) == 1 and self._may_be(found[0], member_id):
            yield found[0]

    @staticmethod
    def _may_be(one: Speaker, member_id: int | None) -> bool:
        return member_id is None or one.member_id is None or one.member_id == member_id
