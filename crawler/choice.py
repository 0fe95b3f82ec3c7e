"""What a crawl asks for: the statements of some topics, or everything."""

from collections.abc import Sequence

from indexer.topics import load_topics
from statements.errors import ConfigError, NotHeld
from statements.policy import Topic

EVERYTHING = "everything"


def asked_for(names: Sequence[str] | None, *, everything: bool) -> tuple[Topic, ...] | None:
    """The topics of those names (None: all that are configured); None if everything is asked for.

    Raises ConfigError if no topic is configured, NotHeld if one has no such name.
    """
    if everything:
        return None
    known = {topic.id: topic for topic in load_topics()}
    if not known:
        raise ConfigError([("config/topics", "-", "there is no topic; add one, or crawl with --everything")])
    unknown = sorted(set(names or ()) - known.keys())
    if unknown:
        raise NotHeld(f"there is no topic “{unknown[0]}”", remedy=f"The topics are: {', '.join(sorted(known))}.")
    return tuple(known[name] for name in sorted(set(names or known)))


def scope_of(topics: Sequence[Topic] | None) -> str:
    """The choice as a run's plan keeps it."""
    return EVERYTHING if topics is None else ",".join(topic.id for topic in topics)


def topics_of(scope: str, known: Sequence[Topic]) -> tuple[Topic, ...] | None:
    """The topics of a scope as they are configured now, None for everything. A topic that is no more is left out."""
    return None if scope == EVERYTHING else tuple(topic for topic in known if topic.id in scope.split(","))
