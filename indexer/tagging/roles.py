"""Offices as pages print them: whether one is a post in government, its rank, and the place it is for."""

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.search.words import forms
from statements.people import Office, Rank

_NO_PLACE = frozenset(
    forms(
        "the of for a and in at to with her his majestys majesty hm uk british united kingdom state senior minister"
        " ministers secretary under parliamentary office department ministry affairs"
    ).exact
)
_GOVERNMENT = re.compile(
    r"\b(prime minister|secretary of state|minister|under secretary|parliamentary secretary|in waiting"
    r"|(chief|economic|financial|exchequer) secretary|chancellor of the (exchequer|duchy)|lord chancellor"
    r"|(attorney|solicitor|advocate) general|leader of the house|lord privy seal|lord president of the council"
    r"|paymaster general|captain of the (king|queen|honourable|yeomen)|(chief|assistant|government) whip"
    r"|(vice chamberlain|comptroller|treasurer) of|lord commissioner)"
)
_OTHERS = "libyan|italian|french|german|maltese|greek|turkish|egyptian|tunisian|american|us|foreign"
_ELSEWHERE = re.compile(
    r"\b(shadow|former|formerly|ex|opposition|spokes\w+|private secretary|permanent|ambassador|envoy|first minister"
    rf"|deputy speaker|({_OTHERS}) (prime |foreign |defence |interior |home )?minister"
    r"|(prime )?minister of (?!state|the united kingdom|agriculture|transport)\w+)\b"
)
_HOLDER = re.compile(
    r"\s*\(((?:the )?(?:rt |right )?(?:hon|mr|mrs|ms|miss|dr|sir|dame|lord|lady|baroness|earl|viscount)\b.*?)\)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_FORMER = re.compile(r"\b(former|formerly)\b")


class Role(NamedTuple):
    """An office as printed. `courtesy`: a "Minister for" something, whose rank the words do not tell."""

    rank: Rank
    courtesy: bool
    place: frozenset[str]

    def fits(self, office: Office) -> bool:
        """True if the words can mean that office: "the Foreign Secretary" any Foreign Secretary, of any day."""
        if self.rank in (Rank.PRIME_MINISTER, Rank.DEPUTY_PRIME_MINISTER):
            return office.rank is self.rank
        return (self.courtesy or office.rank is self.rank) and self.place <= office_words(office)

    def nearness(self, office: Office) -> float:
        """How well the words suit one of a person's own offices: 0 not at all, 1 wholly."""
        if self.fits(office):
            return 1.0
        shared = len(self.place & office_words(office))
        return shared / (len(self.place) + 1)


def place_words(text: str | None) -> frozenset[str]:
    """The words of an office's or department's name that tell it from another: "Ministry of Defence" gives defence."""
    return frozenset(forms(text).exact) - _NO_PLACE


@lru_cache(maxsize=1 << 12)
def office_words(office: Office) -> frozenset[str]:
    """The telling words of an office and its department together."""
    return place_words(office.name) | place_words(office.department)


@lru_cache(maxsize=1 << 12)
def read_role(printed: str) -> Role | None:
    """The role in printed words; None if they name no post in the Government of the United Kingdom.

    Shadow ministers, former ones, ambassadors, officials and other countries' ministers hold none.
    """
    office = bare_role(printed)
    if not _named(_plain(office)) or barred(office):
        return None
    rank = Office(name=office).rank
    place = frozenset() if rank <= Rank.DEPUTY_PRIME_MINISTER else place_words(office)
    courtesy = rank is Rank.MINISTER_OF_STATE and "minister of state" not in _plain(office)
    return Role(rank, courtesy, place)


def barred(printed: str) -> bool:
    """True if the words say that whoever bears them speaks for no office in this Government: shadow, former, envoy."""
    return bool(_ELSEWHERE.search(_plain(printed)))


def holder(printed: str) -> str | None:
    """The name in brackets behind a role: "The Minister for Europe (Mr David Lidington)"; None if there is none."""
    found = _HOLDER.search(printed)
    return found[1] if found else None


def bare_role(printed: str) -> str:
    """A role without "The" before it and a holder's name in brackets behind it; other brackets belong to the role."""
    return _ARTICLE.sub("", _HOLDER.sub("", printed)).strip()


def left_role(printed: str) -> Role | None:
    """The role that "former Minister for Europe" says was left; None if the words say nothing of the kind."""
    words = _plain(printed)
    return read_role(_FORMER.sub(" ", words)) if _FORMER.search(words) else None


def parted(printed: str) -> tuple[str | None, str | None]:
    """Role and name in a printed speaker.

    Hansard prints "The Secretary of State for Defence (Michael Fallon)", "The Prime Minister", "Michael Fallon
    (Sevenoaks) (Con)" and "Lord Bates (Con)": brackets hold a name only after a role.
    """
    head, _, rest = printed.partition("(")
    if not _named(_plain(head)):
        return None, head.strip() or None
    return head.strip(" ,"), rest.partition(")")[0].strip() or None


def _named(words: str) -> bool:
    return bool(_GOVERNMENT.search(words)) or Office(name=words).rank < Rank.OTHER


def _plain(printed: str) -> str:
    without_names = re.sub(r"\(.*?\)", " ", printed)
    return " ".join(without_names.casefold().replace("-", " ").replace("’", "'").split())
