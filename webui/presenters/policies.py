"""The policies that are followed, by topic."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.library import Followed
from statements.policy import Policy, Topic
from webui import addresses
from webui.presenters import words
from webui.presenters.charts import Chart, histogram
from webui.presenters.speakers import speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """One policy; `statements` is empty where the engine cannot count, `latest` where there is nothing."""

    title: str
    question: str
    address: str
    statements: str = ""
    latest: str = ""
    latest_address: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its policies."""

    title: str
    policies: tuple[PolicyRow, ...]


def topics(followed_topics: Iterable[Topic], followed: Iterable[Followed]) -> tuple[TopicView, ...]:
    """Every topic with its policies, and of each what the engine found."""
    found = {one.policy.id: one for one in followed}
    return tuple(
        TopicView(topic.title, tuple(_row(policy, found.get(policy.id)) for policy in topic.policies))
        for topic in followed_topics
    )


def _row(policy: Policy, followed: Followed | None) -> PolicyRow:
    address = addresses.policy(policy.id)
    if followed is None:
        return PolicyRow(title=policy.title, question=policy.question, address=address)
    return PolicyRow(
        title=policy.title,
        question=policy.question,
        address=address,
        statements=words.count(followed.statements, "statement"),
        latest=_latest(followed),
        latest_address=addresses.statement(followed.latest.id) if followed.latest else "",
        chart=histogram(followed.months, reach=(followed.topic.since, followed.topic.until or followed.topic.since)),
    )


def _latest(followed: Followed) -> str:
    if followed.latest is None:
        return ""
    version = followed.latest.version
    return f"{speaker(version, followed.latest.tags).name}, {words.day(version.date)}"
