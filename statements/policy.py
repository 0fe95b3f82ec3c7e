"""What is tracked: topics, their policies, and the aspects (questions) of each policy."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Words that show a policy is spoken of.

    `words` is matched in our tokeniser's terms: stems, or exact forms where `exact`; a space means "next to", "a|b"
    either word in that place. `near`: one of these must stand in the same sentence; `without`: none of these may;
    `given`: one of these must stand somewhere in the statement. All three are written like `words`, and share
    `exact`, not `case`. `since`/`until`: only statements of those days. `context`: a match in the title or the
    question suffices. `case`: the capital letters of `words` count ("IS", "May").
    """

    words: str
    exact: bool = False
    case: bool = False
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    context: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Words by which a policy is tried. `on`: as if said on that day; None tries the patterns whatever their days."""

    text: str
    title: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOf:
    """One of the states that an aspect can be in ("open", "closed"), and the clauses that say so.

    A clause that shows this state and one of `beats` shows this one alone: "all but essential travel" beats "all
    travel".
    """

    id: str
    cues: tuple[Pattern, ...]
    must_match: tuple[Example, ...]
    must_not_match: tuple[Example, ...]
    beats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that is counted within an aspect, so that two figures of it can be set side by side.

    A clause speaks of it where one of `counts`, what is counted, stands beside one of `event`, what befell them, or
    `anchor`, what they belong to; where neither is given, the counted word is enough. All are written like a
    pattern's `words`.
    """

    id: str
    counts: tuple[str, ...]
    must_match: tuple[Example, ...]
    must_not_match: tuple[Example, ...]
    event: tuple[str, ...] = ()
    anchor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One question within a policy. `type` is what answers it: number, money, date, duration, state, commitment, text.

    A clause of a statement on the policy answers it where one of `cues` stands in the clause, or where it shows one
    of `states` or speaks of one of `measures`. An aspect of the type state has a list of states. Where there are cues,
    `must_match` and `must_not_match` are clauses by which they are tried.
    """

    id: str
    question: str
    type: str = "text"
    cues: tuple[Pattern, ...] = ()
    must_match: tuple[Example, ...] = ()
    must_not_match: tuple[Example, ...] = ()
    states: tuple[StateOf, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One line of government policy, with the examples that it must and must not match.

    `given` is what every pattern needs somewhere in the statement, besides its own. A match that touches one of
    `unless`, written like a pattern's `words`, does not count: a name inside another name. `implies` names policies
    that every statement on this one is on too.
    """

    id: str
    title: str
    question: str
    patterns: tuple[Pattern, ...]
    must_match: tuple[Example, ...]
    must_not_match: tuple[Example, ...]
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject that is followed: the words by which sources are searched and statements chosen, and its policies.

    `terms` are sent to the sources' own searches one at a time. A statement is the topic's if any of `words` stands
    in its title, question or text (a spoken section is taken whole if its title or any contribution fits). Each of
    `words` is one or more whole words, in any case and parted by any signs; a trailing `*` stands for any ending
    ("Bassingbourn*"). `pages` are paths of GOV.UK that are followed whatever a search finds, as travel advice is.
    """

    id: str
    title: str
    since: date
    until: date | None = None
    terms: tuple[str, ...]
    words: tuple[str, ...]
    pages: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()

    def fits(self, *fields: str | None) -> bool:
        """True if any of the topic's words stands in any of the fields; a field may be None."""
        pattern = _any_of(self.words)
        return any(pattern.search(field) is not None for field in fields if field)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    one_of = "|".join(_spelt(entry) for entry in words)
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _spelt(entry: str) -> str:
    stem, star, _ = entry.partition("*")
    return r"\W+".join(re.escape(word) for word in stem.split()) + (r"\w*" if star else "")
