"""The clauses of a text: what of a sentence can state one thing, with the subject it has or shares."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.tagging.trees import SUBJECTS, Tree

_JOINED = ("all", "anything", "everything", "none", "nothing", "nobody", "cannot", "last", "one")
"""Words before "but" that make a phrase of it: "all but essential", "nothing but"."""

_OWN_FORM = ("aux", "auxpass", "neg")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to but not including `last` of a text; `verb` is the place of the verb it hangs on.

    `subject` is the place of its subject, perhaps in an earlier clause of the sentence ("We pay, but will not lend").
    """

    first: int
    last: int
    verb: int
    subject: int | None


def clauses(tree: Tree) -> Iterator[Clause]:
    """The clauses in order. What has no verb is none.

    A sentence is cut at a semicolon, at a colon before a clause, before "but" and "and" that join a clause with a
    subject or an auxiliary of its own, and before ", which" where it runs to the end.
    """
    for sentence in tree.sentences():
        cuts = [sentence.start, *_cuts(tree, sentence), sentence.stop]
        for first, last in itertools.pairwise(cuts):
            verb = _verb(tree, first, last)
            if verb is not None:
                yield Clause(first, last, verb, tree.subject(verb))


def _cuts(tree: Tree, sentence: range) -> Iterator[int]:
    for place in sentence[1:]:
        printed = tree.printed(place)
        if printed == ";" or (printed == ":" and _has_clause(tree, range(place + 1, sentence.stop))):
            yield place + 1
        elif printed in ("but", "and", "yet"):
            if tree.printed(place - 1) not in _JOINED and _joins_clause(tree, place):
                yield place
        elif (
            printed in ("which", "who", "where") and tree.printed(place - 1) == "," and _runs_on(tree, place, sentence)
        ):
            yield place


def _has_clause(tree: Tree, rest: range) -> bool:
    return any(tree[place].relation in SUBJECTS and tree[place].head in rest for place in rest)


def _joins_clause(tree: Tree, conjunction: int) -> bool:
    """True if what follows "and" or "but" is a clause: a verb with a subject or auxiliary of its own."""
    head = tree[conjunction].head
    joined = next((one for one in tree.below(head, "conj") if one > conjunction), None)
    if tree[conjunction].relation != "cc" or joined is None or tree[joined].kind not in ("VERB", "AUX"):
        return False
    return any(one > conjunction for one in tree.below(joined, *SUBJECTS, *_OWN_FORM)) and (
        tree[head].kind in ("VERB", "AUX") or bool(tree.below(head, *SUBJECTS))
    )


def _runs_on(tree: Tree, pronoun: int, sentence: range) -> bool:
    """True if the clause of a relative pronoun is the rest of its sentence: no later word hangs on an earlier one."""
    return all(
        pronoun <= tree[place].head or tree[place].relation == "punct" for place in range(pronoun, sentence.stop)
    ) or not any(
        tree[place].head < pronoun and tree[place].relation not in ("relcl", "punct")
        for place in range(pronoun, sentence.stop)
    )


def _verb(tree: Tree, first: int, last: int) -> int | None:
    """The highest verb of the words: the one that hangs on none of them."""
    tops = [
        place
        for place in range(first, last)
        if tree[place].kind in ("VERB", "AUX") and _highest(tree, place, first, last)
    ]
    return next((place for place in tops if tree[place].relation in ("ROOT", "conj", "relcl")), next(iter(tops), None))


def _highest(tree: Tree, place: int, first: int, last: int) -> bool:
    head = tree[place].head
    return head == place or not first <= head < last
