"""People, offices and who held which on what day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name a person bore; `since` and `until` (inclusive) are None where not known."""

    name: str
    since: date | None = None
    until: date | None = None


def member_person(member_id: int) -> str:
    """The id of the person to whom Parliament gave that member id: the same whichever source speaks of them."""
    return f"member-{member_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks. `id` is ours (`member_person` for those who sat), `member_id` Parliament's (MNIS)."""

    id: str
    name: str
    names: tuple[Name, ...] = ()
    member_id: int | None = None

    def name_on(self, day: date) -> str:
        """The name borne on that day: William Hague in 2011, Lord Hague of Richmond in 2016."""
        for name in self.names:
            if (name.since is None or name.since <= day) and (name.until is None or day <= name.until):
                return name.name
        return self.name


class Rank(IntEnum):
    """How high an office stands, the highest first. Offices that carry no work of their own come last."""

    PRIME_MINISTER = 1
    DEPUTY_PRIME_MINISTER = 2
    SECRETARY_OF_STATE = 3
    MINISTER_OF_STATE = 4
    UNDER_SECRETARY = 5
    OTHER = 6
    SINECURE = 7


_DEPARTMENTS = (
    "foreign|home|defence|development|justice|health|education|transport|business|culture|environment|scottish"
)
_RANKS = (
    (Rank.SINECURE, r"lord president of the council|lord privy seal|first secretary of state|duchy of lancaster"),
    (Rank.DEPUTY_PRIME_MINISTER, r"deputy prime minister"),
    (Rank.PRIME_MINISTER, r"prime minister"),
    (Rank.UNDER_SECRETARY, r"under secretary|parliamentary secretary"),
    (Rank.SECRETARY_OF_STATE, r"secretary of state|of the exchequer"),
    (Rank.SECRETARY_OF_STATE, rf"({_DEPARTMENTS}) secretary"),
    (Rank.MINISTER_OF_STATE, r"minister"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post in government, named and placed as it was then (the department is the FCO in 2014, never the FCDO)."""

    name: str
    department: str | None = None

    @property
    def rank(self) -> Rank:
        """The rank that the name tells. A minister "for" something counts as a Minister of State."""
        plain = re.sub(r"[\s-]+", " ", self.name.casefold())
        return next((rank for rank, words in _RANKS if re.search(words, plain)), Rank.OTHER)


def ranked_name(post: str, equivalence: str) -> str:
    """The name of a post with its rank in it, where a courtesy title alone would mislead.

    The Ministers Database calls the same under-secretary "Minister for Security" and gives the rank beside it
    ("PUSS"); Parliament prints the rank. "Parliamentary Under-Secretary of State (Minister for Security)" has both.
    """
    if equivalence == "PUSS" and Office(name=post).rank is Rank.MINISTER_OF_STATE:
        return f"Parliamentary Under-Secretary of State ({post})"
    return post


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person held an office from `since` to `until`, both days included; `until` None: no end is known.

    `source` says who claims it: "members", "ministers" (Institute for Government) or "config". `cites` is the
    evidence within that source (an address, or a row's id).
    """

    person: str
    office: Office
    since: date
    until: date | None
    source: str
    cites: str | None = None

    def covers(self, day: date) -> bool:
        """True if the office was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sources that disagree about one tenure; shown, never hidden. `other` is None where one knows nothing of it.

    `against` is the source that disagrees with `one`.
    """

    one: Tenure
    other: Tenure | None
    against: str
    fault: str


def holders(tenures: Iterable[Tenure], day: date) -> list[Tenure]:
    """The tenures that cover that day, the latest begun first."""
    return sorted((tenure for tenure in tenures if tenure.covers(day)), key=lambda t: (t.since, t.person), reverse=True)
