"""TheyWorkForYou: answers of its interface, for those who have a key but no mirror.

Facts from the TheyWorkForYou page and the service's own code:

- JSON must be asked for by `output=json`, else JavaScript comes; an error has status 200 and is `{"error": "…"}`
- a search gives excerpts, never the words; the address in each row names the thread in which they stand
- a thread is a list: its headings (`htype` 10 and 11), then what was said (12), procedure (13) and divisions (14)
- numbers are mostly written as strings; `major` tells the part of the sitting, but not the House of written words
- in written answers `minor` 1 is a question; ids of the database have `q0`, `r0` in place of it
- excerpts are cut to 200 characters and three points
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

from crawler.parsers import markup
from crawler.parsers.mirror import File
from crawler.parsers.parlparse import Element
from crawler.parsers.payload import Node, read
from crawler.parsers.sitting import sightings
from statements.errors import ServiceFailed
from statements.snapshot import Snapshot
from statements.statement import Sighting

LONGEST_EXCERPT = 203  # characters, with the three points

_SECTION, _SUBSECTION, _SPEECH, _PROCEDURE = 10, 11, 12, 13
_HEADINGS = {_SECTION: "major-heading", _SUBSECTION: "minor-heading"}
_WRITTEN = 3
_QUESTION = 1
_PARTS = {
    1: ("debate", "debates", "debates", "getDebates", "commons"),
    2: ("westminhall", "westminster", "westminster", "getDebates", "westminsterhall"),
    3: ("wrans", "answers", "lordswrans", "getWrans", None),
    4: ("wms", "ministerial", "lordswms", "getWMS", None),
    101: ("lords", "daylord", "daylord", "getDebates", "lords"),
}
"""By `major`: the part in ids, the kinds of file of either House, the function that gives a thread, and its type."""

_GID = re.compile(r"\d{4}-\d\d-\d\d(?P<letter>[a-z]{0,2})\.(?P<place>[\w.]{1,40})")
_ASKED = re.compile(r"\.q\d{1,3}$")
_LORDS = "2"


@dataclass(frozen=True, slots=True)
class Thread:
    """A debate, an answer with its questions, or a written statement: how it is asked for, and its day."""

    function: str
    type: str | None
    gid: str
    day: date


@dataclass(frozen=True, slots=True)
class Matches:
    """One page of a search: how many matches there are, how many came, and the threads in which they stand."""

    total: int
    received: int
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many calls the key may make, and how many it has made."""

    limit: int
    current: int

    @property
    def spent(self) -> bool:
        """True if no call is left."""
        return self.current >= self.limit


def refusal(snapshot: Snapshot) -> str | None:
    """What the service says in place of an answer; None if it answers. Raises SourceChanged."""
    node = read(snapshot)
    return node.line("error") if node.has("error") else None


def quota(snapshot: Snapshot) -> Quota:
    """An answer to getQuota. Raises SourceChanged."""
    told = _answer(snapshot).child("quota")
    return Quota(_number(told, "limit"), _number(told, "current"))


def search(snapshot: Snapshot) -> Matches:
    """An answer to getHansard. Raises SourceChanged."""
    answer = _answer(snapshot)
    rows = answer.child("rows").nodes()
    threads = (_thread(row) for row in rows if _number(row, "major") in _PARTS)
    total = _number(answer.child("info"), "total_results")
    return Matches(total, len(rows), tuple(dict.fromkeys(threads)))


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The statements of one thread. All are read before the first is given. Raises SourceChanged."""
    rows = [row for row in _answer(snapshot).nodes() if _number(row, "major") in _PARTS]
    if not rows:
        return iter(())
    elements = [element for row in rows if (element := _element(row)) is not None]
    if not any(element.name in _HEADINGS.values() for element in elements):
        elements.insert(0, Element("minor-heading", {}, _title(rows[0]), ()))
    return iter(sightings(_file(rows), elements, snapshot.source))


def _answer(snapshot: Snapshot) -> Node:
    if (fault := refusal(snapshot)) is not None:
        raise ServiceFailed(snapshot.source, snapshot.url, f"it says “{fault}”")
    return read(snapshot)


def _thread(row: Node) -> Thread:
    *_, function, kind = _PARTS[_number(row, "major")]
    query = parse_qs(urlsplit(unescape(row.text("listurl"))).query)
    gid = next(iter(query.get("id", ())), row.text("gid"))
    if not _GID.fullmatch(gid):
        raise row.child("listurl").mismatch("an address with an id")
    return Thread(function, kind, gid, row.day("hdate"))


def _file(rows: list[Node]) -> File:
    """The file in which the thread would stand."""
    _, commons, lords, *_ = _PARTS[_number(rows[0], "major")]
    peers = any(row.has("speaker") and _is_peer(row) for row in rows)
    found = _gid(rows[0])
    return File(lords if peers else commons, rows[0].day("hdate"), found["letter"])


def _is_peer(row: Node) -> bool:
    speaker = row.optional("speaker")
    return bool(speaker and speaker.has("house") and str(speaker.child("house").value) == _LORDS)


def _gid(row: Node) -> re.Match[str]:
    found = _GID.fullmatch(row.text("gid"))
    if not found:
        raise row.child("gid").mismatch("an id")
    return found


def _element(row: Node) -> Element | None:
    """What a row of a thread would be in a file; None for divisions and excerpts."""
    sort = _number(row, "htype")
    attributes = {"id": f"uk.org.publicwhip/{_PARTS[_number(row, 'major')][0]}/{_gid(row)[0]}"}
    attributes |= {name: _line(row, key) for name, key in (("colnum", "colnum"), ("url", "source_url"))}
    if sort in _HEADINGS:
        return Element(_HEADINGS[sort], attributes, row.line("body"), ())
    if sort not in (_SPEECH, _PROCEDURE) or _is_excerpt(row):
        return None
    speaker = row.optional("speaker") if row.has("speaker") else None
    attributes["speakername"] = speaker.line("name") if speaker else ""
    return Element(_name(row), attributes, markup.text(row.text("body")), ())


def _name(row: Node) -> str:
    if _number(row, "major") != _WRITTEN:
        return "speech"
    asked = _number(row, "minor") == _QUESTION if row.has("minor") else bool(_ASKED.search(row.text("gid")))
    return "ques" if asked else "reply"


def _is_excerpt(row: Node) -> bool:
    words = markup.line(row.text("body"))
    return words.endswith("...") and len(words) <= LONGEST_EXCERPT


def _title(row: Node) -> str:
    parent = row.optional("parent") if row.has("parent") else None
    return parent.line("body") if parent else ""


def _line(row: Node, key: str) -> str:
    return str(row.child(key).value or "") if row.has(key) else ""


def _number(node: Node, key: str) -> int:
    """A whole number, written as one or as a string."""
    child = node.child(key)
    if isinstance(child.value, str) and child.value.isascii() and child.value.isdigit() and len(child.value) < 10:
        return int(child.value)
    return child.number()
