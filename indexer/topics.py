"""The topics that are followed: `config/topics/<topic>.toml`, and a file a policy in `config/topics/<topic>/`."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from indexer.config import config_dir
from indexer.trials import misdeclared, misjudged, reversed_days
from statements.errors import ConfigError
from statements.policy import Policy, Topic

Fault = tuple[str, str, str]
"""File, key, and what is wrong."""


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
    the former; so too for each aspect, state and measure. Every policy implied must be one of the topic's.
    """
    faults = [(_file(topic.id), "until", "is before since")] if reversed_days(topic.since, topic.until) else []
    known = {policy.id for policy in topic.policies}
    for policy in topic.policies:
        unknown = [("implies", f"{other} is no policy of this topic") for other in policy.implies if other not in known]
        found = [*misdeclared(policy), *unknown]
        found += misjudged(policy) if not found else []
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
    try:
        return _PolicyFile.model_validate({"policy": {"id": file.stem, **_in_full(declared)}}).policy
    except ValidationError as error:
        faults += _faults(file, error)
        return None


_SHORT = {"patterns": "words", "cues": "words", "must_match": "text", "must_not_match": "text"}
"""Lists in which a string stands for a table with that one key."""


def _in_full(declared: Any) -> Any:
    """A table as declared, with the strings that stand for tables made tables, however deep."""
    if not isinstance(declared, dict):
        return declared
    told: dict[str, Any] = {}
    for key, value in declared.items():
        short = _SHORT.get(key)
        if isinstance(value, list):
            told[key] = [{short: entry} if short and isinstance(entry, str) else _in_full(entry) for entry in value]
        else:
            told[key] = value
    return told


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
