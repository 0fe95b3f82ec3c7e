"""JSON answers read strictly: every value is asked for by name and type, and a fault names its place."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from crawler.parsers import markup
from statements.errors import ServiceFailed, SourceChanged
from statements.snapshot import Snapshot
from statements.statement import House

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years a date can lie in; Hansard begins in 1803. 0001 and 9999 are a program's "no date", which is not a day."""

LARGEST = 2**31 - 1
"""The services' own descriptions call every number a 32-bit integer."""

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?", re.ASCII)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_UIN = re.compile(r"[A-Z]{0,5}[0-9]{1,9}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A value in an answer with its place there ("value.dateTabled"), so that what is wrong with it can be named."""

    source: str
    url: str
    place: str
    value: Any

    def wrong(self, fault: str) -> SourceChanged:
        """The error that says what is wrong here."""
        return SourceChanged(self.source, self.url, f"{self.place or 'the answer'}: {fault}")

    def has(self, key: str) -> bool:
        """True if this is an object that has that key, even with a null."""
        return isinstance(self.value, dict) and key in self.value

    def child(self, key: str) -> "Node":
        """The value of that key. Raises SourceChanged if this is no object or lacks it."""
        if not isinstance(self.value, dict):
            raise self.mismatch("an object")
        if key not in self.value:
            raise self.wrong(f"has no “{key}”")
        return Node(self.source, self.url, f"{self.place}.{key}".lstrip("."), self.value[key])

    def optional(self, key: str) -> "Node | None":
        """The value of that key, None where it is null."""
        child = self.child(key)
        return None if child.value is None else child

    def nodes(self) -> tuple["Node", ...]:
        """The members of this list."""
        return tuple(
            Node(self.source, self.url, f"{self.place}[{number}]", value)
            for number, value in enumerate(self.typed(list, "a list"))
        )

    def typed(self, kind: type[T], name: str) -> T:
        """The value itself, of exactly that type."""
        if type(self.value) is not kind:
            raise self.mismatch(name)
        return self.value

    def mismatch(self, expected: str) -> SourceChanged:
        """The error that says what was expected here."""
        return self.wrong(f"expected {expected}, got {_shown(self.value)}")

    def text(self, key: str) -> str:
        """The string of that key as it is; empty where it is null."""
        child = self.optional(key)
        return child.typed(str, "a string") if child else ""

    def line(self, key: str) -> str:
        """The string of that key as one line of plain words; empty where it is null."""
        return markup.line(self.text(key))

    def whole(self, key: str) -> int:
        """The whole number of that key, 0 to 2^31 - 1."""
        return self.child(key).number()

    def optional_whole(self, key: str) -> int | None:
        """The whole number of that key, None where it is null."""
        child = self.optional(key)
        return child.number() if child else None

    def number(self) -> int:
        """This value as a whole number, 0 to 2^31 - 1."""
        number = self.typed(int, "a whole number")
        if not 0 <= number <= LARGEST:
            raise self.mismatch(f"a number up to {LARGEST}")
        return number

    def flag(self, key: str) -> bool:
        """The truth value of that key; False where it is null."""
        child = self.optional(key)
        return child.typed(bool, "true or false") if child else False

    def day(self, key: str) -> date:
        """The calendar date of that key: dates have no zone and are never converted."""
        return self.child(key).calendar_day()

    def optional_day(self, key: str) -> date | None:
        """The calendar date of that key, None where it is null."""
        child = self.optional(key)
        return child.calendar_day() if child else None

    def calendar_day(self) -> date:
        """This value as a calendar date of the years 1800 to 2199."""
        found = _DATE.fullmatch(self.typed(str, "a date"))
        if not found:
            raise self.mismatch("a date")
        try:
            day = date.fromisoformat(found[1])
        except ValueError as error:
            raise self.wrong(f"expected a date, got {_shown(self.value)}") from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.mismatch(f"a date of the years {FIRST_YEAR} to {LAST_YEAR}")
        return day

    def house(self, key: str) -> House:
        """The House that the word of that key names."""
        child = self.child(key)
        try:
            return House(child.typed(str, "a House"))
        except ValueError as error:
            raise child.mismatch("“Commons” or “Lords”") from error

    def identifier(self, key: str) -> str | None:
        """The service's own id of that key: opaque, but of characters that an address can hold. None for none."""
        found = self.text(key).strip()
        if found and not _IDENTIFIER.fullmatch(found):
            raise self.child(key).mismatch("an id")
        return found or None

    def uin(self, key: str) -> str | None:
        """The unique identification number of that key ("213507", "HL2441", "HCWS627"), None where there is none."""
        uin = self.text(key).strip().upper()
        if uin and not _UIN.fullmatch(uin):
            raise self.child(key).mismatch("a UIN")
        return uin or None


def read(snapshot: Snapshot) -> Node:
    """The JSON of an answer.

    Raises SourceChanged if it is not whole, well-formed JSON in UTF-8 that names each key once and holds only what
    can be written down as text; ServiceFailed if it is the service's account of its own failure.
    """
    if snapshot.status != 200:
        raise SourceChanged(snapshot.source, snapshot.url, f"status {snapshot.status}")
    try:
        words = snapshot.body.decode("utf-8-sig")
        value = json.loads(words, parse_constant=_refuse, object_pairs_hook=_once)
        if _SURROGATE.search(words):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceChanged(snapshot.source, snapshot.url, f"not UTF-8 at byte {error.start}") from error
    except UnicodeEncodeError as error:
        raise SourceChanged(snapshot.source, snapshot.url, "half a surrogate pair, which is no character") from error
    except RecursionError as error:
        raise SourceChanged(snapshot.source, snapshot.url, "JSON nested too deeply") from error
    except ValueError as error:
        raise SourceChanged(snapshot.source, snapshot.url, f"not JSON: {error}") from error
    _raise_problem(snapshot, value)
    return Node(snapshot.source, snapshot.url, "", value)


def _raise_problem(snapshot: Snapshot, value: Any) -> None:
    """Questions and statements API: a problem document (RFC 7807) has been seen with status 200."""
    if isinstance(value, dict) and type(value.get("status")) is int and "title" in value:
        fault = f"status {value['status']} in the body: {markup.line(str(value['title']))}"
        if value["status"] >= 500:
            raise ServiceFailed(snapshot.source, snapshot.url, fault)
        raise SourceChanged(snapshot.source, snapshot.url, fault)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number that JSON has")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:40]!r} twice in one object")
    return found


def _shown(value: Any) -> str:
    """The value, short enough for a message."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, int) and not -(10**40) < value < 10**40:
        return "a number of more than 40 digits"
    shown = json.dumps(value, ensure_ascii=True)
    return shown if len(shown) <= 60 else shown[:57] + "…"
