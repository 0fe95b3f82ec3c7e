"""Topics and policies as configuration: the ones that ship, and every fault that a file can have."""

from datetime import date
from pathlib import Path

import pytest

from indexer.tagging.policies import Matcher
from indexer.topics import load_topics
from indexer.trials import ASPECT_TYPES
from statements.errors import ConfigError
from statements.policy import Example, Policy
from statements.statement import Kind, Version

(LIBYA,) = load_topics()
MATCHER = Matcher(LIBYA.policies)

POLICIES = (
    "arab-partnership-conflict-pool arms-embargo bassingbourn embassy-consular isil-in-libya mare-nostrum"
    " migration-mediterranean military-intervention-2011 powell-envoy recognition-hor-gnc travel-advice triton"
    " unsmil-talks"
)


def test_the_first_topic_tracks_its_thirteen_policies() -> None:
    assert LIBYA.id == "libya"
    assert " ".join(policy.id for policy in LIBYA.policies) == POLICIES
    for policy in LIBYA.policies:
        assert policy.question.endswith("?")
        assert policy.aspects
        assert {aspect.type for aspect in policy.aspects} <= set(ASPECT_TYPES)


@pytest.mark.parametrize(
    "words",
    ["Libya", "the Libyan coast", "Libyans’ hopes", "in Tripoli.", "Benghazi", "at Bassingbourne", "MARE NOSTRUM"],
)
def test_a_statement_that_names_the_country_or_its_affairs_fits_the_topic(words: str) -> None:
    assert LIBYA.fits(None, words)


@pytest.mark.parametrize("words", ["Triton Street", "a Mediterranean diet", "hedgehogs", "Mare Street", "Tripolitania"])
def test_a_statement_on_something_else_does_not(words: str) -> None:
    assert not LIBYA.fits(words)


def _examples(key: str) -> list[object]:
    return [
        pytest.param(policy, example, id=f"{policy.id}: {example.text or example.title}")
        for policy in LIBYA.policies
        for example in getattr(policy, key)
    ]


def _matches(policy: Policy, example: Example) -> bool:
    version = Version(kind=Kind.REPORT, date=example.on or LIBYA.since, title=example.title, text=example.text)
    return policy.id in MATCHER.matches(version, example.on)


@pytest.mark.parametrize(("policy", "example"), _examples("must_match"))
def test_what_a_policy_must_match(policy: Policy, example: Example) -> None:
    assert _matches(policy, example)


@pytest.mark.parametrize(("policy", "example"), _examples("must_not_match"))
def test_what_a_policy_must_not_match(policy: Policy, example: Example) -> None:
    assert not _matches(policy, example)


TOPIC = """
title = "Ships"
since = 2012-01-01
terms = ["ship"]
words = ["ship"]
"""
POLICY = """
title = "Boats"
question = "Which boats?"
patterns = ["boat", { words = "raft", near = ["sea"], since = 2013-01-01 }]
must_match = ["A boat.", { text = "A raft at sea.", on = 2013-06-01 }]
must_not_match = ["A train.", { text = "A raft at sea.", on = 2012-06-01 }]

[[aspects]]
id = "how-many"
question = "How many?"
type = "number"

[[aspects.measures]]
id = "lent"
counts = ["boat"]
event = ["lend"]
must_match = ["We lend two boats."]
must_not_match = ["Two boats sank.", "We lend a boat."]

[[aspects]]
id = "use"
question = "Are they in use?"
type = "state"
cues = ["in use"]
must_match = ["Is it in use?"]
must_not_match = ["It is used up."]

[[aspects.states]]
id = "laid-up"
cues = ["laid up"]
must_match = ["The raft is laid up."]
must_not_match = ["The raft was laid up and is afloat."]

[[aspects.states]]
id = "afloat"
cues = ["afloat"]
beats = ["laid-up"]
must_match = ["The raft is afloat.", "The raft was laid up and is afloat."]
must_not_match = ["The raft is laid up."]
"""


