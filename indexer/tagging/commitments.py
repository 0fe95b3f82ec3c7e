"""How far a predicate commits its speaker: the first rule that fits, in the order of `Commitment`."""

import re
from collections.abc import Callable

from indexer.tagging.predicates import Predicate, Tense
from statements.position import Commitment, Polarity

Rule = Callable[[Predicate, str], bool]
"""Whether a predicate fits; the second argument is its clause in dictionary forms, a blank at either end."""

_END = frozenset(
    [
        "suspend",
        "close",
        "cease",
        "stop",
        "withdraw",
        "cancel",
        "complete",
        "end",
        "terminate",
        "finish",
        "discontinue",
        "halt",
        "shut",
        "abandon",
        "disband",
        "conclude",
        "expire",
        "lapse",
        "scrap",
        "abolish",
    ]
) | {"wind down", "wind up", "close down", "shut down", "pull out", "call off"}
_ENDED = frozenset({"closed", "over", "complete", "shut", "finished"})
_INTEND = frozenset(["plan", "intend", "propose", "envisage", "contemplate", "consider", "aim"])
_INTENTION = frozenset(["plan", "intention", "decision", "proposal", "desire", "wish"])
_REFUSE = frozenset(["refuse", "decline"])
_BACK = frozenset(
    [
        "support",
        "back",
        "favour",
        "accept",
        "endorse",
        "welcome",
        "agree",
        "believe",
        "think",
        "recommend",
        "advocate",
        "condone",
        "encourage",
        "recognise",
        "approve",
    ]
)
_OPINION = frozenset({"believe", "think"})
_AGAINST = frozenset(
    [
        "oppose",
        "reject",
        "condemn",
        "object",
        "disagree",
        "deplore",
        "denounce",
        "resist",
        "disapprove",
        "regret",
        "discourage",
    ]
)
_REVIEW = frozenset(
    [
        "review",
        "consider",
        "study",
        "explore",
        "examine",
        "assess",
        "evaluate",
        "discuss",
        "weigh",
        "investigate",
        "reflect",
        "consult",
        "scope",
        "appraise",
    ]
)
_WILLING = frozenset(["ready", "prepared", "willing", "happy"])
_PLAN = frozenset(
    [
        "plan",
        "intend",
        "aim",
        "propose",
        "expect",
        "agree",
        "decide",
        "commit",
        "hope",
        "schedule",
        "mean",
        "undertake",
        "seek",
    ]
)
_MEANT = frozenset(["due", "set", "determined", "committed", "likely", "keen"])
_PURPOSE = frozenset(
    [
        "policy",
        "aim",
        "way",
        "purpose",
        "task",
        "priority",
        "practice",
        "goal",
        "objective",
        "point",
        "duty",
        "role",
        "answer",
        "effect",
        "lesson",
        "it",
        "what",
    ]
)
_SPEAKS = frozenset({"advise", "warn", "argue", "vote", "speak", "recommend"})
_PROMISE = frozenset(["promise", "pledge", "vow", "guarantee"])

_OPEN = re.compile(r" option \w+ (?:\w+ )?(?:open|available)| (?:on|off) the table ")
_OPEN_TO = re.compile(r" (?:be|stand|remain|stay) open to ")
_UNDER_REVIEW = re.compile(r" under (?:\w+ )?(?:review|consideration)| too (?:early|soon) ")
_LOOK_AT = re.compile(r" look (?:\w+ )?(?:at|into|again) ")
_WRONG = re.compile(
    r" (?:be|would be) (?:not )?(?:the |a )?(?:wrong|mistake|unacceptable|unwise|counterproductive)"
    r"| be (?:\w+ )?against | advice (?:\w+ ){0,3}against "
)


def commitment(said: Predicate, lemmas: str) -> Commitment:
    """The commitment of a predicate. `lemmas`: the words of its clause in dictionary forms, parted by blanks."""
    words = f" {lemmas} "
    return next((value for value, fits in _RULES if fits(said, words)), Commitment.DOING)


def polarity(said: Predicate, value: Commitment) -> Polarity:
    """Whether what is said is affirmed."""
    if value in (Commitment.NOT_RULED_OUT, Commitment.REVIEWING):
        return Polarity.OPEN
    if value in (Commitment.NO_PLANS, Commitment.WILL_NOT, Commitment.OPPOSES, Commitment.IS_NOT):
        return Polarity.NEGATIVE
    return Polarity.NEGATIVE if said.over else Polarity.POSITIVE


