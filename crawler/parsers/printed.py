"""A page of printed Hansard (publications.parliament.uk, to about 2016) as the flat row of pieces that it is.

No element of such a page wraps a speech: headings, columns and paragraphs are siblings, and the anchors before each
tell what it is. Facts from the page on publications.parliament.uk:

- the words lie in `div#content-small`, twice nested with the same id, or in `div#maincontent`/`#maincontent1`; a few
  days lack both. Some days lay the whole page out in a table, with the words in its first column
- a column break stands between two pieces of one paragraph; the second has no anchor of its own
- Lords pages print a column outside of any paragraph, and twice in their written answers
- links to the next section, the index and so on stand above and below the words
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.parsers import markup
from crawler.parsers.markup import Tag
from statements.errors import SourceChanged
from statements.snapshot import Snapshot

CONTENT = frozenset({"content-small", "maincontent", "maincontent1"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_NAVIGATION = frozenset(
    {"next section", "previous section", "index", "home page", "back to table of contents", "lords hansard home page"}
)
_COLUMN = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2,8} \d{4} : )?Column:? (?:WA|WS|GC)?(?P<number>\d{1,5})[A-Z]{0,2}")
_UNITS = frozenset({"p", "div", "ul", "ol", "li", "hr", "notus-date", "columnnum", "center", "blockquote", "table"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_LEAD_LENGTH = 600  # characters in which a speaker's name must have ended
_LEAD = re.compile(
    r"\s*(?P<number>T?\d{1,3}\. )?\s*(?P<uin>\[\d{3,7}\])?\s*"
    r"\x01(?P<name>[^\x01\x02]{2,300}?)\s*(?P<inside>:)?\s*\x02\s*(?P<mark>\([^()\x01\x02]{2,60}\))?"
    r"\s*(?P<outside>:|\x01\s*:\s*\x02)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading (`level` 1 to 6), a paragraph or table (0), or a column break (`column`, with no text).

    `names` are the anchors before and within it. `lead` is the speaker printed before the words, `asked` the number in
    front of him where he puts a question; `text` has neither. `colon` tells whether a colon follows the name.
    `italic` is true where the words open in italics, `capitals` where a heading is printed in capitals.
    """

    level: int = 0
    names: tuple[str, ...] = ()
    text: str = ""
    lead: str | None = None
    colon: bool = False
    asked: str | None = None
    uin: str | None = None
    italic: bool = False
    capitals: bool = False
    column: int | None = None

    def named(self, *prefixes: str) -> bool:
        """True if an anchor begins with one of the prefixes, or does so after the page's file name."""
        return any(name.rpartition(".htm_")[2].startswith(prefixes) for name in self.names)


def pieces(snapshot: Snapshot) -> list[Piece]:
    """The pieces of a page in order. Raises SourceChanged if it is not such a page."""
    tags = list(markup.marks(_decoded(snapshot)))
    start = next((n for n, tag in enumerate(tags) if _is_content(tag)), None)
    if start is None:
        start = next((n for n, tag in enumerate(tags) if isinstance(tag, Tag) and tag.name == "body"), None)
    found = [] if start is None else list(_Reader(_layout_tables(tags)).read(tags, start + 1))
    if not any(piece.column is not None or piece.names for piece in found):
        raise SourceChanged(snapshot.source, snapshot.url, "neither a column nor an anchor: no page of Hansard")
    return found


def links(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Every link of a page as (address as written, words)."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    for tag in markup.marks(_decoded(snapshot)):
        if isinstance(tag, Tag):
            if tag.name == "a":
                address = "" if tag.close else tag.attribute("href").strip()
                inside = bool(address)
                found += [(address, [])] if inside else []
        elif inside:
            found[-1][1].append(tag)
    return [(address, " ".join("".join(words).split())) for address, words in found]


def _decoded(snapshot: Snapshot) -> str:
    """The page in the encoding it declares, UTF-8 where it declares none; Latin-1 is read as browsers do."""
    header = (snapshot.header("content-type") or "").encode("ascii", "replace")
    declared = _CHARSET.search(header) or _CHARSET.search(snapshot.body[:4096])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    encoding = (
        "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii") else "utf-8"
    )
    try:
        return snapshot.body.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceChanged(snapshot.source, snapshot.url, f"not {encoding} at byte {error.start}") from error


def _is_content(tag: str | Tag) -> bool:
    return isinstance(tag, Tag) and tag.name == "div" and not tag.close and tag.attribute("id") in CONTENT


def _layout_tables(tags: list[str | Tag]) -> frozenset[int]:
    """The places of tables that hold headings or anchors: they lay out a page and are no tables of figures."""
    found: set[int] = set()
    opened: list[int] = []
    for place, tag in enumerate(tags):
        if not isinstance(tag, Tag):
            continue
        if tag.name == "table":
            if not tag.close:
                opened.append(place)
            elif opened:
                opened.pop()
        elif opened and not tag.close and (tag.name in HEADINGS or (tag.name == "a" and tag.attribute("name"))):
            found.update(opened)
            opened = []
    return frozenset(found)


