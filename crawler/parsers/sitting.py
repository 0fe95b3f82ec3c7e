"""TheyWorkForYou's elements of one part of a sitting, whether from a file or from its interface, as statements.

The facts are those that `theyworkforyou` and `theyworkforyou_api` tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from crawler.parsers import written
from crawler.parsers.attribution import NOBODY, Attribution, attribution, plain_name
from crawler.parsers.cast import Speaker
from crawler.parsers.mirror import FOLDERS, File
from crawler.parsers.parlparse import HEADINGS, REDIRECT, Element
from crawler.parsers.section import Imprint, Section, Turn
from crawler.parsers.spoken import LORDS_TYPES, QUESTION, spoken
from statements.identity import HANSARD_ID
from statements.statement import Sighting

READER = "https://www.theyworkforyou.com"

_STATEMENTS = frozenset({"ministerial", "lordswms"})
_WRITTEN = frozenset({"Written Answers", "Written Statements"})
_GID = re.compile(
    r"uk\.org\.publicwhip/(?P<sort>[a-z]+)/(?P<day>\d{4}-\d\d-\d\d)(?P<letter>[a-z]{0,2})\.(?P<place>[\w.]+)"
)
_UIN = re.compile(r"(?:HL|HCWS|HLWS)\d{1,7}|\d{5,7}")
_COLUMN = re.compile(r"(?:WA|WS|GC)?(\d{1,5})[A-Z]{0,2}")
_CHAIR = re.compile(r"^\[[^\]]{1,80} in the Chair\]\s*[—–-]?\s*", re.IGNORECASE)
_SMALL = frozenset({"and", "for", "of", "the", "in", "to", "on"})


def sightings(file: File, elements: Sequence[Element], source: str) -> tuple[Sighting, ...]:
    """The statements of those elements; `file` tells House, day and part of the sitting."""
    sitting = _Sitting(source, file, _redirected(elements))
    for element in elements:
        sitting.read(element)
    found = (sighting for section in sitting.sections() for sighting in _stated(section))
    return tuple(sighting for sighting in found if sighting.identities)


def _redirected(elements: Sequence[Element]) -> dict[str, list[str]]:
    """The ids that each id had in earlier editions of the day."""
    found: dict[str, list[str]] = {}
    for element in elements:
        if element.name == REDIRECT:
            found.setdefault(element.get("newgid"), []).append(element.get("oldgid"))
    return found


def _stated(section: Section) -> Iterator[Sighting]:
    place = section.place.casefold()
    if place == written.STATEMENTS:
        return written.written_statements(section)
    return written.written_answers(section) if place == written.ANSWERS else spoken(section)


@dataclass(slots=True)
class _Heading:
    """The headings above words, nearest last."""

    oral: bool = False
    major: str = ""
    minor: str = ""
    id: str = ""
    tag: str = ""
    made: date | None = None


@dataclass(slots=True)
class _Sitting:
    """Reads the elements of a file one by one into sections."""

    source: str
    file: File
    redirected: dict[str, list[str]]
    _heading: _Heading = field(default_factory=_Heading)
    _sections: list[tuple[_Heading, list[Turn]]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def read(self, element: Element) -> None:
        """Take the next element."""
        if element.name in HEADINGS:
            self._under(element)
        elif element.name != REDIRECT and element.text is not None:
            turn = self._turn(element)
            if turn.printed is NOBODY and not turn.id and FOLDERS[self.file.kind][2] not in _WRITTEN:
                return  # nothing would tell them from other words of nobody
            if not self._sections or self._sections[-1][0] is not self._heading:
                self._sections.append((self._heading, []))
            self._sections[-1][1].append(turn)

    def sections(self) -> list[Section]:
        """What was read."""
        _, house, place, _ = FOLDERS[self.file.kind]
        return [
            Section(
                house=house,
                day=heading.made or self.file.day,
                id=heading.id,
                title=heading.minor or heading.major,
                tag=QUESTION if heading.oral else heading.tag,
                place=place,
                department=_department(heading, place in _WRITTEN),
                turns=tuple(turns),
                source=self.source,
            )
            for heading, turns in self._sections
        ]

    def _under(self, element: Element) -> None:
        above, (title, tag) = self._heading, self._title(element)
        self._seen.add(_anchor(element))
        gid = _Gid.of(element)
        made = gid.day if gid and self._database and self.file.kind in _STATEMENTS else None
        if element.name == "oral-heading":
            self._heading = _Heading(oral=True)
        elif element.name == "major-heading":
            oral = above.oral and title.isupper()
            self._heading = _Heading(oral=oral, major=title, id=_hansard_id(element), tag=tag, made=made)
        else:
            self._heading = replace(above, minor=title, id=_hansard_id(element), tag=tag, made=made)

    @property
    def _database(self) -> bool:
        """True for the written part of a sitting as the database gives it, whose ids hold the day tabled or made."""
        return not self.file.letter and FOLDERS[self.file.kind][2] in _WRITTEN

    def _title(self, element: Element) -> tuple[str, str]:
        """A heading without the chair, and Hansard's mark of what the Lords print after it ("— Question")."""
        title = _CHAIR.sub("", " ".join((element.text or "").split()))
        words, dash, sort = title.rpartition(" — ")
        if dash and self.file.kind == "daylord" and sort.casefold() in LORDS_TYPES:
            return words, LORDS_TYPES[sort.casefold()]
        return title, ""

    def _turn(self, element: Element) -> Turn:
        gid = _Gid.of(element)
        who = _who(element)
        anchor = self._own_anchor(element)
        column = _COLUMN.fullmatch(element.get("colnum"))
        return Turn(
            order=int(anchor[6:]) if HANSARD_ID.fullmatch(anchor) else None,
            id=anchor or None,
            text=element.text or "",
            column=int(column[1]) if column else None,
            column_last=int(column[1]) if column else None,
            printed=who,
            speaker=Speaker(who.name, who.party, who.role),
            uin=next((number.upper() for number in element.numbers), gid.uin if gid else None),
            question=element.name == "ques",
            tabled=gid.day if gid and self._database and self.file.kind not in _STATEMENTS else None,
            imprint=self._imprint(element, anchor, gid),
        )

    def _own_anchor(self, element: Element) -> str:
        """The anchor of the words in print; empty if it is that of words before, or of the page."""
        anchor = _anchor(element)
        if anchor in self._seen:
            return ""
        self._seen.add(anchor)
        return anchor

    def _imprint(self, element: Element, anchor: str, gid: "_Gid | None") -> Imprint:
        earlier = (_Gid.read(old) for old in self.redirected.get(element.get("id"), ()))
        return Imprint(
            url=f"{READER}/{FOLDERS[self.file.kind][3]}/?id={gid.tail}" if gid else f"{READER}/",
            page=urlsplit(element.get("url")).path.rpartition("/")[2],
            names=(anchor,) if anchor else (),
            gids=tuple(dict.fromkeys(one.steady for one in (gid, *earlier) if one is not None)),
        )


