"""The positions that the government takes in a statement: a claim for each clause that states something.

A clause counts if it is the government's own (`whose`) and either answers a declared aspect of one of the statement's
policies, or stands where a policy is spoken of and says what the government, or nobody in particular, does, or
what must be. What others do, told as a fact, is no position.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from indexer.tagging.aspects import Answered, Aspects
from indexer.tagging.clauses import Clause, clauses
from indexer.tagging.commitments import commitment, polarity
from indexer.tagging.language import Parsed
from indexer.tagging.predicates import Predicate, Tense, leads_in, predicate
from indexer.tagging.trees import Tree
from indexer.tagging.whose import Listener, voice
from statements.position import Commitment, Whose
from statements.statement import Version
from statements.tag import Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same statement and aspects would give other claims than before."""

_FACTS = frozenset({Commitment.DOING, Commitment.DONE, Commitment.IS_NOT})
"""What a clause about others tells as a fact; any other commitment is nobody's but the speaker's."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause that is the government's own, and what it says."""

    clause: Clause
    start: int
    end: int
    whose: Whose
    predicate: Predicate
    commitment: Commitment
    stated: bool


def tags(
    parsed: Parsed, version: Version, on: Sequence[Tag], minister: Tag | None, aspects: Aspects, logic: str
) -> tuple[Tag, ...]:
    """The positions in the text of a version, in the order of their clauses.

    `on` are the claims of the policies that the statement is on, `minister` that of who states it, None if no minister
    is known to.
    """
    speaks = voice(version, minister)
    if not speaks.own or not on or not version.text:
        return ()
    tree = Tree(parsed, version.text)
    shown = _shown(tree, on)
    found = (
        tag
        for said in _said(tree, Listener(tree, speaks, version))
        for tag in _claims(tree, said, version, on, shown[tree[said.clause.verb].sentence], aspects, logic)
    )
    return tuple(dict.fromkeys(found))


def _said(tree: Tree, listener: Listener) -> Iterator[_Said]:
    for clause in clauses(tree):
        whose = listener.whose(clause)
        if whose.own and not leads_in(tree, clause):
            says = predicate(tree, clause)
            lemmas = " ".join(tree[place].lemma.lower() for place in range(clause.first, clause.last))
            commits = commitment(says, lemmas)
            stated = _states(tree, listener, says, commits)
            yield _Said(clause, *_extent(tree, clause), whose, says, commits, stated)


def _states(tree: Tree, listener: Listener, says: Predicate, commits: Commitment) -> bool:
    """True unless the clause tells what others do."""
    if says.subject is None or listener.is_own(says.subject) or says.tense is Tense.MUST:
        return True
    if _is_name(tree, says.subject) or listener.is_foreign(says.subject):
        return False
    unsaid_who = says.passive and tree.first(says.verb, "agent") is None
    return unsaid_who or commits not in _FACTS


def _is_name(tree: Tree, word: int) -> bool:
    """True for a name; the parse takes many a noun at the head of a sentence for one, but those have small letters."""
    return tree[word].kind == "PROPN" and tree.text[tree[word].start].isupper()


def _extent(tree: Tree, clause: Clause) -> tuple[int, int]:
    """The characters of a clause without the signs and the "and" around it."""
    first, last = clause.first, clause.last
    while first < clause.verb and (tree[first].kind in ("PUNCT", "SPACE") or tree[first].relation == "cc"):
        first += 1
    while last - 1 > clause.verb and tree[last - 1].kind in ("PUNCT", "SPACE"):
        last -= 1
    return tree[first].start, tree[last - 1].end


def _claims(
    tree: Tree, said: _Said, version: Version, on: Sequence[Tag], shown: Set[str], aspects: Aspects, logic: str
) -> Iterator[Tag]:
    answered = aspects.answered(tree.text[said.start : said.end], version.date, [tag.value for tag in on])
    for answer in answered:
        yield _claim(tree, said, f"{answer.policy}/{answer.aspect}", answer.rule, answer, logic)
    covered = {answer.policy for answer in answered}
    if said.stated:
        for policy in on:
            if policy.value in shown - covered:
                yield _claim(tree, said, policy.value, f"position.{policy.value}", None, logic)


def _shown(tree: Tree, on: Sequence[Tag]) -> dict[int, frozenset[str]]:
    """The policies that each sentence is about: those it shows, else those of the sentence before in its paragraph.

    What the title and question alone show, the whole text is about.
    """
    asked = frozenset(policy.value for policy in on if not policy.spans and not policy.rule.endswith(".implies"))
    places = sorted((span.start, policy.value) for policy in on for span in policy.spans)
    shown: dict[int, frozenset[str]] = {}
    before, at, begun = frozenset[str](), 0, 0
    for sentence in tree.sentences():
        first, last = tree[sentence.start], tree[sentence.stop - 1]
        here = at
        while here < len(places) and places[here][0] < last.end:
            here += 1
        carried = before if "\n" not in tree.text[begun : first.start] else frozenset[str]()
        before = frozenset(policy for _, policy in places[at:here]) or carried
        shown[first.sentence] = before | asked
        at, begun = here, first.start
    return shown


def _claim(tree: Tree, said: _Said, value: str, rule: str, answer: Answered | None, logic: str) -> Tag:
    detail = {
        "polarity": polarity(said.predicate, said.commitment).value,
        "commitment": said.commitment.value,
        "whose": said.whose.value,
        "predicate": said.predicate.lemma,
        "state": answer.state if answer else None,
        "measure": answer.measure if answer else None,
    }
    known = tuple(sorted((name, told) for name, told in detail.items() if told))
    spans = (Span(said.start, said.end),)
    return Tag(kind=TagKind.POSITION, value=value, rule=rule, logic=logic, spans=spans, detail=known)