def _has(said: Predicate, lemmas: frozenset[str]) -> bool:
    return not lemmas.isdisjoint(said.chain)


def _not_ruled_out(said: Predicate, words: str) -> bool:
    return (said.denied and "rule out" in said.chain) or (not said.denied and _OPEN.search(words) is not None)


def _ended(said: Predicate, words: str) -> bool:
    if said.over:
        return said.tense in (Tense.PRESENT, Tense.PAST)
    ends = said.chain[0] in _END and (said.tense is Tense.PAST or (said.passive and said.tense is Tense.PRESENT))
    at_end = said.tense in (Tense.PRESENT, Tense.PAST) and _has(said, _ENDED) and said.chain[0] in ("be", "remain")
    return not said.denied and (ends or at_end or (" come to an end " in words and said.tense is Tense.PAST))


def _no_plans(said: Predicate, words: str) -> bool:
    meant = said.chain[0] in _INTEND or (said.chain[0] in ("decide", "settle") and said.passive)
    intention = not _INTENTION.isdisjoint(said.objects) and said.chain[0] in ("be", "have", "make", "take", "exist")
    return said.denied and said.tense in (Tense.PRESENT, Tense.PAST) and (meant or intention)


def _will_not(said: Predicate, words: str) -> bool:
    if not said.denied:
        return said.chain[0] in ("rule out", *_REFUSE)
    opinion = said.tense is Tense.WOULD and (_has(said, _BACK) or said.chain[0] == "be")
    willing = said.tense in (Tense.WILL, Tense.WOULD) and not opinion
    return willing or _has(said, _WILLING) or ("part" in said.objects and said.chain[0] in ("take", "play"))


def _opposes(said: Predicate, words: str) -> bool:
    if said.denied:
        held = _has(said, _BACK) and not (said.passive and said.chain[0] in _OPINION)
        unwise = said.tense is Tense.MUST or (said.tense is Tense.WOULD and said.chain[0] == "be")
        return unwise or (held and said.tense is not Tense.PAST)
    against = said.chain[0] in _SPEAKS and " against " in words
    wrong = said.chain[0] == "be" and _WRONG.search(words) is not None
    return said.chain[0] in _AGAINST or against or wrong


def _reviewing(said: Predicate, words: str) -> bool:
    going_on = said.tense is not Tense.PAST and not said.denied
    return going_on and (
        said.chain[0] in _REVIEW
        or _UNDER_REVIEW.search(words) is not None
        or (said.chain[0] == "look" and _LOOK_AT.search(words) is not None)
    )


def _ready(said: Predicate, words: str) -> bool:
    offered = said.tense in (Tense.COULD, Tense.WOULD)
    return not said.denied and (_has(said, _WILLING) or _OPEN_TO.search(words) is not None or offered)


def _plans(said: Predicate, words: str) -> bool:
    leads = len(said.chain) > 1 or said.passive
    meant = said.chain[0] in ("be", "remain") and _has(said, _MEANT)
    is_to = said.lemma == "be" and len(said.chain) > 1 and said.tense is Tense.PRESENT
    verb = said.chain[0] in _PLAN and leads
    return said.tense in (Tense.PRESENT, Tense.PAST) and (
        verb or meant or (is_to and _PURPOSE.isdisjoint(said.objects))
    )


def _will(said: Predicate, words: str) -> bool:
    return said.tense is Tense.WILL or said.chain[0] in _PROMISE


_RULES: tuple[tuple[Commitment, Rule], ...] = (
    (Commitment.NOT_RULED_OUT, _not_ruled_out),
    (Commitment.ENDED, _ended),
    (Commitment.NO_PLANS, _no_plans),
    (Commitment.WILL_NOT, _will_not),
    (Commitment.OPPOSES, _opposes),
    (Commitment.REVIEWING, _reviewing),
    (Commitment.READY, _ready),
    (Commitment.IS_NOT, lambda said, words: said.denied),
    (Commitment.PLANS, _plans),
    (Commitment.WILL, _will),
    (Commitment.DONE, lambda said, words: said.tense is Tense.PAST),
)
