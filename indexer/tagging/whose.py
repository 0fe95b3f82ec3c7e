"""Whose position a clause is: the government's that makes the statement, or that of somebody it tells of.

Not the government's are a question and its premise, the words of somebody else between quotation marks, and what
somebody else is said to say. Where words are reported, "Mr Marl said that …" is Mr Marl's own if he is the speaker.
"""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from indexer.tagging.clauses import Clause
from indexer.tagging.predicates import SAYING
from indexer.tagging.trees import Tree
from statements.position import Whose
from statements.statement import Kind, Version
from statements.tag import Tag

_WE = frozenset({"i", "we", "us", "our", "my"})
_OFFICES = frozenset(
    [
        "government",
        "minister",
        "ministers",
        "secretary",
        "department",
        "office",
        "ministry",
        "administration",
        "treasury",
        "official",
        "officials",
        "embassy",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "navy",
        "army",
        "force",
        "forces",
        "uk",
        "u.k.",
        "britain",
        "kingdom",
        "fco",
        "mod",
        "dfid",
        "hmg",
        "hms",
        "raf",
        "country",
    ]
)
_OURS = frozenset(
    [
        "uk",
        "british",
        "our",
        "my",
        "majesty",
        "'s",
        "united",
        "her",
        "his",
        "present",
        "this",
        "coalition",
        "prime",
        "foreign",
        "home",
    ]
)

_DEPARTMENTS = frozenset(
    [
        "defence",
        "state",
        "foreign",
        "commonwealth",
        "international",
        "development",
        "home",
        "cabinet",
        "health",
        "treasury",
        "border",
        "royal",
        "armed",
        "security",
        "special",
    ]
)

