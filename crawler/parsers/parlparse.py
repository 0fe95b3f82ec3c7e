"""A file of TheyWorkForYou's XML (parlparse) as the row of elements that it is.

Facts from the TheyWorkForYou page: files of old are ISO-8859-1 or UTF-8 with a declaration and a document type whose
internal subset names some fifty characters; new ones have neither. A parser that does not resolve those names loses
dashes and pounds without a sign, one that refuses all of them reads no file. So names are resolved, each to the one
character it may stand for; a name for anything longer, for another name or for something outside of the file is
refused, and nothing outside of the file is ever read.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from crawler.parsers.markup import Page, Tag
from statements.errors import SourceChanged
from statements.snapshot import Snapshot

HEADINGS = frozenset({"major-heading", "minor-heading", "oral-heading"})
WORDS = frozenset({"speech", "ques", "reply"})
REDIRECT = "gidredirect"
_WORDLESS = frozenset({"division", "repeated-division"})
_SILENT = frozenset({"script", "style"})
_ROOT = "publicwhip"
_BREAKS = frozenset({"p", "br", "table", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"})
_NAMES = 1000  # names of characters that a file may declare
_DEPTH = 100  # elements within one another


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, speech, question, reply or redirection. `numbers` are the question numbers in it, in order."""

    name: str
    attributes: dict[str, str]
    text: str | None
    numbers: tuple[str, ...]

    def get(self, name: str) -> str:
        """An attribute as one line, empty where it has none."""
        return " ".join(self.attributes.get(name, "").split())


@dataclass(frozen=True, slots=True)
class Document:
    """The elements of a file in order; `superseded` says that a later edition of the same day takes its place."""

    superseded: bool
    elements: tuple[Element, ...]


def read(snapshot: Snapshot) -> Document:
    """The elements of a file. Raises SourceChanged if it is not whole, or not what parlparse writes."""
    reader = _Reader(snapshot)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = reader.entity
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.SkippedEntityHandler = reader.skipped
    parser.ExternalEntityRefHandler = reader.outside
    try:
        parser.Parse(snapshot.body, True)
    except expat.ExpatError as error:
        fault = expat.ErrorString(error.code)
        raise reader.wrong(f"line {error.lineno}: {fault}") from error
    except (ValueError, LookupError) as error:
        raise reader.wrong(f"its encoding cannot be read: {error}") from error
    return Document(reader.superseded, tuple(reader.elements))


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    name: str
    attributes: dict[str, str]
    page: Page = field(default_factory=lambda: Page(lines=False))
    numbers: list[str] = field(default_factory=list)

    def closed(self) -> Element:
        return Element(self.name, self.attributes, self.page.text(), tuple(self.numbers))


@dataclass(slots=True)
class _Reader:
    """What expat tells, put together. `_depth` counts open elements, `_wordless` those within a division or script."""

    snapshot: Snapshot
    elements: list[Element] = field(default_factory=list)
    superseded: bool = False
    _open: _Open | None = None
    _depth: int = 0
    _wordless: int = 0
    _named: int = 0

    def wrong(self, fault: str) -> SourceChanged:
        """The error that says what is wrong with the file."""
        return SourceChanged(self.snapshot.source, self.snapshot.url, fault)

    def entity(
        self, name: str, parameter: bool, value: str | None, base: str | None, system: str | None, *_: str | None
    ) -> None:
        """A name that the document type declares."""
        self._named += 1
        if parameter or value is None or system is not None or len(value) != 1 or value in "&<%":
            raise self.wrong(f"declares “{name[:40]}” as something else than one character")
        if self._named > _NAMES:
            raise self.wrong(f"declares more than {_NAMES} names")

    def skipped(self, name: str, *_: object) -> None:
        """A name that is not declared."""
        raise self.wrong(f"“&{name[:40]};” is not declared")

    def outside(self, *_: object) -> int:
        """Something outside of the file."""
        raise self.wrong("refers to something outside of the file")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        self._depth += 1
        if self._depth > _DEPTH:
            raise self.wrong("elements nested too deeply")
        if self._depth == 1:
            self._root(name, attributes)
        elif self._wordless or name.lower() in _SILENT or (self._depth == 2 and name in _WORDLESS):
            self._wordless += 1
        elif self._depth == 2:
            self._element(name, attributes)
        elif self._open:
            self._within(self._open, name.lower(), attributes)

    def end(self, name: str) -> None:
        """An end tag."""
        self._depth -= 1
        if self._wordless:
            self._wordless -= 1
        elif self._depth == 1 and self._open:
            self.elements.append(self._open.closed())
            self._open = None
        elif self._open and name.lower() in _BREAKS:
            self._open.page.tag(Tag(name.lower(), True, ""))

    def words(self, words: str) -> None:
        """Words between two tags."""
        if self._open and not self._wordless:
            self._open.page.words(words)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name != _ROOT:
            raise self.wrong(f"is not a file of parlparse: it begins with <{name[:40]}>")
        self.superseded = attributes.get("latest") == "no"

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if name not in HEADINGS and name not in WORDS and name != REDIRECT:
            raise self.wrong(f"holds an element that is not known: <{name[:40]}>")
        self._open = _Open(name, attributes)

    def _within(self, element: _Open, name: str, attributes: dict[str, str]) -> None:
        if number := attributes.get("qnum"):
            element.numbers.append(number.strip())
        if name in _BREAKS:
            element.page.tag(Tag(name, False, ""))
