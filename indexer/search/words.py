"""The one tokeniser: what counts as a word, for the index, for queries and for marks in the text alike.

A token has offsets into the original text, an *exact* form and a *stem*. What is settled here, with a table of cases in
the tests (and the reasons in docs/decisions/0004-one-tokeniser.md):

- Case, accents and typographic quotes are folded away: "Élysée" is "elysee", "Libya’s" is "libya".
- A possessive 's is dropped; any other apostrophe within a word vanishes: "O'Brien" is "obrien", "Sana'a" is "sanaa".
- Hyphens, dashes, slashes and full stops part words: "search-and-rescue" is three words, so that each of them and the
  phrase "search and rescue" find it. Single letters with full stops are one word: "U.N." is "un", "e.g." is "eg".
- A figure is one word, its thousands' commas left out: "2,000" is "2000"; "1.5" stays whole; "30.10.2014" is three.
- Soft hyphens, joiners and other invisible signs within a word count for nothing; a no-break space parts words.
- The Arabic article ("al-Qaeda", "el-Sisi") is a word of its own; `sought` leaves it out of an unquoted query.
- Superscript figures, which mark footnotes, and vulgar fractions are no words.

The stem is Snowball's English one of the exact form.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

LOGIC = 1
"""Raised whenever a text would give other tokens than before: an index made by another logic is rebuilt."""

LONGEST = 100
"""Characters of its exact form by which a word is known; more would tell no two real words apart."""

_ARTICLES = ("al", "el")
_APOSTROPHES = "'’‘‛`´ʼʻʹʾʿ′＇"
_INVISIBLE = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_COMBINING = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_NO_LETTERS = (
    r"_ʹʻʼʾʿ²³¹¼-¾\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    r"\U0001f100-\U0001f10c"
)
_CHARACTER = rf"[^\W{_NO_LETTERS}]"
_LETTER = rf"[^\W\d{_NO_LETTERS}]"
_REST = rf"(?:{_CHARACTER}|[{_INVISIBLE}{_COMBINING}]|[{_APOSTROPHES}](?=[{_INVISIBLE}]*{_CHARACTER}))*"
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
_TOKEN = re.compile(
    rf"(?<!\d\.){_WHOLE}\.\d+(?!\d|\.\d){_REST}"  # 2.5m
    rf"|{_WHOLE}{_REST}"  # 2,000 and 41WA
    rf"|{_LETTER}(?:\.{_LETTER})+(?!{_CHARACTER})\.?"  # U.N.
    rf"|{_CHARACTER}{_REST}"
)
_STRAY = re.compile(rf"[^\w',.]|[{_NO_LETTERS}]")
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_SPELT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th"})

_STEMMER = Stemmer.Stemmer("english", 0)
_STEMMING = threading.Lock()  # a PyStemmer stemmer must not be used by two threads at once


class Token(NamedTuple):
    """One word of a text: `text[start:end]` as printed. A tuple, not a dataclass: long texts have thousands of them."""

    start: int
    end: int
    exact: str
    stem: str


class Forms(NamedTuple):
    """The words of a text without their places: exact forms and stems, in order and of equal number."""

    exact: tuple[str, ...]
    stem: tuple[str, ...]


NOTHING = Forms((), ())


def tokens(text: str) -> list[Token]:
    """The words of `text` in order, with their places."""
    return [Token(found.start(), found.end(), *_forms(found[0])) for found in _TOKEN.finditer(text)]


def forms(text: str | None) -> Forms:
    """The words of `text` in order, without their places; None has none. Made for indexing: quicker than `tokens`."""
    pairs = list(map(_forms, _TOKEN.findall(text))) if text else []
    return Forms(*zip(*pairs, strict=True)) if pairs else NOTHING


def sought(word: str) -> tuple[str, ...]:
    """The stems that must stand next to one another where an unquoted `word` is found.

    Nearly always one; a word with hyphens has several. A leading Arabic article is not asked for: al-Sarraj finds what
    Sarraj finds. Empty if `word` has no word in it.
    """
    exact, stem = forms(word)
    return stem[1:] if len(stem) > 1 and exact[0] in _ARTICLES else stem


@lru_cache(maxsize=1 << 17)
def _forms(printed: str) -> tuple[str, str]:
    exact = _exact(printed)
    with _STEMMING:
        return exact, _STEMMER.stemWord(exact)


def _exact(printed: str) -> str:
    word = printed.lower() if printed.isascii() else _folded(printed)
    word = word.removesuffix("'s").replace("'", "")
    word = word.replace(",", "") if word[:1].isdigit() else word.replace(".", "")
    return word[:LONGEST].rstrip(".") or printed[:LONGEST]


def _folded(printed: str) -> str:
    word = printed.translate(_PLAIN)
    for _ in range(2):  # the folded form of a capital may itself have a compatibility form
        word = unicodedata.normalize("NFKD", word).casefold().translate(_SPELT)
    return _STRAY.sub("", word)