_NATION = re.compile(r"[a-z](?:an|ese|ish|qi|emi|rench|utch|reek|wiss)$")
_QUOTED = re.compile(r"“[^“”]{1,4000}”|\"[^\"]{1,4000}\"|‘[^‘’]{20,4000}’(?!\w)")
_OWN_VOICE = re.compile(r"\b(?:minister|secretary|spokes(?:man|woman|person)|ambassador|envoy)\b", re.IGNORECASE)
_AROUND = 300  # characters before and after a quotation in which a press release says whose it is
_JOINT = re.compile(r"\bjoint statement\b|\b[Gg]overnments of [^.]{0,200}(?:United Kingdom|UK)\b")
_BY_ANOTHER = re.compile(r"\baccording to (?!our |my |the (?:department|minister|foreign))", re.IGNORECASE)
_OPENING = 400


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a version: whether a government at all, several of them, and whose words are `reported`."""

    own: bool
    joint: bool = False
    reported: bool = False
    surname: str = ""


def voice(version: Version, minister: Tag | None) -> Voice:
    """The voice of a version, given the claim of who states it.

    Whoever answers a written question or makes a written statement is a minister, and GOV.UK's pages are a
    department's own; in debate and in reports it must be known that a minister speaks.
    """
    text = version.text or ""
    joint = _JOINT.search(f"{version.title} {text[:_OPENING]}") is not None
    paged = version.kind in (Kind.PRESS_RELEASE, Kind.TRAVEL_ADVICE) or (
        version.kind is Kind.SPEECH and version.source == "govuk"
    )
    own = minister is not None or version.kind.written or paged
    name = minister.get("name") or "" if minister else ""
    surname = next(iter(name.split(" of ", maxsplit=1)[0].split()[-1:]), "").lower()
    told = version.kind is Kind.REPORT or (bool(surname) and surname in text.lower())
    return Voice(own, joint, told, surname)


class Listener:
    """Tells whose the clauses of one text are."""

    def __init__(self, tree: Tree, speaks: Voice, version: Version) -> None:
        self._tree, self._voice = tree, speaks
        self._quoted = _foreign_quotations(tree.text, own_voice=version.kind is Kind.PRESS_RELEASE)
        self._starts = [start for start, _ in self._quoted]
        self._asked = {
            tree[sentence.start].sentence
            for sentence in tree.sentences()
            if any(tree.printed(place) == "?" for place in sentence[-2:])
        }

    def whose(self, clause: Clause) -> Whose:
        """Whose position the clause is."""
        tree, verb = self._tree, clause.verb
        if tree[verb].sentence in self._asked or (tree[verb].lemma == "ask" and not self._is_own(clause.subject)):
            return Whose.ASKER
        if self._in_quotation(tree[verb].start):
            return Whose.QUOTED
        if self._of_another(clause):
            return Whose.ANOTHER
        return Whose.JOINT if self._voice.joint else Whose.GOVERNMENT

    def is_own(self, subject: int | None) -> bool:
        """True if the subject is the government that speaks, or an office or force of it."""
        return subject is not None and self._is_own(subject)

    def is_foreign(self, subject: int) -> bool:
        """True if the subject is said to be of another country: "Italian sailors"."""
        return self._foreign(subject)

    def _in_quotation(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._quoted[at][1]

    def _of_another(self, clause: Clause) -> bool:
        tree = self._tree
        start, end = tree[clause.first].start, tree[clause.last - 1].end
        if _BY_ANOTHER.search(tree.text, start, end):
            return True
        verb = clause.verb
        if tree[verb].lemma in SAYING and tree.first(verb, "ccomp") is not None and not self._is_own(clause.subject):
            return True
        way = list(tree.above(verb))
        return any(
            tree[lower].relation == "ccomp" and tree[upper].lemma in (*SAYING, "ask") and not self._says(upper)
            for lower, upper in itertools.pairwise(way)
        )

    def _says(self, verb: int) -> bool:
        return self._is_own(self._tree.subject(verb))

    def _is_own(self, subject: int | None) -> bool:
        if subject is None:
            return True
        tree = self._tree
        printed = tree.printed(subject)
        if printed in _WE or printed in ("it", "there", "what", "this"):
            return True
        if self._voice.reported and (printed in ("he", "she") or self._is_speaker(subject)):
            return True
        before = {tree.printed(place) for place in tree.below(subject, "amod", "compound", "poss", "det")}
        if before & {"our", "my", "british", "uk"}:
            return True
        return printed in _OFFICES and not self._foreign(subject)

    def _is_speaker(self, subject: int) -> bool:
        return bool(self._voice.surname) and self._tree.printed(subject) == self._voice.surname

    def _foreign(self, noun: int) -> bool:
        """True if the noun is said to be of a country or body: "the Libyan Government", "the ministry of Ruritania"."""
        tree = self._tree
        adjectives = tree.below(noun, "amod", "compound", "poss", "nmod")
        others = [place for place in adjectives if self._names(place) and tree.printed(place) not in _OURS]
        links = [link for link in tree.below(noun, "prep") if tree.printed(link) == "of"]
        owners = [place for link in links for place in tree.below(link, "pobj")]
        countries = [place for place in owners if tree[place].kind == "PROPN" and tree.printed(noun) != "kingdom"]
        abroad = [place for place in countries if tree.printed(place) not in ("state", "defence", "uk", "kingdom")]
        return any(tree.printed(place) not in _DEPARTMENTS for place in (*others, *abroad))

    def _names(self, place: int) -> bool:
        """True if the capital letter of a word before a noun is not that of the sentence's first word."""
        tree = self._tree
        first = place == 0 or tree[place - 1].sentence != tree[place].sentence
        capital = tree.text[tree[place].start].isupper()
        return capital and (not first or tree[place].kind == "PROPN" or bool(_NATION.search(tree.printed(place))))


def _foreign_quotations(text: str, *, own_voice: bool) -> list[tuple[int, int]]:
    """The places of quotations that are somebody else's; a department's page quotes its own ministers."""
    found = [quotation.span() for quotation in _QUOTED.finditer(text)]
    if not own_voice:
        return found
    return [
        (start, end)
        for start, end in found
        if not (_OWN_VOICE.search(text, max(0, start - _AROUND), start) or _OWN_VOICE.search(text, end, end + _AROUND))
    ]
