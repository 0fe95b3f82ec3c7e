"""From an archived answer to the statements in it: the same line of code live and in `reparse`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from crawler.parsers import govuk, hansard, publications, questions_statements, theyworkforyou, theyworkforyou_api
from crawler.parsers.printed_address import page_path
from statements.policy import Topic
from statements.snapshot import Snapshot
from statements.statement import Evidence, Sighting, Version

_WRITTEN = re.compile(r"/api/(?:writtenquestions/questions|writtenstatements/statements)/.+", re.IGNORECASE)
_CONTENT = re.compile(r"/api/content/.")
_INTERFACE = re.compile(r"/api/")
_SECTION = re.compile(r"/debates/debate/[^/]+\.json", re.IGNORECASE)


def sightings_in(snapshot: Snapshot, topics: Sequence[Topic] | None) -> tuple[Sighting, ...]:
    """The statements of an answer that fit one of the topics (None: all); none for a list, which has only previews.

    Raises SourceChanged if the answer is not what its parser knows.
    """
    found = tuple(_parsed(snapshot))
    if topics is None or snapshot.status == govuk.GONE:
        return found
    fitting = [fits(sighting.latest, topics) for sighting in found]
    if snapshot.source == "hansard":
        return found if any(fitting) else ()
    sections = {_section(one) for one, fit in zip(found, fitting, strict=True) if fit} - {None}
    return tuple(one for one, fit in zip(found, fitting, strict=True) if fit or _section(one) in sections)


def whole_sections(batch: Iterable[tuple[Sighting, Evidence]]) -> list[tuple[Sighting, Evidence]]:
    """What came from answers that show whole sections: Hansard's API gives sections one by one."""
    return [(sighting, evidence) for sighting, evidence in batch if evidence.source == "hansard"]


def _section(sighting: Sighting) -> tuple[str | None, str] | None:
    """Under which heading words were spoken, in an answer that holds several sections: each is taken whole."""
    version = sighting.latest
    return (version.section, version.title) if version.kind.spoken else None


def fits(version: Version, topics: Sequence[Topic]) -> bool:
    """True if any of the topics' words stands in the title, the question or the text."""
    fields = (version.title, version.section_title, version.question_text, version.text)
    return any(topic.fits(*fields) for topic in topics)


def _parsed(snapshot: Snapshot) -> Iterator[Sighting]:
    path = urlsplit(snapshot.url).path
    if snapshot.status == govuk.GONE and snapshot.source != "govuk":
        return iter(())
    if snapshot.source == "questions-statements" and _WRITTEN.search(path):
        return questions_statements.parse(snapshot)
    if snapshot.source == "hansard" and _SECTION.search(path):
        return hansard.parse(snapshot)
    if snapshot.source == "govuk" and _CONTENT.search(path):
        return govuk.parse(snapshot)
    if snapshot.source == "publications" and page_path(snapshot.url):
        return publications.parse(snapshot)
    if snapshot.source == "theyworkforyou" and _INTERFACE.search(path):
        return _thread(snapshot)
    if snapshot.source == "theyworkforyou":
        return theyworkforyou.parse(snapshot)
    return iter(())


def _thread(snapshot: Snapshot) -> Iterator[Sighting]:
    """What a thread states; nothing for a search or a refusal, which has status 200 too."""
    if "gid=" not in urlsplit(snapshot.url).query or theyworkforyou_api.refusal(snapshot) is not None:
        return iter(())
    return theyworkforyou_api.parse(snapshot)
