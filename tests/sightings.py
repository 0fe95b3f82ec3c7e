"""Statements for tests, invented: what is not said is like every other, so that a test says only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from statements.identity import given_key, spoken_keys, words_key, written_keys
from statements.statement import Evidence, House, Kind, Sighting, State, Version

API = "questions-statements"
HANSARD = "hansard"
TABLED = date(2013, 5, 6)
ANSWERED = date(2013, 5, 12)
MORNING = datetime(2013, 5, 13, 8, 0, tzinfo=UTC)

ANSWER = Version(
    kind=Kind.WRITTEN_ANSWER,
    date=ANSWERED,
    title="Lighthouses: Paint",
    text="Every lighthouse of the Isle of Quill is painted each spring.",
    house=House.COMMONS,
    uin="90210",
    tabled=TABLED,
    speaker="Ada Quillfeather",
    question_text="How often are lighthouses painted?",
    asker="Bartholomew Thistle",
    source=API,
)

SPEECH = Version(
    kind=Kind.ORAL_CONTRIBUTION,
    date=ANSWERED,
    title="Lighthouses",
    text="The lamps of Quill burn whale oil no longer.",
    house=House.LORDS,
    speaker="Lord Gannet",
    section="quill-lamps",
    section_title="Lamps of Quill",
    order=3,
    column="41",
    source=HANSARD,
)


def answer(**changes: Any) -> Version:
    """A written answer with those fields changed."""
    return replace(ANSWER, **changes)


def question(**changes: Any) -> Version:
    """The same question while it waits for its answer."""
    return replace(ANSWER, text=None, state=State.TABLED, date=TABLED, **changes)


def speech(**changes: Any) -> Version:
    """A spoken contribution with those fields changed."""
    return replace(SPEECH, **changes)


def sighting(*versions: Version, contribution: str | None = None, given: str | None = None) -> Sighting:
    """Those versions, oldest first, as a parser finds them; `given` is the id that an imported line gives."""
    latest = versions[-1]
    if latest.kind.written:
        keys = written_keys(latest)
    else:
        keys = spoken_keys(latest, contribution) if latest.kind.spoken else words_key(latest)
    return Sighting(identities=((given_key(given),) if given else ()) + keys, versions=versions)


def seen(source: str = API, hour: int = 0, page: str | None = None) -> Evidence:
    """Evidence of a page fetched that many hours after the first morning; another page has other bytes."""
    fetched_at = MORNING + timedelta(hours=hour)
    name = page or f"{source} {hour}"
    return Evidence(source=source, url=f"https://{source}.example/{hour}", fetched_at=fetched_at, sha256=_hash(name))


def _hash(name: str) -> str:
    return name.encode().hex().ljust(64, "0")[:64]
