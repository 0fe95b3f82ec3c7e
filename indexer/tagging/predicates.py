"""What a clause says of its subject: the verb that counts, when, and whether it is denied.

A negation counts for the verb it governs in the parse, and two cancel. What looks like one and is none is left out:
"not only", "no doubt", "not … until" (which is a yes, later), "will not hesitate".
"""

from dataclasses import dataclass
from enum import Enum, auto

from indexer.tagging.clauses import Clause
from indexer.tagging.trees import Tree

SAYING = frozenset(
    [
        "say",
        "tell",
        "state",
        "add",
        "explain",
        "note",
        "report",
        "argue",
        "claim",
        "warn",
        "insist",
        "stress",
        "emphasise",
        "declare",
        "announce",
        "confirm",
        "reply",
        "respond",
        "write",
        "observe",
        "suggest",
        "remark",
        "assert",
        "maintain",
        "recall",
        "reiterate",
        "repeat",
        "allege",
        "complain",
        "point",
        "assure",
        "believe",
        "think",
        "understand",
        "recognise",
        "acknowledge",
        "know",
        "ensure",
        "inform",
        "hear",
        "accept",
        "hope",
        "agree",
        "mention",
    ]
)
"""Verbs whose complement is what is said or thought."""

_OF_BELIEF = frozenset({"believe", "think"})
"""Verbs that take over the negation of what they are about: "We do not believe that it is right"."""

_SURE = frozenset(
    [
        "clear",
        "confident",
        "sure",
        "certain",
        "pleased",
        "glad",
        "aware",
        "able",
        "delighted",
        "plain",
        "convinced",
        "proud",
        "afraid",
    ]
)
_WISHING = frozenset({"want", "wish", "like"})
_FALSE_NOT = frozenset({"only", "just", "merely", "simply", "least"})
_NO = frozenset({"no", "none", "nothing", "nobody", "neither", "no-one"})
_NO_NEGATION = frozenset({"doubt", "question", "choice", "reason", "alternative"})
_LITTLE = frozenset({"fewer", "less", "more", "later"})
_NEVER = frozenset({"circumstance", "way", "time", "stage", "point"})
_NOT_FAILING = frozenset({"hesitate", "fail", "shrink", "flinch"})


class Tense(Enum):
    """When, and how surely, a predicate holds."""

    PRESENT = auto()
    PAST = auto()
    WILL = auto()
    WOULD = auto()
    COULD = auto()
    MUST = auto()