@dataclass(frozen=True, slots=True)
class _Gid:
    """TheyWorkForYou's id of an element. `tail` is the part that its addresses bear, `steady` has no letter."""

    sort: str
    day: date
    tail: str
    place: str

    @classmethod
    def of(cls, element: Element) -> "_Gid | None":
        """The id of an element."""
        return cls.read(element.get("id"))

    @classmethod
    def read(cls, gid: str) -> "_Gid | None":
        """The id that was written so; None if it is none."""
        found = _GID.fullmatch(gid)
        if not found:
            return None
        try:
            day = date.fromisoformat(found["day"])
        except ValueError:
            return None
        return cls(found["sort"], day, gid.rpartition("/")[2], found["place"])

    @property
    def steady(self) -> str:
        return f"{self.sort}/{self.day.isoformat()}.{self.place}"

    @property
    def uin(self) -> str | None:
        """The question or statement number that newer ids hold in place of a column."""
        number = self.place.partition(".")[0].upper()
        return number if self.sort in ("wrans", "wms") and _UIN.fullmatch(number) else None


def _anchor(element: Element) -> str:
    return urlsplit(element.get("url")).fragment


def _hansard_id(element: Element) -> str:
    anchor = _anchor(element)
    return anchor if HANSARD_ID.fullmatch(anchor) else ""


def _who(element: Element) -> Attribution:
    name, office = element.get("speakername"), element.get("speakeroffice")
    if element.get("nospeaker") == "true" or not name:
        return NOBODY
    who = attribution(name)
    if who.chair or who.crowd:
        return who
    return Attribution(printed=f"{office} ({name})" if office else name, name=plain_name(name), role=office or None)


def _department(heading: _Heading, written_part: bool) -> str | None:
    """The department of a heading above a heading; printed in capitals in older files."""
    if not heading.minor or not (written_part or heading.oral):
        return None
    words = heading.major.split()
    if not heading.major.isupper():
        return heading.major or None
    plain = (word.lower() if word.lower() in _SMALL else word.capitalize() for word in words)
    return " ".join(plain)
