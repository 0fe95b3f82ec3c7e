"""Who states it, and in which office on that day.

In this order, and never by guessing:

1. `minister.member-id`: Parliament's id of the member, who held an office that day.
2. `minister.printed-name`: the name printed as the speaker. Where a statement is repeated in the other House, the one
   who reads it is printed and its author is in `speaker`: the printed one states it.
3. `minister.printed-role`: the office printed on the page, where no tenure is known; or a role alone ("The Prime
   Minister"), where one person held it that day.
4. `minister.answers`: somebody of whom no office is known answers a written question or makes a written statement,
   which only ministers do, but for a few who answer for bodies that are not the Government.
5. `minister.left-office`: a paper printed as by a "former" minister who left that office within the last month.

Members without office, oppositions, ambassadors and other officials are no ministers and get no tag.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from indexer.tagging.names import called, slug
from indexer.tagging.roles import Role, bare_role, barred, holder, left_role, parted, place_words, read_role
from indexer.tagging.roster import Roster
from statements.people import Office, Person, Tenure
from statements.statement import State, Version
from statements.tag import Tag, TagKind

LOGIC = 1
"""Raised whenever the same statement and roster would give another claim than before."""

_AFTER_LEAVING = timedelta(days=31)  # a letter written in an office may be published some weeks after it was left
_NOT_GOVERNMENT = (
    "church commissioners",
    "commission",
    "speaker's committee",
    "chairman of committees",
    "deputy speaker",
)


def minister(version: Version, roster: Roster, logic: str) -> Tag | None:
    """The claim of who states this version as a minister; None if nobody does, or it cannot be told for certain."""
    if version.state is State.TABLED or version.text is None:
        return None
    if version.kind.written and _outside_government(version.department):
        return None
    return _Reading.of(version, roster, logic).tag()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One version, with what its page says of the speaker: a name, the words of a role, and that role.

    `role` is None where the words name no post in government.
    """

    version: Version
    roster: Roster
    logic: str
    name: str | None
    words: str | None
    role: Role | None

    @classmethod
    def of(cls, version: Version, roster: Roster, logic: str) -> "_Reading":
        role, name = parted(version.speaker_as_printed or "")
        if name is None and version.speaker:
            name = parted(version.speaker)[1]
        words = version.role_as_printed or role
        name = name or (holder(words) if words else None)
        return cls(version, roster, logic, name, words, read_role(words) if words else None)

    def tag(self) -> Tag | None:
        if self.words and barred(self.words):
            return self._left_office()
        member = self.version.member_id
        if member is not None and (person := self.roster.by_member_id(member)):
            if claim := self._in_office(person, "minister.member-id"):
                return claim
            if not self._names_one():
                return self._as_printed(person)
        if self.name is None:
            return self._role_alone()
        found = self._called(self.name)
        if len(found) == 1:
            return self._in_office(found[0], "minister.printed-name") or self._as_printed(found[0])
        return None if found else self._as_printed(None)

    def _called(self, name: str) -> tuple[Person, ...]:
        """Those whom the printed name can mean; a title not known here is looked up by the name beside it.

        That is done only where both end alike ("Baroness Thrale of Oxe", "Edith Thrale"): otherwise the name printed is
        another person's, who reads out what the speaker wrote. Of namesakes only those in office answer in writing.
        A peer's full title is borne by one at a time.
        """
        found, speaker = self.roster.find(name), self.version.speaker
        if not found and speaker and _alike(name, speaker):
            found = self.roster.find(speaker)
        if len(found) > 1 and (self.version.kind.written or self._names_one()):
            found = tuple(person for person in found if self.roster.offices_of(person.id, self.version.date))
        return found

    def _names_one(self) -> bool:
        """True if the name printed is a peer's title with its place, which only one person bears at a time."""
        name = called(self.name) if self.name else None
        return name is not None and bool(name.style and name.place)

    def _in_office(self, person: Person, rule: str) -> Tag | None:
        """The office in which the words were said: after the role printed, the answering department, then the rank."""
        held = self.roster.offices_of(person.id, self.version.date)
        if not held:
            return None
        tenure = max(held, key=self._suits)  # the first of equals; the highest rank is first
        if self.role and self.role.place and not self.role.nearness(tenure.office):
            return None
        return self._claim(person, tenure.office, rule)

    def _suits(self, tenure: Tenure) -> tuple[float, float]:
        near = self.role.nearness(tenure.office) if self.role else 0.0
        return near, _likeness(self.version.department, tenure.office.department)

    def _as_printed(self, person: Person | None) -> Tag | None:
        """The role as printed, where no tenure is known; for written words, that somebody answers for a department."""
        person = person or (Person(id=slug(self.name), name=self.name) if self.name else None)
        if person is None:
            return None
        department = self.version.department
        if self.role and self.words:
            return self._claim(
                person, Office(name=bare_role(self.words), department=department), "minister.printed-role"
            )
        if self.version.kind.written:
            return self._claim(person, Office(name="", department=department), "minister.answers")
        return None

    def _role_alone(self) -> Tag | None:
        if self.role is None or self.words is None:
            return None
        holders = self.roster.who_held(self.words, self.version.date)
        if len({tenure.person for tenure in holders}) != 1:
            return None
        person = self.roster.person(holders[0].person)
        return self._claim(person, holders[0].office, "minister.printed-role") if person else None

    def _left_office(self) -> Tag | None:
        role = left_role(self.words or "")
        found = self.roster.find(self.name) if self.name else ()
        if role is None or len(found) != 1:
            return None
        for tenure in reversed(self.roster.tenures(found[0].id)):
            if role.fits(tenure.office) and _just_left(tenure, self.version.date):
                return self._claim(found[0], tenure.office, "minister.left-office")
        return None

    def _claim(self, person: Person, office: Office, rule: str) -> Tag:
        detail = {
            "name": person.name_on(self.version.date),
            "office": office.name,
            "department": office.department or "",
        }
        known = tuple(sorted((key, value) for key, value in detail.items() if value))
        return Tag(kind=TagKind.MINISTER, value=person.id, rule=rule, logic=self.logic, detail=known)


def _alike(one: str, other: str) -> bool:
    ours, theirs = called(one), called(other)
    return ours is not None and theirs is not None and ours.surname == theirs.surname


def _likeness(one: str | None, other: str | None) -> float:
    ours, theirs = place_words(one), place_words(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _outside_government(department: str | None) -> bool:
    return any(body in (department or "").casefold() for body in _NOT_GOVERNMENT)


def _just_left(tenure: Tenure, day: date) -> bool:
    return tenure.until is not None and tenure.until <= day <= tenure.until + _AFTER_LEAVING