@dataclass(slots=True)
class _Reader:
    """Puts pieces together from tags. `_table` counts the tables of figures that are open.

    `_cell` counts the cells so far in a row of a table that lays out the page: the words lie in the first.
    """

    layout: frozenset[int]
    _names: list[str] = field(default_factory=list)
    _parts: list[str | Tag] = field(default_factory=list)
    _level: int = 0
    _capitals: bool = False
    _table: int = 0
    _cell: int = 0

    def read(self, tags: list[str | Tag], start: int) -> Iterator[Piece]:
        for place in range(start, len(tags)):
            tag = tags[place]
            if not isinstance(tag, Tag):
                self._parts.append(tag)
            elif tag.name == "div" and tag.attribute("id").startswith("footer"):
                break
            elif tag.name == "a":
                yield from self._anchor(tag)
            elif tag.name == "table" and (place not in self.layout or self._table):
                yield from self._figures(tag)
            elif self._table or not self._ends(tag):
                self._parts.append(tag)
            else:
                yield from self._piece()
                self._begin(tag)
        yield from self._piece()

    def _anchor(self, tag: Tag) -> Iterator[Piece]:
        """An anchor belongs to what follows, or to the piece in which it stands."""
        name = tag.attribute("name").strip()
        if not name or name.startswith("column_"):
            return
        if self._level == 0 and not self._names and self._has_words() and not self._in_paragraph():
            yield from self._piece()
        self._names.append(name)

    def _figures(self, tag: Tag) -> Iterator[Piece]:
        if not self._table and not tag.close:
            yield from self._piece()
        self._parts.append(tag)
        self._table = max(0, self._table + (-1 if tag.close else 1))
        if not self._table:
            yield from self._piece()

    def _ends(self, tag: Tag) -> bool:
        return tag.name in _UNITS or tag.name in HEADINGS or tag.name in ("tr", "td", "th", "tbody")

    def _begin(self, tag: Tag) -> None:
        if tag.name in ("tr", "table"):
            self._cell = 0
        if tag.close:
            return
        self._cell += tag.name in ("td", "th")
        self._level = HEADINGS.get(tag.name, 0)
        self._capitals = "uppercase" in tag.attribute("style")
        if tag.name == "p":
            self._parts.append(tag)

    def _in_paragraph(self) -> bool:
        return any(isinstance(part, Tag) and part.name in ("p", "table") for part in self._parts)

    def _has_words(self) -> bool:
        return any(not part.isspace() for part in self._parts if isinstance(part, str))

    def _piece(self) -> Iterator[Piece]:
        """What was read since the last piece, if it has words; anchors without words wait for what follows."""
        parts, self._parts = self._parts, []
        text = _text(parts)
        if text is None or self._cell > 1:
            return
        level, capitals, self._level, self._capitals = self._level, self._capitals, 0, False
        if number := _column(text):
            yield Piece(column=number)
            return
        if _is_navigation(text):
            return
        names, self._names = tuple(dict.fromkeys(self._names)), []
        if level:
            yield Piece(level=level, names=names, text=" ".join(text.split()), capitals=capitals, italic=_italic(parts))
        else:
            yield _paragraph(parts, names, text)


def _text(parts: list[str | Tag]) -> str | None:
    page = markup.Page(lines=False)
    for part in parts:
        if isinstance(part, Tag):
            page.tag(part)
        else:
            page.words(part)
    return page.text()


def _column(text: str) -> int | None:
    """The column that a piece announces; the Lords announce theirs twice."""
    line = " ".join(text.split())
    first = _COLUMN.match(line)
    if not first or _COLUMN.sub("", line).strip():
        return None
    return int(first["number"])


def _is_navigation(text: str) -> bool:
    return all(words.strip().casefold() in _NAVIGATION for words in re.split(r"[\t\n]+", text))


def _italic(parts: list[str | Tag]) -> bool:
    """True if the first words are in italics."""
    depth = 0
    for part in parts:
        if isinstance(part, Tag):
            if part.name in ("i", "em"):
                depth += -1 if part.close else 1
        elif part.strip(" \n\r\t[("):
            return depth > 0
    return False


def _paragraph(parts: list[str | Tag], names: tuple[str, ...], text: str) -> Piece:
    lead = _LEAD.match(_emphasised(parts))
    if not lead:
        return Piece(names=names, text=text, italic=_italic(parts))
    printed = " ".join(re.sub("[\x01\x02]", "", lead[0]).split())
    if not text.startswith(printed):
        return Piece(names=names, text=text, italic=_italic(parts))
    mark = f" {lead['mark']}" if lead["mark"] else ""
    return Piece(
        names=names,
        text=text.removeprefix(printed).strip(),
        lead=" ".join(lead["name"].split()) + mark,
        colon=bool(lead["inside"] or lead["outside"]),
        asked=(lead["number"] or "").strip() or None,
        uin=(lead["uin"] or "").strip("[]") or None,
    )


def _emphasised(parts: list[str | Tag]) -> str:
    """The first words with bold type between two control characters; bold within bold is one."""
    written: list[str] = []
    depth = length = 0
    for part in parts:
        if length > _LEAD_LENGTH:
            break
        if isinstance(part, str):
            clean = re.sub("[\x00-\x1f]", " ", part)
            written.append(clean)
            length += len(clean)
        elif part.name in ("b", "strong"):
            before, depth = depth, max(0, depth + (-1 if part.close else 1))
            if (before == 0) != (depth == 0):
                written.append("\x01" if depth else "\x02")
    return "".join(written)[: _LEAD_LENGTH * 2]
