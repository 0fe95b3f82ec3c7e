"""What several sources claim about who held which office: settled into one account, with every disagreement listed.

Where sources overlap on one post the Ministers Database is preferred to the table of facts in `config/`, and that to
the Members API: the first has exact days for everybody since 1979, the last leaves ends open and names posts its own
way.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from indexer.tagging.roles import place_words
from statements.people import Conflict, Tenure

PRECEDENCE = ("ministers", "config", "members")
"""The sources of tenures, the most trusted first; any other comes after them."""

_EXACT = "ministers"  # its empty end means that the office is still held; elsewhere, that no end is known


def settled(claims: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """One account of who held what: a claim falls where a source preferred to its own claims the same post.

    The order of `claims` does not matter. A tenure without an end, from a source whose empty end means "not known", is
    ended by the same person's next appointment in the same department.
    """
    account: list[Tenure] = []
    for person in _by_person(claims):
        chosen: list[Tenure] = []
        for claim in _with_ends(person):
            rivals = (held for held in chosen if held.source != claim.source)
            if not any(same_post(held, claim) for held in rivals):
                chosen.append(claim)
        account += chosen
    return tuple(account)


def disagreements(claims: Iterable[Tenure]) -> tuple[Conflict, ...]:
    """Every difference about one person between the source preferred and each other one, in a fixed order.

    Claims to the same post whose first or last day differs; and a post that one of them claims, within the days that
    the other speaks of, and the other does not have.
    """
    everything = list(claims)
    reach = _reach(everything)
    found: list[Conflict] = []
    for person in _by_person(everything):
        chief, *others = _by_source(person)
        for other in others:
            found += [conflict for pair in _paired(chief, other) if (conflict := _days_differ(*pair))]
            found += _missing(chief, other, reach) + _missing(other, chief, reach)
    return tuple(found)


def same_post(one: Tenure, other: Tenure) -> bool:
    """True if two claims can mean one post: one person, rank and department or title, at one time.

    One day in common is not enough: on the day of a reshuffle both the old and the new post are held.
    """
    if one.person != other.person or one.office.rank is not other.office.rank:
        return False
    alike = _department(one) & _department(other) or place_words(one.office.name) & place_words(other.office.name)
    return bool(alike) and (_overlap(one, other) > 0 or (one.since, one.until) == (other.since, other.until))


def _overlap(one: Tenure, other: Tenure) -> int:
    """Days between the later beginning and the earlier end; negative if they never met."""
    return (min(one.until or date.max, other.until or date.max) - max(one.since, other.since)).days


def _department(tenure: Tenure) -> frozenset[str]:
    return place_words(tenure.office.department) or place_words(tenure.office.name)


def _by_person(claims: Iterable[Tenure]) -> list[list[Tenure]]:
    """The claims by person, each person's by precedence of source, then by day."""
    people: defaultdict[str, list[Tenure]] = defaultdict(list)
    for claim in set(claims):
        people[claim.person].append(claim)
    return [sorted(people[person], key=_place) for person in sorted(people)]


def precedence(claim: Tenure) -> int:
    """The place of a claim's source among those that are trusted, 0 the first."""
    return PRECEDENCE.index(claim.source) if claim.source in PRECEDENCE else len(PRECEDENCE)


def _place(claim: Tenure) -> tuple[int, str, date, date, str, str, str]:
    office = claim.office
    days = (claim.since, claim.until or date.max)
    return (precedence(claim), claim.source, *days, office.name, office.department or "", claim.cites or "")


def _by_source(person: list[Tenure]) -> list[list[Tenure]]:
    sources: dict[str, list[Tenure]] = {}
    for claim in person:
        sources.setdefault(claim.source, []).append(claim)
    return list(sources.values())


def _with_ends(person: list[Tenure]) -> list[Tenure]:
    return [_with_end(claim, person) for claim in person]


def _with_end(claim: Tenure, person: list[Tenure]) -> Tenure:
    if claim.until is not None or claim.source == _EXACT:
        return claim
    later = [
        other.since
        for other in person
        if other.source == claim.source and other.since > claim.since and _department(other) & _department(claim)
    ]
    return replace(claim, until=min(later)) if later else claim


def _reach(claims: list[Tenure]) -> dict[str, tuple[date, date]]:
    """The first day and the last beginning that each source speaks of."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for claim in claims:
        days[claim.source].append(claim.since)
    return {source: (min(begun), max(begun)) for source, begun in days.items()}


def _paired(chief: list[Tenure], other: list[Tenure]) -> list[tuple[Tenure, Tenure]]:
    """Claims to one post, each used once, those that agree best first: one post may be another source's two."""
    pairs = [(ours, theirs) for ours in chief for theirs in other if same_post(ours, theirs)]
    pairs.sort(key=lambda pair: (_apart(*pair), pair[0].office.name != pair[1].office.name))
    chosen: list[tuple[Tenure, Tenure]] = []
    used: set[Tenure] = set()
    for ours, theirs in pairs:
        if not {ours, theirs} & used:
            used |= {ours, theirs}
            chosen.append((ours, theirs))
    return sorted(chosen, key=lambda pair: _place(pair[0]))


def _apart(one: Tenure, other: Tenure) -> int:
    """By how many days two claims differ, at both ends together."""
    ends = (one.until or date.max) - (other.until or date.max)
    return abs((one.since - other.since).days) + abs(ends.days)


def _days_differ(ours: Tenure, theirs: Tenure) -> Conflict | None:
    faults = _faults(ours, theirs)
    return Conflict(one=ours, other=theirs, against=theirs.source, fault="; ".join(faults)) if faults else None


def _faults(ours: Tenure, theirs: Tenure) -> list[str]:
    faults = []
    if ours.since != theirs.since:
        faults.append(f"begins on {ours.since} after {ours.source}, on {theirs.since} after {theirs.source}")
    if ours.until != theirs.until:
        faults.append(f"{_end(ours)} after {ours.source}, {_end(theirs)} after {theirs.source}")
    return faults


def _end(tenure: Tenure) -> str:
    return f"ends on {tenure.until}" if tenure.until else "has no end"


def _missing(one: list[Tenure], other: list[Tenure], reach: dict[str, tuple[date, date]]) -> list[Conflict]:
    against = other[0].source
    first, last = reach[against]
    return [
        Conflict(one=ours, other=None, against=against, fault=f"not known to {against}")
        for ours in one
        if first <= ours.since <= last and not any(same_post(ours, theirs) for theirs in other)
    ]
