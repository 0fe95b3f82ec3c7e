"""Members API: who there is, what they were called when, and the posts they held.

Names and parties of members elsewhere in the service are those of today; dates belong to history and biography alone.
"""

import re
from dataclasses import dataclass
from datetime import date

from crawler.parsers.attribution import plain_name
from crawler.parsers.payload import Node, read
from statements.people import Name, Office, Person, Tenure, member_person
from statements.snapshot import Snapshot

_BIOGRAPHY = re.compile(r"/Members/([0-9]{1,9})/Biography", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_DEPARTMENT = re.compile(r"\b(?:Office|Department|Ministry|Treasury|Board of Trade)\b")


@dataclass(frozen=True, slots=True)
class MemberRef:
    """A member as a search lists one."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class MembersPage:
    """A page of a search: how many members there are in all, and those of this page."""

    total: int
    members: tuple[MemberRef, ...]


def search(snapshot: Snapshot) -> MembersPage:
    """A page of `Members/Search`. Raises SourceChanged."""
    answer = read(snapshot)
    values = [entry.child("value") for entry in answer.child("items").nodes()]
    members = tuple(MemberRef(value.whole("id"), _displayed(value)) for value in values)
    return MembersPage(answer.whole("totalResults"), members)


def member(snapshot: Snapshot) -> Person:
    """The member of `Members/{id}` under today's name, or that of the day asked for. Raises SourceChanged."""
    value = read(snapshot).child("value")
    number = value.whole("id")
    return Person(id=member_person(number), name=_displayed(value), member_id=number)


def history(snapshot: Snapshot) -> tuple[Person, ...]:
    """The members of `Members/History` with the names they bore and when. Raises SourceChanged."""
    return tuple(_person(entry.child("value")) for entry in read(snapshot).nodes())


def parse(snapshot: Snapshot) -> tuple[Tenure, ...]:
    """The government posts of `Members/{id}/Biography`; opposition and other posts are no offices of state.

    Raises SourceChanged.
    """
    answer = read(snapshot)
    found = _BIOGRAPHY.search(snapshot.url)
    if not found:
        raise answer.wrong("the address does not say whose biography it is")
    posts = answer.child("value").optional("governmentPosts")
    return tuple(_tenure(post, int(found[1]), snapshot.url) for post in (posts.nodes() if posts else ()))


def _displayed(value: Node) -> str:
    name = plain_name(value.line("nameDisplayAs"))
    if name is None:
        raise value.wrong("has no “nameDisplayAs”")
    return name


def _person(value: Node) -> Person:
    rows = value.child("nameHistory").nodes()
    names = [
        Name(name=_displayed(row), since=row.optional_day("startDate"), until=row.optional_day("endDate"))
        for row in rows
    ]
    if not names:
        raise value.wrong("“nameHistory” is empty")
    latest_first = tuple(sorted(names, key=lambda name: name.since or date.min, reverse=True))
    number = value.whole("id")
    return Person(id=member_person(number), name=latest_first[0].name, names=latest_first, member_id=number)


def _tenure(post: Node, number: int, address: str) -> Tenure:
    return Tenure(
        person=member_person(number),
        office=_office(post),
        since=post.day("startDate"),
        until=post.optional_day("endDate"),
        source="members",
        cites=address,
    )


def _office(post: Node) -> Office:
    """The post without the department, which stands beside it or in a bracket of its name, or in both."""
    name = post.line("name")
    if not name:
        raise post.wrong("has no name")
    beside = post.line("additionalInfo")
    department = beside or next((words for words in _BRACKET.findall(name) if _DEPARTMENT.search(words)), None)
    bare = _BRACKET.sub(lambda found: "" if found[1] == department else found[0], name).strip()
    return Office(name=bare or name, department=department)
