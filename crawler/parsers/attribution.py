"""Who is speaking, read from the words that Hansard prints before a contribution.

The forms (Hansard API, `AttributedTo`): a member with constituency and party, "Ada Example (Anytown North) (Lab)"; a
peer with party, "Lord Example (Con)"; later the name alone; a minister with the office first and the name in brackets,
"The Minister for Examples (Ada Example)", later the name or the office alone; the chair, "Madam Deputy Speaker (Ada
Example)", "Mr Speaker", "Ada Example (in the Chair)"; any of them with a mark such as "(Urgent Question)" or "[V]". A
single bracket may hold a party, a name or a constituency: a party is known from a list, a name by the office before it.
"""

import re
from dataclasses import dataclass

from crawler.parsers import markup

PARTIES = frozenset(
    {
        "Alba", "Alliance", "BI", "Bp", "CB", "Change UK", "Con", "DUP", "GP", "Green", "Ind", "Ind Con", "Ind Lab",
        "Ind LD", "Ind SD", "Ind UU", "Lab", "Lab Co-op", "Lab Ind", "Lab/Co-op", "LD", "Lib Dem", "Non-Afl", "PC",
        "Reform", "Respect", "SDLP", "SF", "SNP", "TIG", "TUV", "UKIP", "UU", "UUP", "Your Party",
    }
)  # fmt: skip
"""Abbreviations of parties and groups as Hansard prints them."""

_NOTE = re.compile(
    r"^(?:[TQ]?\d{1,3}\. |(?:asked|tabled|moved) by )|\((?:urgent question|(?:maiden|valedictory) speech)\)|\[V\]|:$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_CHAIR = re.compile(
    r"(?:the |mr\.? |mrs\.? |ms\.? |madam |temporary |first |second |deputy |acting |principal )*"
    r"(?:speaker|chair|chairman|chairwoman|chairperson|lord speaker|chairman of committees)",
    re.IGNORECASE,
)
_IN_THE_CHAIR = re.compile(r"in the chair", re.IGNORECASE)
_TITLED = re.compile(
    r"the (?:lord )?(?:arch)?bishop of|the (?:earl|duke|marquess|countess|duchess|viscount|viscountess|master|lady)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:minister|secretary|chancellor|treasurer|comptroller|vice-chamberlain|whip|leader of|president of|captain of"
    r"|lord privy seal|(?:lords?|baroness|baronesses) in waiting|commissioner|lord advocate"
    r"|(?:attorney|solicitor|advocate|paymaster)[ -]general)\b",
    re.IGNORECASE,
)
_CROWD = re.compile(r"(?:several|some|many|an?|all|other)?\s*(?:hon\.?|noble|members?)\b.*", re.IGNORECASE)
_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx)\.? (?=\S+ \S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks as far as the printed words tell.

    `printed` is the whole, tags stripped, None where nothing is printed. `role` is the office or chair as printed.
    `crowd` is true for words of many ("Hon. Members"), `question` where an urgent question is marked.
    """

    printed: str | None = None
    name: str | None = None
    role: str | None = None
    party: str | None = None
    chair: bool = False
    crowd: bool = False
    question: bool = False


NOBODY = Attribution()
"""Nothing is printed: procedural words, or words that go on from those before."""


def plain_name(name: str) -> str | None:
    """The name without Mr, Mrs, Ms, Miss or Mx, which the sources print or not; before a bare surname it stays."""
    return _COURTESY.sub("", " ".join(name.split())) or None


def attribution(printed: str) -> Attribution:
    """Read what is printed before a contribution; tags in it are dropped."""
    whole = markup.line(printed)
    if not whole:
        return NOBODY
    bare = " ".join(_NOTE.sub(" ", whole).split())
    brackets = [" ".join(found.split()) for found in _BRACKET.findall(bare)]
    before = " ".join(_BRACKET.sub(" ", bare).split())
    party = brackets.pop() if brackets and brackets[-1] in PARTIES else None
    question = "(urgent question)" in whole.casefold()
    return _who(whole, before, brackets, party, question)


def _who(whole: str, before: str, brackets: list[str], party: str | None, question: bool) -> Attribution:
    inside = brackets[-1] if brackets else ""
    if _IN_THE_CHAIR.fullmatch(inside):
        return Attribution(printed=whole, name=plain_name(before), role=inside, party=party, chair=True)
    if _CHAIR.fullmatch(before):
        return Attribution(printed=whole, name=plain_name(inside), role=before, party=party, chair=True)
    if _is_office(before, inside):
        role = " ".join([before, *(f"({more})" for more in brackets[:-1])])
        return Attribution(printed=whole, name=plain_name(inside), role=role, party=party, question=question)
    if _CROWD.fullmatch(before) or not before:
        return Attribution(printed=whole, crowd=True)
    return Attribution(printed=whole, name=plain_name(before), party=party, question=question)


def _is_office(before: str, inside: str) -> bool:
    """True for words that name an office: "The …" with a name in brackets, or a word that only offices have."""
    if _TITLED.match(before):
        return False
    return bool(_OFFICE.search(before)) or (before.startswith("The ") and bool(inside))
