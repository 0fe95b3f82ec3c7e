"""Patterns over the words of a statement: each condition with a case it takes and one it refuses."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.words import tokens
from indexer.tagging.policies import Matcher
from statements.policy import Example, Pattern, Policy
from statements.statement import Kind, Version
from statements.tag import Field, Span, Tag

VERSION = Version(kind=Kind.REPORT, date=date(2014, 11, 4))


def _policy(*patterns: Pattern, **more: object) -> Policy:
    known = {"id": "ships", "title": "Ships", "question": "Which?", "patterns": patterns}
    examples = {"must_match": (Example(text="x"),), "must_not_match": (Example(text="y"),)}
    return Policy(**{**known, **examples, **more})  # type: ignore[arg-type]  # fields by name


def _tags(policy: Policy, **fields: object) -> tuple[Tag, ...]:
    return Matcher([policy]).tags(replace(VERSION, **fields), "logic")  # type: ignore[arg-type]  # fields by name


def _on(policy: Policy, text: str, **fields: object) -> bool:
    return bool(_tags(policy, text=text, **fields))


@pytest.mark.parametrize(
    ("pattern", "matches", "does_not"),
    [
        (Pattern(words="train ship"), "Training ships left.", "Ships in training left."),
        (Pattern(words="train ship"), "A train-ship left.", "A train left; no ship."),
        (Pattern(words="ship", exact=True), "The ship left.", "The ships left."),
        (Pattern(words="IS", case=True), "Then IS came.", "There is nobody."),
        (Pattern(words="ship|boat left"), "The boat left.", "The raft left."),
        (Pattern(words="ship", near=("left port",)), "The ship left port.", "The ship came. They left port."),
        (Pattern(words="ship", without=("toy",)), "The ship left.", "The toy was a ship."),
        (Pattern(words="ship", given=("Malta", "Sicily")), "A ship came. Malta saw it.", "A ship came."),
        (Pattern(words="León", case=True), "Mr León spoke.", "Mr Leon spoke."),
    ],
)
def test_each_condition_takes_and_refuses(pattern: Pattern, matches: str, does_not: str) -> None:
    assert _on(_policy(pattern), matches)
    assert not _on(_policy(pattern), does_not)


def test_a_pattern_holds_on_its_days_alone_both_included() -> None:
    policy = _policy(Pattern(words="ship", since=date(2014, 11, 1), until=date(2014, 11, 30)))
    days = [date(2014, 10, 31), date(2014, 11, 1), date(2014, 11, 30), date(2014, 12, 1)]
    assert [_on(policy, "A ship.", date=day) for day in days] == [False, True, True, False]


def test_a_name_inside_another_name_does_not_count() -> None:
    policy = _policy(Pattern(words="House of Ships"), unless=("American House of Ships",))
    assert not _on(policy, "The American House of Ships met.")
    assert _on(policy, "The American House of Ships met, and our House of Ships too.")


def test_what_the_policy_is_given_may_stand_anywhere() -> None:
    policy = _policy(Pattern(words="ship"), given=("Malta",))
    assert _on(policy, "A ship came.", title="Malta")
    assert _on(policy, "A ship came.", question_text="What of Malta?")
    assert not _on(policy, "A ship came.", title="Sicily")


def test_title_and_question_suffice_without_a_span_unless_the_pattern_says_no() -> None:
    (tag,) = _tags(_policy(Pattern(words="ship")), title="Ships", text="None came.")
    assert (tag.rule, tag.spans) == ("policy.ships.1", ())
    assert not _on(_policy(Pattern(words="ship", context=False)), "None came.", title="Ships")


def test_spans_lie_in_the_text_and_never_overlap() -> None:
    policy = _policy(Pattern(words="grey ship"), Pattern(words="ship fund"), Pattern(words="harbour"))
    text = "The grey ships’ fund paid for a harbour."
    (tag,) = _tags(policy, text=text, title="Grey ship")
    assert [text[span.start : span.end] for span in tag.spans] == ["grey ships’ fund", "harbour"]
    assert tag.rule == "policy.ships.1"


def test_the_rule_named_is_one_that_shows_in_the_text() -> None:
    (tag,) = _tags(_policy(Pattern(words="boat"), Pattern(words="ship")), text="A ship.", title="Boats")
    assert tag.rule == "policy.ships.2"
    assert tag.spans == (Span(2, 6, Field.TEXT),)


def test_a_policy_brings_those_it_implies_with_the_reason() -> None:
    ships, sea = _policy(Pattern(words="ship"), implies=("sea",)), _policy(Pattern(words="wave"), id="sea")
    tags = Matcher([ships, sea]).tags(replace(VERSION, text="A ship."), "logic")
    assert [(tag.value, tag.rule, tag.spans) for tag in tags] == [
        ("sea", "policy.ships.implies", ()),
        ("ships", "policy.ships.1", (Span(2, 6),)),
    ]
    own = Matcher([ships, sea]).tags(replace(VERSION, text="A ship on a wave."), "logic")
    assert own[0].rule == "policy.sea.1"


def test_what_is_implied_by_something_implied_is_claimed_too() -> None:
    ships = _policy(Pattern(words="ship"), implies=("sea",))
    sea, world = _policy(Pattern(words="wave"), id="sea", implies=("world",)), _policy(Pattern(words="x"), id="world")
    tags = Matcher([ships, sea, world]).tags(replace(VERSION, text="A ship."), "logic")
    assert [tag.value for tag in tags] == ["sea", "ships", "world"]


def test_a_statement_without_words_is_on_nothing() -> None:
    assert _tags(_policy(Pattern(words="ship")), text=None) == ()


WORDS = st.lists(st.sampled_from(["ship", "ships", "Grey", "harbour", "fund", ".", "\n\n", "—"]), max_size=30).map(
    " ".join
)


@given(WORDS)
def test_a_phrase_is_found_exactly_where_its_stems_stand_together(text: str) -> None:
    stems = [token.stem for token in tokens(text)]
    expected = ("grey", "ship") in pairwise(stems)
    tags = _tags(_policy(Pattern(words="grey ship")), text=text)
    assert bool(tags) is expected
    for span in (span for tag in tags for span in tag.spans):
        assert [token.stem for token in tokens(text[span.start : span.end])] == ["grey", "ship"]
