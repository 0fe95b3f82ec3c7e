"""What cannot be taken into the record, whoever offers it: checked before anything is written."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from operator import attrgetter

from statements.errors import Rejected
from statements.identity import FAMILIES, GIVEN, family, given_id
from statements.statement import Evidence, Sighting, Version

FIRST_DAY = date(1800, 1, 1)
AHEAD = timedelta(days=2 * 366)
LONGEST_TEXT = 5_000_000  # characters
LONGEST_NAME = 500  # characters; an index of PostgreSQL holds no long values
LARGEST_NUMBER = 2**31 - 1  # what an integer column of either database holds

_UNFIT_ID = re.compile(r"[\s\x00-\x1f\x7f]")
_TEXTS = ("title", "text", "question_text")
_DAYS = ("date", "dated", "tabled")
_NUMBERS = ("column_last", "member_id", "asker_member_id", "order")
_NAMES = ("uin", "section", "column")
_TEXT_FIELDS = {
    kind: tuple(field.name for field in fields(kind) if field.type in (str, str | None)) for kind in (Version, Evidence)
}
_texts_of = {kind: attrgetter(*names) for kind, names in _TEXT_FIELDS.items()}


def check(sighting: Sighting, evidence: Evidence, today: date, place: str | None = None) -> None:
    """Raises Rejected with the first fault found; `place` names the line, where there is one."""
    for fault in _faults(sighting, evidence, today):
        where = place or evidence.url or next(iter(sighting.identities), f"a statement from {evidence.source}")
        raise Rejected(where, fault)


def _faults(sighting: Sighting, evidence: Evidence, today: date) -> Iterator[str]:
    if not sighting.versions:
        yield "it has no version"
    yield from _of_identities(sighting.identities)
    for version in sighting.versions:
        yield from _of_version(version, today)
    yield from _unfit_texts(evidence)
    if evidence.fetched_at is not None and evidence.fetched_at.tzinfo is None:
        yield "the time of its fetch has no time zone"


def _of_identities(identities: tuple[str, ...]) -> Iterator[str]:
    if not identities:
        yield "nothing identifies it: no UIN, no contribution id, no speaker with words, no id"
    if len(set(identities)) < len(identities):
        yield "it gives one identity twice"
    for key in identities:
        if family(key) not in FAMILIES and not key.startswith(GIVEN):
            yield f"identity “{key}” is of no known family"
    given = given_id(identities)
    if not _is_storable("".join(identities)):
        yield "an identity has a character that is no text"
    if given is not None and (not 0 < len(given) <= 255 or _UNFIT_ID.search(given)):
        yield f"id “{given[:255]}” cannot be an address: it is empty, over 255 characters, or has white space"


def _of_version(version: Version, today: date) -> Iterator[str]:
    for name in _DAYS:
        day = getattr(version, name)
        if day is not None and not FIRST_DAY <= day <= today + AHEAD:
            yield f"{name} {day.isoformat()} is not a day on which this can have been said"
    for names, longest in ((_TEXTS, LONGEST_TEXT), (_NAMES, LONGEST_NAME)):
        for name in names:
            if len(getattr(version, name) or "") > longest:
                yield f"{name} is longer than {longest} characters"
    for name in _NUMBERS:
        number = getattr(version, name)
        if number is not None and not 0 <= number <= LARGEST_NUMBER:
            yield f"{name} {number} is no number that a source gives"
    yield from _unfit_texts(version)


def _unfit_texts(told: Version | Evidence) -> Iterator[str]:
    texts: tuple[str | None, ...] = _texts_of[type(told)](told)
    if _is_storable("".join(filter(None, texts))):  # at once: nearly always all of them are
        return
    for name, text in zip(_TEXT_FIELDS[type(told)], texts, strict=True):
        if not _is_storable(text or ""):
            yield f"{name} has a character that is no text (NUL or half a surrogate pair)"


def _is_storable(text: str) -> bool:
    """True for what both databases can store as UTF-8 text."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False
