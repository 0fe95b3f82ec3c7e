"""What a number counts: the noun it stands before, read without a parse from the words around it."""

import re
from typing import NamedTuple

_STOP = frozenset(
    [
        "and",
        "or",
        "but",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "for",
        "with",
        "by",
        "as",
        "than",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "while",
        "where",
        "since",
        "during",
        "after",
        "before",
        "until",
        "between",
        "into",
        "across",
        "over",
        "under",
        "through",
        "towards",
        "against",
        "within",
        "without",
        "about",
        "around",
        "per",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "must",
        "can",
        "do",
        "does",
        "did",
        "not",
        "there",
        "here",
        "it",
        "this",
        "these",
        "those",
        "they",
        "we",
        "you",
        "he",
        "she",
        "i",
        "so",
        "if",
        "because",
        "although",
        "though",
        "also",
        "already",
        "now",
        "then",
        "took",
        "came",
        "went",
        "made",
        "said",
        "arrived",
        "left",
        "died",
        "drowned",
        "fled",
        "crossed",
        "returned",
        "joined",
        "started",
        "began",
        "trained",
        "rescued",
        "killed",
        "displaced",
        "injured",
        "wounded",
        "detained",
        "charged",
        "came",
        "remain",
        "remained",
    ]
)
_WORD = re.compile(r"[\s\u00a0-]*([A-Za-z][\w'’-]*)")
_OF = re.compile(r"\s+of (?:the |our |their |those |these |whom)?", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|these|those|whom|which)\b(?! [a-z]+s\b)", re.IGNORECASE)
_SUBSET = re.compile(
    r"\b(?:of whom|of which|of them|of these|including|among them|so far|that day|first (?:group|tranche) of)\W*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+in (?P<place>(?:the )?[A-Z]\w+(?: [A-Z]\w+)*|(?:19|20)\d{2}|(?:this|last) year)")
_LONGEST = 6  # words


class Counted(NamedTuple):
    """What is counted: its words, the noun among them in the singular, and whether it is part of another count."""

    words: str
    head: str
    subset: bool


def counted(text: str, start: int, end: int) -> Counted:
    """What the number at those characters counts; empty words where the text does not say."""
    subset = bool(_SUBSET.search(text[max(0, start - 30) : start]))
    if _OF_THEM.match(text, end):
        return Counted("", "", subset=True)
    if of := _OF.match(text, end):
        end = of.end()
    words, last = _phrase(text, end)
    if not words:
        return Counted("", "", subset)
    head = singular(words[-1].lower())
    place = _PLACE.match(text, last)
    told = " ".join(words) + (f" in {place['place']}" if place else "")
    return Counted(told, head, subset)


def _phrase(text: str, at: int) -> tuple[list[str], int]:
    words: list[str] = []
    while len(words) < _LONGEST:
        match = _WORD.match(text, at)
        if match is None or match[1].lower() in _STOP or (not words and match[1].endswith("ed")):
            break
        if "\n" in match[0]:
            break
        words.append(match[1])
        at = match.end()
        if match[1].islower() and _ends_phrase(match[1]):
            break
    return words, at


def _ends_phrase(word: str) -> bool:
    """A plural noun ends what is counted, unless it is the modifier that it seldom is."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "ous", "is")))


_PLURALS = frozenset(
    ["people", "men", "women", "children", "troops", "personnel", "staff", "police", "aircraft", "lives"]
)
_SINGULARS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}


def singular(noun: str) -> str:
    """The singular of an English noun, near enough to put like with like."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun in ("personnel", "staff", "police", "aircraft", "series", "gas"):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