_MODALS = {
    **dict.fromkeys(("will", "shall", "'ll", "’ll", "wo", "sha"), Tense.WILL),
    **dict.fromkeys(("would", "'d", "’d"), Tense.WOULD),
    **dict.fromkeys(("can", "could", "may", "might", "ca"), Tense.COULD),
    **dict.fromkeys(("must", "should", "ought"), Tense.MUST),
}
_SHIFTED_BACK = {Tense.WOULD: Tense.WILL, Tense.PAST: Tense.PRESENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What is said: `verb` is the place of its verb and `lemma` its dictionary form ("rule out", "be ready").

    `chain` has the verb and what it leads to by their dictionary forms ("stand", "ready", "help"), `objects` the
    nouns it takes. `over`: it held and holds no longer. `passive`: the subject is what it is done to.
    """

    verb: int
    lemma: str
    chain: tuple[str, ...]
    objects: tuple[str, ...]
    tense: Tense
    denied: bool
    over: bool = False
    passive: bool = False
    subject: int | None = None


def predicate(tree: Tree, clause: Clause) -> Predicate:
    """What a clause says; where it tells what its own speaker says or is sure of, what that is.

    Whoever is told of, a caller must ask first (`whose`).
    """
    verb, shifted = clause.verb, False
    for _ in range(3):
        told = _told(tree, verb, range(clause.first, clause.last))
        if told is None:
            break
        shifted = shifted or (tree[verb].tag == "VBD" and tree[verb].lemma in SAYING)
        verb = told
    return _read(tree, verb, clause.subject if verb == clause.verb else tree.subject(verb), shifted=shifted)


def leads_in(tree: Tree, clause: Clause) -> bool:
    """True for "He said:": what is said stands in another clause of the sentence."""
    complements = tree.below(clause.verb, "ccomp")
    within = any(clause.first <= place < clause.last for place in complements)
    return tree[clause.verb].lemma in SAYING and bool(complements) and not within


def _told(tree: Tree, verb: int, within: range) -> int | None:
    """The verb of what is said, or None if the clause says it itself."""
    complement = next((place for place in tree.below(verb, "ccomp") if place in within), None)
    lemma = tree[verb].lemma
    if lemma in SAYING and complement is not None and not _negations(tree, verb):
        return complement if tree[complement].kind in ("VERB", "AUX") else None
    if lemma in ("be", "make", "remain", "feel"):
        return _sure_of(tree, verb)
    led = tree.first(verb, "xcomp")
    if lemma in _WISHING and led is not None and (tree[led].lemma in SAYING or tree[led].lemma == "make"):
        return _told(tree, led, within)
    return None


def _sure_of(tree: Tree, verb: int) -> int | None:
    """What "it is clear that", "we made it plain that" and "there is no doubt that" lead to."""
    for place in tree.below(verb, "acomp", "attr", "ccomp", "oprd", "xcomp", "dobj"):
        if tree[place].lemma in _SURE:
            told = tree.first(place, "ccomp", "acl", "relcl", "xcomp")
            found = told if told is not None else tree.first(verb, "ccomp")
            return _that(tree, place) if found is None or found == place else found
        if tree[place].lemma == "doubt":
            return tree.first(place, "ccomp", "acl", "relcl")
    return None


def _that(tree: Tree, place: int) -> int | None:
    """The verb of a clause with "that" which hangs on a word, whatever the parse takes it for."""
    hanging = tree.below(place, "advcl", "csubj")
    return next((one for one in hanging if any(tree.printed(mark) == "that" for mark in tree.below(one, "mark"))), None)


def _read(tree: Tree, verb: int, subject: int | None, *, shifted: bool) -> Predicate:
    led = _led(tree, verb)
    particle = tree.first(verb, "prt")
    lemma = tree[verb].lemma + (f" {tree.printed(particle)}" if particle is not None else "")
    complement = tree.first(verb, "acomp", "oprd")
    denied, until = _denied(tree, verb, led), _has_until(tree, verb)
    not_failing = lemma in _NOT_FAILING and denied
    tense = _tense(tree, verb)
    return Predicate(
        verb=verb,
        lemma=f"{lemma} {tree[complement].lemma}" if lemma == "be" and complement is not None else lemma,
        chain=(lemma, *(_spelt(tree, place) for place in led)),
        objects=_objects(tree, (verb, *led)),
        tense=_put_right(tree, verb, tense) if shifted else tense,
        denied=denied and not until and not not_failing,
        over=_no_longer(tree, verb),
        passive=tree.first(verb, "auxpass") is not None,
        subject=subject,
    )


def _put_right(tree: Tree, verb: int, tense: Tense) -> Tense:
    """The tense that was spoken, of one shifted back by "said that": "had gone" stays what was done."""
    if tense is Tense.PAST and any(tree[helper].lemma == "have" for helper in tree.below(verb, "aux")):
        return tense
    return _SHIFTED_BACK.get(tense, tense)


def _spelt(tree: Tree, place: int) -> str:
    particle = tree.first(place, "prt")
    return tree[place].lemma + (f" {tree.printed(particle)}" if particle is not None else "")


def _led(tree: Tree, verb: int) -> tuple[int, ...]:
    """What the verb leads to without a new subject: "ready" and "help" of "stand ready to help"."""
    found: list[int] = []
    place: int | None = verb
    for _ in range(4):
        place = tree.first(place, "acomp", "oprd", "xcomp") if place is not None else None
        if place is None:
            break
        found.append(place)
    return tuple(found)


def _objects(tree: Tree, verbs: tuple[int, ...]) -> tuple[str, ...]:
    places = [one for verb in verbs for one in tree.below(verb, "dobj", "attr", "nsubjpass", "nsubj")]
    return tuple(tree[place].lemma.lower() for place in places)


def _tense(tree: Tree, verb: int) -> Tense:
    helpers = tree.below(verb, "aux", "auxpass")
    for helper in helpers:
        if tree.printed(helper) in _MODALS and tree[helper].tag == "MD":
            return _MODALS[tree.printed(helper)]
    if tree[verb].lemma == "go" and tree[verb].tag == "VBG" and tree.first(verb, "xcomp") is not None:
        return Tense.WILL
    forms = {tree[helper].lemma for helper in helpers}
    if tree[verb].tag == "VBG" and "have" in forms:
        return Tense.PRESENT
    if "have" in forms or (helpers and tree[helpers[0]].tag == "VBD"):
        return Tense.PAST
    return Tense.PAST if not helpers and tree[verb].tag in ("VBD", "VBN") else Tense.PRESENT


def _denied(tree: Tree, verb: int, led: tuple[int, ...]) -> bool:
    count = sum(_negations(tree, place) for place in (verb, *led))
    return count % 2 == 1


def _negations(tree: Tree, verb: int) -> int:
    """How many negations govern the verb: its own, and those of its subject, its object and its circumstances."""
    own = [one for one in tree.below(verb, "neg", "preconj") if tree.printed(one) not in ("both", "either")]
    count = sum(not _is_false(tree, one) for one in own)
    nouns = tree.below(verb, "nsubj", "nsubjpass", "dobj", "attr")
    return count + sum(_is_none(tree, noun) for noun in nouns) + _under_no(tree, verb)


def _is_false(tree: Tree, negation: int) -> bool:
    following = negation + 1
    return following < len(tree.words) and tree.printed(following) in _FALSE_NOT


def _is_none(tree: Tree, noun: int) -> bool:
    if tree[noun].lemma.lower() in _NO_NEGATION:
        return False
    if tree.printed(noun) in _NO:
        return not tree.text.startswith(" the ", tree[noun].end)  # "none the less"
    return any(
        tree.printed(one) in _NO and tree.printed(one + 1) not in _LITTLE for one in tree.below(noun, "det", "neg")
    )


def _under_no(tree: Tree, verb: int) -> bool:
    """True for "under no circumstances", "at no time" and the like."""
    nouns = [noun for link in tree.below(verb, "prep") for noun in tree.below(link, "pobj")]
    return any(tree[noun].lemma in _NEVER and _is_none(tree, noun) for noun in nouns)


def _no_longer(tree: Tree, verb: int) -> bool:
    return any(
        (tree.printed(one) == "longer" and tree.printed(one - 1) == "no") or tree.printed(one) == "anymore"
        for one in tree.below(verb, "advmod")
        if one
    )


def _has_until(tree: Tree, verb: int) -> bool:
    links = tree.below(verb, "prep", "mark")
    marks = [mark for clause in tree.below(verb, "advcl") for mark in tree.below(clause, "mark")]
    return any(tree.printed(one) in ("until", "till") for one in (*links, *marks))