@pytest.fixture
def topics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of topics of a configuration with one small topic."""
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    folder = tmp_path / "topics"
    (folder / "ships").mkdir(parents=True)
    (folder / "ships.toml").write_text(TOPIC, "utf-8")
    (folder / "ships" / "boats.toml").write_text(POLICY, "utf-8")
    return folder


def _faults(topics: Path) -> set[tuple[str, str]]:
    with pytest.raises(ConfigError) as raised:
        load_topics()
    return {(str(Path(file).relative_to(topics)), key) for file, key, _ in raised.value.faults}


def test_a_topic_is_files_and_nothing_else(topics: Path) -> None:
    (topic,) = load_topics()
    (policy,) = topic.policies
    assert (topic.id, topic.since, topic.until) == ("ships", date(2012, 1, 1), None)
    assert (policy.id, [pattern.words for pattern in policy.patterns]) == ("boats", ["boat", "raft"])


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('title = "Boats"\n', "", "title"),
        ('title = "Boats"\n', 'title = "Boats"\nname = "B"\n', "name"),
        ('"boat", {', '"boat", { nearr = ["x"],', "patterns.1.nearr"),
        ('near = ["sea"], since', 'near = ["sea"], until = 2012-01-01, since', "patterns.1.until"),
        ('near = ["sea"]', 'near = ["?"]', "patterns.1.near"),
        ('["boat", {', '["boat|", {', "patterns.0.words"),
        ('["boat", {', '["boat", "oar", {', "patterns.1"),
        ('near = ["sea"]', 'near = ["sea"], exact = true, case = true', "patterns.1.exact"),
        ('["A boat.",', '["A boat.", "A cart.",', "must_match.1"),
        ('["A train.",', '["A train.", "My boat.",', "must_not_match.1"),
        ('must_match = ["A boat.", {', "must_match = []  # {", "must_match"),
        ('must_not_match = ["A train.", {', "must_not_match = []  # {", "must_not_match"),
        ('id = "how-many"', 'id = "How many"', "aspects.0.id"),
        ('type = "number"', 'type = "colour"', "aspects.0.type"),
        ('id = "use"', 'id = "how-many"', "aspects"),
        ('type = "state"', 'type = "text"', "aspects.1.states"),
        ('cues = ["in use"]', 'cues = ["in use", "spare"]', "aspects.1.cues.1"),
        ('cues = ["in use"]', 'cues = ["?"]', "aspects.1.cues.0.words"),
        ('must_match = ["Is it in use?"]\n', "", "aspects.1.must_match"),
        ('["It is used up."]', '["It is in use."]', "aspects.1.must_not_match.0"),
        ('cues = ["afloat"]', 'cues = ["at sea"]', "aspects.1.states.1.must_match.0"),
        ('beats = ["laid-up"]', "", "aspects.1.states.1.must_match.1"),
        ('beats = ["laid-up"]', 'beats = ["sunk"]', "aspects.1.states.1.beats"),
        ('id = "afloat"', 'id = "laid-up"', "aspects.1.states"),
        ('counts = ["boat"]', "counts = []", "aspects.0.measures.0.counts"),
        ('event = ["lend"]', 'event = [","]', "aspects.0.measures.0.event"),
        ('event = ["lend"]', "", "aspects.0.measures.0.must_not_match.0"),
        ('event = ["lend"]', 'events = ["lend"]', "aspects.0.measures.0.events"),
        ('question = "Which boats?"', 'question = "Which boats?"\nimplies = ["carts"]', "implies"),
        ('question = "Which boats?"', 'question = "Which boats?"\ngiven = ["!"]', "given"),
        ("title =", "title", "-"),
    ],
)
def test_each_fault_of_a_policy_is_named_with_its_key(topics: Path, old: str, new: str, key: str) -> None:
    file = topics / "ships" / "boats.toml"
    assert old in POLICY
    file.write_text(POLICY.replace(old, new, 1), "utf-8")
    assert ("ships/boats.toml", key) in _faults(topics)


def test_all_faults_of_all_files_are_named_at_once(topics: Path) -> None:
    (topics / "ships.toml").write_text(TOPIC.replace('title = "Ships"', "colour = 3"), "utf-8")
    (topics / "ships" / "boats.toml").write_text(POLICY.replace('title = "Boats"', ""), "utf-8")
    (topics / "carts.toml").write_text("title =", "utf-8")
    (topics / "trams.toml").write_text(TOPIC + "until = 2011-01-01", "utf-8")
    assert _faults(topics) == {
        ("ships.toml", "title"),
        ("ships.toml", "colour"),
        ("ships/boats.toml", "title"),
        ("carts.toml", "-"),
        ("trams.toml", "until"),
    }


def test_one_policy_id_in_two_topics_is_refused(topics: Path) -> None:
    (topics / "carts").mkdir()
    (topics / "carts.toml").write_text(TOPIC, "utf-8")
    (topics / "carts" / "boats.toml").write_text(POLICY, "utf-8")
    assert _faults(topics) == {("ships/boats.toml", "id")}


def test_a_policy_whose_file_has_no_fit_name_is_refused(topics: Path) -> None:
    (topics / "ships" / "Big boats.toml").write_text(POLICY, "utf-8")
    assert _faults(topics) == {("ships/Big boats.toml", "id")}
