"""Columns of the Official Report: where a contribution begins and ends, and how its column is printed.

Hansard API: a marker is a span with the class `column-number` (also with `column-hidden` or `column-only`), an entry of
its own or inside a speech, often in the middle of a sentence. A span with the class `cross-reference` cites another
column and marks nothing, whatever number it carries.
"""

import re
from dataclasses import dataclass

from crawler.parsers.markup import Page, Tag, marks
from statements.statement import House

_SERIES = {
    "commons chamber": "",
    "lords chamber": "",
    "westminster hall": "WH",
    "grand committee": "GC",
    "written answers": "W",
    "written statements": "WS",
    "written corrections": "MC",
    "ministerial corrections": "MC",
    "petitions": "P",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one entry, None if there are none, and the columns that its markers tell.

    `first` is the column that the first words stand in and `last` that of the last, None where no marker of this entry
    stands before them; `after` is the last marker of all, with which what follows begins.
    """

    text: str | None
    first: int | None
    last: int | None
    after: int | None


def words(value: str) -> Words:
    """The words and column markers of an entry's markup, in which blank lines part paragraphs."""
    page = Page(lines=True)
    first = last = after = None
    begun = False
    for piece in marks(value):
        if not isinstance(piece, Tag):
            page.words(piece)
            if not piece.isspace():
                first, last, begun = (first if begun else after), after, True
        elif (number := _marker(piece)) is None:
            page.tag(piece)
        else:
            after = number
    return Words(page.text(), first, last, after)


def _marker(tag: Tag) -> int | None:
    classes = tag.attribute("class").split() if tag.name == "span" and not tag.close else []
    if "column-number" not in classes or "cross-reference" in classes:
        return None
    figures = re.match(r"[0-9]{1,6}", tag.attribute("data-column-number"))
    return int(figures[0]) if figures else None


def printed_column(number: int | None, place: str, house: House) -> str | None:
    """The column as it is cited: "397", "44WS", "41WA"; None if the place has a series of columns unknown here.

    `place` is Hansard's name of the part of the sitting. Written answers are W in the Commons and WA in the Lords.
    """
    series = _SERIES.get(place.casefold())
    if number is None or series is None:
        return None
    return f"{number}{'WA' if series == 'W' and house is House.LORDS else series}"
