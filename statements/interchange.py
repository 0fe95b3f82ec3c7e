"""Statements as lines of JSON (NDJSON), one a line: the shape of `dispatchbox import` and `export`.

The keys, in this order: `KEYS`. Keys that a line lacks are null. Text is neither tidied on the way in nor on the way
out, so that what was imported comes back as it was.
"""

import json
import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from statements.errors import Rejected
from statements.identity import given_key, words_key, written_keys
from statements.statement import Evidence, House, Kind, Sighting, State, Version

KEYS = (
    "id",
    "kind",
    "house",
    "date",
    "title",
    "uin",
    "column",
    "speaker_as_printed",
    "speaker",
    "role_as_printed",
    "party",
    "question_text",
    "asker",
    "text",
    "url",
    "source",
    "fetched_at",
    "sha256",
    "version",
    "supersedes",
)
_TEXTS = (
    "title",
    "uin",
    "column",
    "speaker_as_printed",
    "speaker",
    "role_as_printed",
    "party",
    "question_text",
    "asker",
    "text",
    "url",
    "source",
    "sha256",
)
UNSTATED = "unstated"  # the evidence's source where a line names none
_SHA256 = re.compile(r"[0-9a-f]{64}")
_Choice = TypeVar("_Choice", bound=StrEnum)


def line(statement_id: str, version: Version, evidence: Evidence | None, supersedes: int | None) -> dict[str, Any]:
    """One version as the keys and values of a line; `supersedes` is the number of the version before it."""
    source = version.source or (evidence.source if evidence else None)
    fetched_at = evidence.fetched_at if evidence else None
    told = {name: getattr(version, name) for name in _TEXTS if name not in ("url", "source", "sha256")}
    told |= {
        "id": statement_id,
        "kind": version.kind.value,
        "house": version.house.value if version.house else None,
        "date": version.date.isoformat(),
        "title": version.title or None,
        "url": version.url or (evidence.url if evidence else None),
        "source": None if source == UNSTATED else source,
        "fetched_at": fetched_at.isoformat().replace("+00:00", "Z") if fetched_at else None,
        "sha256": evidence.sha256 if evidence else None,
        "version": version.number,
        "supersedes": supersedes,
    }
    return {key: told[key] for key in KEYS}


def parse_line(text: str, number: int) -> tuple[str, Sighting, Evidence]:
    """The id that line `number` gives, the statement as it was seen, and the evidence the line names.

    A line does not tell a state: an answer without text counts as a question that waits for it. Raises Rejected,
    which names line and key.
    """
    told = _Line(text, number)
    given = told.required("id")
    kind = told.choice("kind", Kind)
    day = told.day("date")
    house = told.choice("house", House) if told.text("house") is not None else None
    waiting = kind is Kind.WRITTEN_ANSWER and told.text("text") is None
    texts = {name: told.text(name) for name in _TEXTS if name not in ("title", "sha256")}
    version = Version(
        kind=kind,
        date=day,
        title=told.text("title") or "",
        state=State.TABLED if waiting else State.SUBSTANTIVE,
        house=house,
        tabled=day if waiting else None,
        **texts,  # type: ignore[arg-type]  # each is a text or None
    )
    for name in ("version", "supersedes"):
        told.number(name)
    evidence = Evidence(
        source=version.source or UNSTATED, url=version.url, fetched_at=told.instant("fetched_at"), sha256=told.sha256()
    )
    return given, Sighting(identities=(given_key(given), *_keys(version)), versions=(version,)), evidence


def _keys(version: Version) -> tuple[str, ...]:
    """The keys of a line's statement. A heading is none: lines with two ids under one heading are two statements."""
    if not version.kind.written:
        return words_key(version)
    return tuple(key for key in written_keys(version) if not key.startswith(("made/", "headed/")))


class _Line:
    """One line's keys and values, each read as what it must be."""

    def __init__(self, text: str, number: int) -> None:
        self._place = f"line {number}"
        try:
            told = json.loads(text, object_pairs_hook=self._object)
        except (ValueError, RecursionError) as error:
            raise self._fault(f"it is not JSON: {error}") from error
        if not isinstance(told, dict):
            raise self._fault("it is not a JSON object")
        unknown = [key for key in told if key not in KEYS]
        if unknown:
            raise self._fault(f"unknown key “{unknown[0]}”")
        self._told = told

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        told = dict(pairs)
        if len(told) < len(pairs):
            raise self._fault("it gives one key twice")
        return told

    def _fault(self, fault: str) -> Rejected:
        return Rejected(self._place, fault)

    def text(self, key: str) -> str | None:
        value = self._told.get(key)
        if value is not None and not isinstance(value, str):
            raise self._fault(f"“{key}” must be text or null")
        return value

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self._fault(f"“{key}” is missing")
        return value

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        value = self.required(key)
        try:
            return choices(value)
        except ValueError as error:
            known = ", ".join(choices)
            raise self._fault(f"“{key}” is “{value[:80]}”; it must be one of {known}") from error

    def day(self, key: str) -> date:
        value = self.required(key)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._fault(f"“{key}” is “{value[:80]}”; it must be a day like 2014-10-30") from error

    def instant(self, key: str) -> datetime | None:
        value = self.text(key)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)
        except ValueError as error:
            raise self._fault(f"“{key}” is “{value[:80]}”; it must be a time like 2014-10-30T12:00:00Z") from error
        if found.tzinfo is None:
            raise self._fault(f"“{key}” has no time zone; write it like 2014-10-30T12:00:00Z")
        return found

    def number(self, key: str) -> int | None:
        value = self._told.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._fault(f"“{key}” must be a whole number or null")
        return value

    def sha256(self) -> str | None:
        value = self.text("sha256")
        if value is not None and not _SHA256.fullmatch(value):
            raise self._fault("“sha256” must be 64 lower-case hexadecimal digits or null")
        return value
