"""Who held which office on which day, from all that the sources claim."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from indexer.tagging.claims import PRECEDENCE, disagreements, precedence, same_post, settled
from indexer.tagging.names import Called, called
from indexer.tagging.roles import place_words, read_role
from statements.people import Conflict, Name, Person, Tenure, holders, member_person


class Roster:
    """People and the offices they held, looked up by name, member id, office and day.

    Built once and then never changed; the order in which people and tenures are given does not matter. People of
    several sources with one member id are one person, called by all their names; so are two of one full name who are
    said to have held one post at one time, which is how a source without Parliament's ids speaks of somebody known.
    """

    def __init__(self, people: Iterable[Person], tenures: Iterable[Tenure]) -> None:
        given, claimed = sorted(set(people), key=repr), sorted(set(tenures), key=repr)
        self._ids = _identified(given, claimed)
        self._people = {person.id: person for person in _united(given, self._ids)}
        self._claims = {replace(tenure, person=self._ids.get(tenure.person, tenure.person)) for tenure in claimed}
        self._held: defaultdict[str, list[Tenure]] = defaultdict(list)
        for tenure in settled(self._claims):
            self._held[tenure.person].append(tenure)
        self._names = self._by_name()
        self.digest = hashlib.sha256(repr((given, claimed)).encode()).hexdigest()[:16]

    def _by_name(self) -> dict[Called, tuple[str, ...]]:
        full: defaultdict[Called, set[str]] = defaultdict(set)
        short: defaultdict[Called, set[str]] = defaultdict(set)
        for person in self._people.values():
            for printed in {person.name, *(name.name for name in person.names)}:
                if name := called(printed):
                    full[name].add(person.id)
                    short[name.short].add(person.id)
        return {name: tuple(sorted(full.get(name) or short[name])) for name in {**full, **short}}

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, by id."""
        return tuple(self._people[person] for person in sorted(self._people))

    def person(self, person: str) -> Person | None:
        """The person of that id (any source's), or None."""
        return self._people.get(self._ids.get(person, person))

    def by_member_id(self, member_id: int) -> Person | None:
        """The person to whom Parliament gave that member id, or None."""
        return self.person(member_person(member_id))

    def find(self, name: str) -> tuple[Person, ...]:
        """Everybody whom a printed name can mean, by any name they ever bore; nobody if it is not known.

        "Mr Hague" and "Baroness Anelay" stand for those of whom it is the short form. A title got later is found too:
        sources print Lord Hague of Richmond beside words that William Hague spoke in 2011.
        """
        wanted = called(name)
        return tuple(self._people[person] for person in self._names.get(wanted, ())) if wanted else ()

    def tenures(self, person: str) -> tuple[Tenure, ...]:
        """Every office the person held, the earliest first."""
        return tuple(sorted(self._held.get(self._ids.get(person, person), ()), key=lambda held: held.since))

    def offices_of(self, person: str, day: date) -> tuple[Tenure, ...]:
        """The offices that the person held on that day, the highest rank first, then the latest begun."""
        return tuple(sorted(holders(self._held.get(self._ids.get(person, person), ()), day), key=_standing))

    def who_held(self, office: str, day: date) -> tuple[Tenure, ...]:
        """Who held an office on that day, the latest begun first: "the Foreign Secretary", "Minister for Europe".

        A department's name gives all its ministers. On the day of a reshuffle both who goes and who comes are given.
        """
        on_the_day = holders((tenure for held in self._held.values() for tenure in held), day)
        role = read_role(office)
        if role is None:
            wanted = place_words(office)
            return tuple(tenure for tenure in on_the_day if wanted and place_words(tenure.office.department) == wanted)
        fitting = [tenure for tenure in on_the_day if role.fits(tenure.office)]
        exact = [tenure for tenure in fitting if place_words(tenure.office.name) == role.place]
        return tuple(exact or fitting)

    def held_before(self, tenure: Tenure) -> tuple[Tenure, ...]:
        """Who held the same office, by its name and department, before that tenure began; others than its holder."""
        everybody = (held for tenures in self._held.values() for held in tenures)
        return tuple(
            held
            for held in everybody
            if held.office == tenure.office
            and held.person != tenure.person
            and held.until is not None
            and held.until <= tenure.since
        )

    def conflicts(self) -> tuple[Conflict, ...]:
        """Everything about which the sources disagree."""
        return disagreements(self._claims)


def _standing(tenure: Tenure) -> tuple[int, bool, int, str]:
    """A Senior Minister of State stands above the other Ministers of State."""
    junior = not tenure.office.name.casefold().startswith("senior ")
    return tenure.office.rank, junior, -tenure.since.toordinal(), repr(tenure)


def _identified(people: list[Person], claims: list[Tenure]) -> dict[str, str]:
    """The id of the person whom each given id means."""
    ids = {person.id: _key(person) for person in people}
    ids |= {key: key for key in ids.values()}
    posts: defaultdict[str, list[Tenure]] = defaultdict(list)
    for claim in claims:
        posts[ids.get(claim.person, claim.person)].append(replace(claim, person=""))
    for namesakes in _namesakes(people):
        chief, *others = sorted(
            namesakes, key=lambda key: (min(map(precedence, posts[key]), default=len(PRECEDENCE) + 1), key)
        )
        for other in others:
            if any(same_post(ours, theirs) for ours in posts[chief] for theirs in posts[other]):
                ids |= {person: chief for person, key in ids.items() if key == other}
    return ids


def _namesakes(people: list[Person]) -> list[set[str]]:
    named: defaultdict[Called | None, set[str]] = defaultdict(set)
    for person in people:
        for printed in (person.name, *(name.name for name in person.names)):
            named[called(printed)].add(_key(person))
    return [keys for name, keys in named.items() if name and len(keys) > 1]


def _key(person: Person) -> str:
    return person.id if person.member_id is None else member_person(person.member_id)


def _united(people: list[Person], ids: dict[str, str]) -> list[Person]:
    """One person for each id, with the names of all; the account with most names gives the chief one."""
    same: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        same[ids[person.id]].append(person)
    return [_one(key, accounts) for key, accounts in same.items()]


def _one(key: str, accounts: list[Person]) -> Person:
    chief = max(accounts, key=lambda person: (len(person.names), person.name))
    names: dict[Called | None, Name] = {}
    for account in (chief, *accounts):
        for name in (*account.names, Name(name=account.name)):
            kept = names.setdefault(called(name.name), name)
            if not _dated(kept) and _dated(name):
                names[called(name.name)] = name
    in_order = sorted(names.values(), key=lambda name: (not _dated(name), name.since or date.min))
    member_ids = (account.member_id for account in accounts)
    member_id = next((number for number in member_ids if number is not None and member_person(number) == key), None)
    return Person(id=key, name=chief.name, names=tuple(in_order), member_id=member_id)


def _dated(name: Name) -> bool:
    return name.since is not None or name.until is not None
