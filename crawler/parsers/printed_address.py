"""What the address of a page of printed Hansard tells: House, day and part of the sitting.

Page on publications.parliament.uk, "URLs": the letters before a page's number tell the part; the leading nought of the
year is left out before 2010; bound volumes have "vo" in place of "cm".
"""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from statements.errors import SourceChanged
from statements.snapshot import Snapshot
from statements.statement import House

CORRECTIONS = "Ministerial Corrections"

_ADDRESS = re.compile(
    r"/pa/(?:cm\d{6}/cmhansrd/(?:cm|vo)\d{6}/(?P<folder>debtext|halltext|text|wmstext|petntext|corrtext)"
    r"|ld\d{6}/ldhansrd/(?:text|vo\d{6}/text))"
    r"/(?P<day>\d{5,6})(?P<part>-|h|w|m|p|c|-gc|-wms)\d{4}\.htm$"
)
_PLACES = {
    (House.COMMONS, "-"): "Commons Chamber",
    (House.COMMONS, "h"): "Westminster Hall",
    (House.COMMONS, "w"): "Written Answers",
    (House.COMMONS, "m"): "Written Statements",
    (House.COMMONS, "p"): "Petitions",
    (House.COMMONS, "c"): CORRECTIONS,
    (House.LORDS, "-"): "Lords Chamber",
    (House.LORDS, "-gc"): "Grand Committee",
    (House.LORDS, "w"): "Written Answers",
    (House.LORDS, "-wms"): "Written Statements",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What the address tells of a page; `name` is its file name."""

    source: str
    house: House
    day: date
    place: str
    path: str

    @property
    def name(self) -> str:
        """The page's file name."""
        return self.path.rpartition("/")[2]


def page_path(url: str) -> str | None:
    """The path of a page of Hansard from "/pa/" on, whatever host has it; None if the address is of no such page."""
    found = _ADDRESS.search(urlsplit(url).path)
    return found[0] if found else None


def page_at(snapshot: Snapshot) -> Printed:
    """What the address of an answer tells. Raises SourceChanged if it is of no page of Hansard."""
    found = _ADDRESS.search(urlsplit(snapshot.url).path)
    if not found:
        raise _no_page(snapshot)
    house = House.COMMONS if found["folder"] else House.LORDS
    figures = found["day"].zfill(6)
    try:
        day = date(2000 + int(figures[:2]), int(figures[2:4]), int(figures[4:]))
        place = _PLACES[house, found["part"]]
    except (ValueError, KeyError) as error:
        raise _no_page(snapshot) from error
    return Printed(snapshot.source, house, day, place, found[0])


def _no_page(snapshot: Snapshot) -> SourceChanged:
    return SourceChanged(snapshot.source, snapshot.url, "the address is that of no page of Hansard")
