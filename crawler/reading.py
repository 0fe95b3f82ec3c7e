"""From an archived answer to the statements in it: the same line of code live and in `reparse`."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from crawler.parsers import hansard, questions_statements
from statements.policy import Topic
from statements.snapshot import Snapshot
from statements.statement import Sighting, Version

_WRITTEN = re.compile(r"/api/(?:writtenquestions/questions|writtenstatements/statements)/.+", re.IGNORECASE)
_SECTION = re.compile(r"/debates/debate/[^/]+\.json", re.IGNORECASE)


def sightings_in(snapshot: Snapshot, topics: Sequence[Topic] | None) -> tuple[Sighting, ...]:
    """The statements of an answer that fit one of the topics (None: all); none for a list, which has only previews.

    Raises SourceChanged if the answer is not what its parser knows.
    """
    found = tuple(_parsed(snapshot))
    if topics is None:
        return found
    fitting = tuple(sighting for sighting in found if fits(sighting.latest, topics))
    return found if fitting and snapshot.source == "hansard" else fitting


def fits(version: Version, topics: Sequence[Topic]) -> bool:
    """True if any of the topics' words stands in the title, the question or the text."""
    fields = (version.title, version.section_title, version.question_text, version.text)
    return any(topic.fits(*fields) for topic in topics)


def _parsed(snapshot: Snapshot) -> Iterator[Sighting]:
    path = urlsplit(snapshot.url).path
    if snapshot.source == "questions-statements" and _WRITTEN.search(path):
        return questions_statements.parse(snapshot)
    if snapshot.source == "hansard" and _SECTION.search(path):
        return hansard.parse(snapshot)
    return iter(())
