"""Markup as the sources write it, to the one form of text (`statements.text`).

Markup is read from left to right in one pass and no tree is built, so time and memory grow with the length of the
markup and nothing else. (A tree of 200,000 nested elements took the Lexbor parser two minutes.) What is kept:

- blocks (`p`, `div`, headings, …) are paragraphs; so is each entry of a list, without a bullet; a `br` is white space,
  two together part paragraphs; spacers that hold only a no-break space vanish
- a table is one paragraph: its rows lines, its cells parted by tabs. A table of one column is a paragraph a row. A
  table inside a cell is words of that cell
- of every other element its text alone; of scripts, styles and comments nothing
- entities are resolved once; soft hyphens, zero-width spaces and control characters are dropped

Markup that breaks off inside a tag or comment is kept as characters from there on, so that no word is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from statements.text import canonical

_MARK = re.compile(
    r"<(?P<raw>script|style|template|noscript|iframe)\b[^>]*+>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<!--.*?(?:-->|(?P<comment>\Z))"
    r"|<[!?][^>]*+(?:>|(?P<declaration>\Z))"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+)"
    r"(?:>|(?P<tag>\Z))",
    re.IGNORECASE | re.DOTALL,
)
_BROKEN_OFF = ("comment", "declaration", "tag")
_ATTRIBUTE = re.compile(r"(?<![\w-])([a-z][\w-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
        "menu", "nav", "ol", "p", "pre", "question", "questiontext", "section", "summary", "ul",
    }
)  # fmt: skip
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or an end tag where `close`; `name` is in lower case, `attributes` as they stand."""

    name: str
    close: bool
    attributes: str

    def attribute(self, name: str) -> str:
        """The attribute of that name, entities resolved; empty if it has none."""
        for key, *values in _ATTRIBUTE.findall(self.attributes):
            if key.lower() == name:
                return unescape("".join(values))
        return ""


def marks(value: str) -> Iterator[str | Tag]:
    """Text (entities resolved) and tags, in their order, each once."""
    end = 0
    for found in _MARK.finditer(value):
        if any(found[group] is not None for group in _BROKEN_OFF):
            break
        if found.start() > end:
            yield unescape(value[end : found.start()])
        end = found.end()
        if found["name"]:
            yield Tag(found["name"].lower(), bool(found["close"]), found["attributes"])
    if end < len(value):
        yield unescape(value[end:])


def text(value: str) -> str | None:
    """The text of a piece of HTML; None if no words are left. Line breaks of the markup itself are white space."""
    return _written(marks(value), lines=False)


def plain(value: str) -> str | None:
    """The text of a field that is plain, or nearly: blank lines part its paragraphs, stray tags are still dropped."""
    return _written(marks(value), lines=True)


def line(value: str) -> str:
    """A heading, name or the like: its words in one line."""
    return " ".join((plain(value) or "").split())


def _written(pieces: Iterator[str | Tag], *, lines: bool) -> str | None:
    page = Page(lines=lines)
    for piece in pieces:
        if isinstance(piece, Tag):
            page.tag(piece)
        else:
            page.words(piece)
    return page.text()


@dataclass(slots=True)
class Page:
    """Text as it is put together from marks. `lines`: line breaks in the words count (Hansard), or do not (HTML)."""

    lines: bool
    _parts: list[str] = field(default_factory=list)
    _rows: list[list[list[str]]] = field(default_factory=list)
    _tables: int = 0

    def words(self, words: str) -> None:
        """Add words as they stand between two tags."""
        words = _INVISIBLE.sub("", words)
        if self._tables:
            self._cell().append(words)
        elif self.lines:
            self._parts.append(words.replace("\r\n", "\n").replace("\t", " "))
        else:
            self._parts.append(_spaced(words))

    def tag(self, tag: Tag) -> None:
        """Add the break, if any, that a tag stands for."""
        if tag.name == "table":
            self._table(opened=not tag.close)
        elif self._tables:
            self._in_table(tag)
        elif tag.name == "br":
            self._parts.append("\n")
        elif tag.name in _BLOCKS:
            self._parts.append("\n\n")

    def text(self) -> str | None:
        """The text so far in its one form, None if there are no words."""
        if self._tables:
            self._tables = 0
            self._end_table()
        return canonical("".join(self._parts))

    def _table(self, *, opened: bool) -> None:
        self._tables = max(0, self._tables + (1 if opened else -1))
        if self._tables == 0:
            self._end_table()
        elif self._tables > 1:
            self._cell().append(" ")

    def _in_table(self, tag: Tag) -> None:
        if self._tables > 1 or tag.name not in ("tr", "td", "th"):
            if tag.name in _BLOCKS or tag.name in ("br", "tr", "td", "th", "caption"):
                self._cell().append(" ")
        elif not tag.close:
            if tag.name == "tr" or not self._rows:
                self._rows.append([])
            if tag.name != "tr":
                self._rows[-1].append([])

    def _cell(self) -> list[str]:
        """The cell that is being written; words outside of any cell make a row of their own."""
        if not self._rows:
            self._rows.append([])
        if not self._rows[-1]:
            self._rows[-1].append([])
        return self._rows[-1][-1]

    def _end_table(self) -> None:
        rows = [[" ".join("".join(cell).split()) for cell in row] for row in self._rows]
        rows = [row for row in rows if any(row)]
        between = "\n" if any(len(row) > 1 for row in rows) else "\n\n"
        self._parts += ["\n\n", between.join("\t".join(row) for row in rows), "\n\n"]
        self._rows = []


def _spaced(words: str) -> str:
    """The words with every run of white space made one space."""
    inner = " ".join(words.split())
    before = " " if words[:1].isspace() else ""
    after = " " if inner and words[-1:].isspace() else ""
    return f"{before}{inner}{after}"
