"""The topics that are followed: `config/topics/<topic>.toml`, and a file a policy in `config/topics/<topic>/`."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from indexer.config import config_dir
from indexer.search.words import forms
from indexer.tagging.policies import Matcher
from statements.errors import ConfigError
from statements.policy import Example, Pattern, Policy, Topic
from statements.statement import Kind, Version

Fault = tuple[str, str, str]
"""File, key, and what is wrong."""

ASPECT_TYPES = ("number", "money", "date", "duration", "state", "commitment", "text")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_DAY = date(1900, 1, 1)  # an example without a day is tried whatever the days of the patterns


class _TopicFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    topic: Topic


class _PolicyFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    policy: Policy


def load_topics() -> tuple[Topic, ...]:
    """Every topic, in the order of their ids. Raises ConfigError naming every fault of every file at once.

    A topic is refused too if an example of one of its policies fails (`check`): a rule that does not do what its
    author says is a fault of the configuration.
    """
    faults: list[Fault] = []
    topics = []
    for file in sorted((config_dir() / "topics").glob("*.toml")):
        if topic := _topic(file, faults):
            topics.append(topic)
            faults += check(topic)
    faults += _shared_by_topics(topics)
    if faults:
        raise ConfigError(faults)
    return tuple(topics)


def check(topic: Topic) -> list[Fault]:
    """What is wrong with a topic, each fault with file and key; empty if nothing is.

    Each example in `must_match` must match, none in `must_not_match` may, and each pattern must match at least one of
    the former. Every policy implied must be one of the topic's.
    """
    faults = [(_file(topic.id), "until", "is before since")] if _reversed(topic.since, topic.until) else []
    known = {policy.id for policy in topic.policies}
    for policy in topic.policies:
        unknown = [("implies", f"{other} is no policy of this topic") for other in policy.implies if other not in known]
        found = [*_misdeclared(policy), *unknown]
        found += _misjudged(policy) if not found else []
        faults += [(_file(topic.id, policy.id), key, fault) for key, fault in found]
    return faults


def _file(topic: str, policy: str | None = None) -> str:
    place = Path(topic) / policy if policy else Path(topic)
    return str(config_dir() / "topics" / f"{place}.toml")


def _topic(file: Path, faults: list[Fault]) -> Topic | None:
    policies = [policy for path in sorted(file.with_suffix("").glob("*.toml")) if (policy := _policy(path, faults))]
    declared = _read(file, faults)
    if declared is None:
        return None
    try:
        return _TopicFile.model_validate({"topic": {"id": file.stem, **declared, "policies": policies}}).topic
    except ValidationError as error:
        faults += _faults(file, error)
        return None


def _policy(file: Path, faults: list[Fault]) -> Policy | None:
    declared = _read(file, faults)
    if declared is None:
        return None
    for key, short in (("patterns", "words"), ("must_match", "text"), ("must_not_match", "text")):
        if isinstance(declared.get(key), list):
            declared[key] = [{short: entry} if isinstance(entry, str) else entry for entry in declared[key]]
    try:
        return _PolicyFile.model_validate({"policy": {"id": file.stem, **declared}}).policy
    except ValidationError as error:
        faults += _faults(file, error)
        return None


def _read(file: Path, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append((str(file), "-", str(error)))
        return None


def _faults(file: Path, error: ValidationError) -> list[Fault]:
    return [(str(file), ".".join(map(str, fault["loc"][1:])), fault["msg"]) for fault in error.errors()]


def _shared_by_topics(topics: list[Topic]) -> list[Fault]:
    """Policy ids stand alone in addresses and queries, so no two topics may use the same."""
    owner: dict[str, str] = {}
    faults = []
    for topic in topics:
        for policy in topic.policies:
            first = owner.setdefault(policy.id, topic.id)
            if first != topic.id:
                faults.append((_file(topic.id, policy.id), "id", f"{policy.id} is a policy of {first} already"))
    return faults


def _misdeclared(policy: Policy) -> Iterator[tuple[str, str]]:
    for name, entry in (
        ("id", policy.id),
        *((f"aspects.{n}.id", aspect.id) for n, aspect in enumerate(policy.aspects)),
    ):
        if not _ID.fullmatch(entry):
            yield name, f"{entry!r} is not made of small letters, digits and single hyphens"
    for key in ("patterns", "must_match", "must_not_match"):
        if not getattr(policy, key):
            yield key, "is empty"
    for number, pattern in enumerate(policy.patterns):
        yield from ((f"patterns.{number}.{key}", fault) for key, fault in _misspelt(pattern))
    for key in ("given", "unless"):
        yield from ((key, _wordless(words)) for words in getattr(policy, key) if _wordless(words))
    yield from (("aspects", f"{name} is named twice") for name in _twice(aspect.id for aspect in policy.aspects))
    for number, aspect in enumerate(policy.aspects):
        if aspect.type not in ASPECT_TYPES:
            yield f"aspects.{number}.type", f"{aspect.type!r} is none of {', '.join(ASPECT_TYPES)}"


def _misspelt(pattern: Pattern) -> Iterator[tuple[str, str]]:
    for key, alternatives in (
        ("words", (pattern.words,)),
        ("near", pattern.near),
        ("without", pattern.without),
        ("given", pattern.given),
    ):
        yield from ((key, _wordless(words)) for words in alternatives if _wordless(words))
    if _reversed(pattern.since, pattern.until):
        yield "until", "is before since"
    if pattern.case and pattern.exact:
        yield "exact", "says nothing that case does not say already"


def _wordless(words: str) -> str:
    alternatives = [entry for slot in words.split() for entry in slot.split("|")]
    return "" if alternatives and all(forms(entry).exact for entry in alternatives) else f"{words!r} lacks a word"


def _reversed(since: date | None, until: date | None) -> bool:
    return since is not None and until is not None and until < since


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _misjudged(policy: Policy) -> Iterator[tuple[str, str]]:
    matcher = Matcher((policy,))
    shown: set[int] = set()
    for number, example in enumerate(policy.must_match):
        found = _tried(matcher, policy, example)
        shown |= found
        if not found:
            yield f"must_match.{number}", f"no pattern matches: {example.text or example.title}"
    for number, example in enumerate(policy.must_not_match):
        if found := _tried(matcher, policy, example):
            yield f"must_not_match.{number}", f"pattern {min(found) - 1} matches: {example.text or example.title}"
    for number in range(len(policy.patterns)):
        if number + 1 not in shown:
            yield f"patterns.{number}", "matches none of must_match"


def _tried(matcher: Matcher, policy: Policy, example: Example) -> set[int]:
    version = Version(kind=Kind.REPORT, date=example.on or _NO_DAY, title=example.title, text=example.text)
    return set(matcher.matches(version, example.on).get(policy.id, ()))
