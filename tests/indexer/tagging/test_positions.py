"""Positions: invented sentences, half of them kept aside until the rules were written, and whole statements."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.tagging import positions
from indexer.tagging.aspects import Aspects
from indexer.tagging.language import Language, Word
from statements.policy import Aspect, Measure, Pattern, Policy, StateOf
from statements.position import Commitment, Group, Polarity
from statements.statement import Kind, Version
from statements.tag import Span, Tag, TagKind

SENTENCES = Path(__file__).parent / "sentences"
MEASURE = Measure(id="lent", counts=("ship",), event=("lend", "lent"), must_match=(), must_not_match=())
STATES = tuple(
    StateOf(id=name, cues=(Pattern(words=words),), beats=beats, must_match=(), must_not_match=())
    for name, words, beats in (
        ("open", "open|reopen", ()),
        ("closed", "close", ()),
        ("shut", "shut close", ("closed",)),
    )
)
POLICY = Policy(
    id="camp",
    title="Camp",
    question="What of the camp?",
    patterns=(Pattern(words="camp"),),
    must_match=(),
    must_not_match=(),
    aspects=(
        Aspect(id="work", question="Is it open?", type="state", states=STATES),
        Aspect(id="ships", question="How many ships?", type="number", measures=(MEASURE,)),
        Aspect(id="money", question="Is it paid for?", type="money", cues=(Pattern(words="pay|paid"),)),
    ),
)
ASPECTS = Aspects((POLICY,))
MINISTER = Tag(kind=TagKind.MINISTER, value="member-1", rule="r", logic="1", detail=(("name", "Sir John Marl"),))
ANSWER = Version(kind=Kind.WRITTEN_ANSWER, date=date(2014, 6, 1))


def _read(text: str, version: Version = ANSWER, minister: Tag | None = MINISTER) -> tuple[Tag, ...]:
    (parsed,) = Language().parsed([text])
    on = Tag(kind=TagKind.POLICY, value="camp", rule="policy.camp.1", logic="1")
    return positions.tags(parsed, replace(version, text=text), (on,), minister, ASPECTS, "1")


def _cases(name: str) -> list[object]:
    told = tomllib.loads((SENTENCES / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(case, id=case["text"]) for case in told["sentences"]]


def _clause(text: str, tag: Tag) -> str:
    return text[tag.spans[0].start : tag.spans[0].end]


# The second half was kept aside while the rules were written: at its first and only scoring 36 of 38 were right.
@pytest.mark.parametrize("case", [*_cases("positions"), *_cases("positions-kept")])
def test_how_far_a_clause_commits_the_government(case: dict[str, str]) -> None:
    found = _read(case["text"])
    if "within" not in case:
        assert not found
        return
    (tag,) = [tag for tag in found if case["within"] in _clause(case["text"], tag)]
    assert (tag.get("commitment"), tag.get("polarity")) == (case["commitment"], case["polarity"])
    assert tag.get("whose") == "government"


def _short(text: str, version: Version = ANSWER, minister: Tag | None = MINISTER) -> list[tuple[str, str, str | None]]:
    return [(_clause(text, tag), tag.value, tag.get("commitment")) for tag in _read(text, version, minister)]


def test_a_sentence_is_cut_into_what_it_states() -> None:
    text = "We support the mission; we have lent two ships, but we will not pay for a third."
    assert _short(text) == [
        ("We support the mission", "camp", "doing"),
        ("we have lent two ships", "camp/ships", "done"),
        ("we will not pay for a third", "camp/money", "will not"),
    ]


def test_a_clause_without_a_subject_has_that_of_the_one_before() -> None:
    assert [commits for *_, commits in _short("We support the mission and will not abandon it.")] == [
        "doing",
        "will not",
    ]


def test_all_but_essential_is_one_phrase() -> None:
    text = "The Department advises against all but essential travel to the coast."
    assert _short(text) == [(text.removesuffix("."), "camp", "opposes")]


def test_a_state_is_named_and_may_beat_another() -> None:
    (closed,) = _read("The office is closed.")
    (shut,) = _read("The camp was shut closed.")
    assert (closed.value, closed.get("state"), shut.get("state")) == ("camp/work", "closed", "shut")


def test_a_declared_aspect_counts_whoever_does_it() -> None:
    assert [value for _, value, _ in _short("Three ships were lent by Italian owners.")] == ["camp/ships"]


def test_a_report_gives_what_its_minister_said_with_tenses_put_right() -> None:
    report = replace(ANSWER, kind=Kind.REPORT)
    assert [commits for *_, commits in _short("Sir John Marl said that we would send a nurse.", report)] == ["will"]
    assert not _short("Dame Joan Reed said that we would send a nurse.", report)


def test_what_is_said_for_several_governments_is_theirs() -> None:
    text = "In this joint statement we condemn the raid."
    (tag,) = _read(text, replace(ANSWER, kind=Kind.PRESS_RELEASE), None)
    assert tag.get("whose") == "joint"


def test_a_department_quotes_its_own_minister() -> None:
    page = replace(ANSWER, kind=Kind.PRESS_RELEASE)
    assert _short("The Foreign Secretary said: “We support the talks.”", page, None)
    assert not _short("A charity said: “We support the talks.”", page, None)


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether we would close the camp, the hon. Lady had no answer.",
        "The committee said that the camp should close and that we should pay.",
        "The camp, according to one newspaper, must close.",
        "The Ruritanian Government will not agree.",
        "Ruritania will send a ship.",
        "Sailors from Ruritania have rescued many.",
    ],
)
def test_what_others_say_and_do_is_no_position(text: str) -> None:
    assert not [tag for tag in _read(text) if tag.value == "camp"]


@pytest.mark.parametrize(
    ("text", "commits"),
    [
        ("I can confirm that we will send a ship.", "will"),
        ("We want to make it clear that we will not pay.", "will not"),
        ("There is no doubt that the training has ended.", "ended"),
        ("We are clear that the ship is to be lent in May.", "plans"),
        ("We are clear that our policy is to lend no ship.", "is not"),
        ("We are prepared to act against those who shoot.", "ready"),
        ("Our advice is against any journey.", "opposes"),
        ("We have told them that no fewer than five nurses will go.", "will"),
    ],
)
def test_what_the_speaker_is_sure_of_is_what_counts(text: str, commits: str) -> None:
    assert [said for *_, said in _short(text)] == [commits]


def test_what_a_paragraph_is_about_carries_to_its_next_sentences_and_no_further() -> None:
    text = "The camp is busy. We support the talks.\n\nWe oppose the tax."
    (parsed,) = Language().parsed([text])
    on = Tag(kind=TagKind.POLICY, value="camp", rule="policy.camp.1", logic="1", spans=(Span(4, 8),))
    found = positions.tags(parsed, replace(ANSWER, text=text), (on,), MINISTER, ASPECTS, "1")
    assert [_clause(text, tag) for tag in found] == ["We support the talks"]


def test_nobody_but_the_government_has_a_position() -> None:
    debate = replace(ANSWER, kind=Kind.ORAL_CONTRIBUTION)
    assert _short("We support the talks.", debate)
    assert not _short("We support the talks.", debate, None)


def test_every_commitment_has_a_group() -> None:
    assert {value.group for value in Commitment} == set(Group)
    assert {Polarity(value) for value in ("positive", "negative", "open")} == set(Polarity)


def test_a_sentence_in_which_everything_hangs_on_one_verb_is_read_to_its_end() -> None:
    words, said = 30_000, "We pay and "
    parsed = tuple(
        Word(3 * place, 3 * place + 2, "pay", "VERB", "VBP", "ROOT" if place == 0 else "cc", 0, 0)
        for place in range(words)
    )
    on = Tag(kind=TagKind.POLICY, value="camp", rule="policy.camp.1", logic="1")
    version = replace(ANSWER, text=said * (3 * words // len(said) + 1))
    (tag,) = positions.tags(parsed, version, (on,), MINISTER, ASPECTS, "1")
    assert tag.value == "camp/money"
