"""publications.parliament.uk: pages of printed Hansard to about 2016, and the indexes of a day.

The address tells House, day and part of the sitting; the page alone tells the rest. Facts from the page on
publications.parliament.uk:

- anchors tell what a heading is, not its level; a heading's last long number is the section's id
- a speech begins at a name in bold type with a colon, which may stand outside of the bold type; paragraphs go on with
  it until the next. Words printed in italics at the start of a paragraph are procedure, and nobody's
- a paragraph without an anchor, right after a column, goes on with the one before the column
- a page may begin in the middle of a speech, without a heading
- "[holding answer 19 October 2009]" before a reply is a paragraph of its own, as TheyWorkForYou gives it
- division lists are no words; nor are words of no speaker that bear no anchor ("Several hon. Members rose"), nor
  anything else that neither number, anchor nor speaker tells apart
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from crawler.parsers import written
from crawler.parsers.attribution import NOBODY, attribution
from crawler.parsers.cast import Cast
from crawler.parsers.printed import Piece, links, pieces
from crawler.parsers.printed_address import CORRECTIONS, Printed, page_at, page_path
from crawler.parsers.section import Imprint, Section, Turn
from crawler.parsers.spoken import LORDS_TYPES, QUESTION, URGENT_QUESTION, spoken
from statements.errors import SourceChanged
from statements.identity import HANSARD_ID
from statements.snapshot import Snapshot
from statements.statement import House, Sighting, State

READER = "https://publications.parliament.uk"

_WRITTEN = frozenset({"Written Answers", "Written Statements"})

_PARTS = frozenset(
    {
        "house of commons", "house of lords", "commons chamber", "lords chamber", "westminster hall", "grand committee",
        "written answers", "written answers to questions", "written statements", "written ministerial statements",
        "petition", "petitions", "ministerial correction", "ministerial corrections", "written corrections",
        "correction", "corrections", "prayers", "observations",
    }
)  # fmt: skip
_ORAL = "oral answers to questions"
_DAY_LINE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? .{0,30}\d{4}\.?|\d{1,2} \w{3,9} \d{4}")
_PROCEDURE = re.compile(
    r"\W*(?:question|motion|ordered|resolved|amendment|bill|the (?:house|committee|sitting)|debate|clause|schedule"
    r"|relevant document|sitting|committee|lords?|moved|prayers|royal assent|second reading|third reading)\b",
    re.IGNORECASE,
)
_HOLDING = re.compile(r"^\[(holding answer [^\]]{1,40})\]\s*:?\s*", re.IGNORECASE)
_ORAL_UIN = re.compile(r"\s*\[(\d{4,7})\]$")
_ASKED_BY = re.compile(r"asked by\b.*|to be asked by\b.*", re.IGNORECASE)
_CORRECT = re.compile(r"the correct (?:response|answer|statement|wording|information|version)\b", re.IGNORECASE)


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The statements of one page. All are read before the first is given. Raises SourceChanged."""
    page = page_at(snapshot)
    found = (one for section in _sections(page, pieces(snapshot)) for one in _stated(section))
    return iter(tuple(sighting for sighting in found if sighting.identities))


def next_page(snapshot: Snapshot) -> str | None:
    """The path of the page that the link "Next Section" leads to; None if there is none or it leads nowhere new."""
    here = page_path(snapshot.url)
    for address, words in links(snapshot):
        path = page_path(_joined(snapshot, address))
        if words.casefold() == "next section" and path is not None and path != here:
            return path
    return None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that an index leads to, and the headings under which it does."""

    path: str
    headings: tuple[str, ...]


def day_index(snapshot: Snapshot) -> tuple[Listed, ...]:
    """The pages that the index of a day leads to, each once, in order. Raises SourceChanged."""
    found: dict[str, list[str]] = {}
    for address, words in links(snapshot):
        if path := page_path(_joined(snapshot, address)):
            found.setdefault(path, []).append(words)
    if not found:
        raise SourceChanged(snapshot.source, snapshot.url, "leads to no page of Hansard")
    return tuple(Listed(path, tuple(filter(None, headings))) for path, headings in found.items())


def _joined(snapshot: Snapshot, address: str) -> str:
    try:
        return urljoin(snapshot.url, address)
    except ValueError:
        return ""


def _stated(section: Section) -> Iterator[Sighting]:
    place = section.place.casefold()
    if place == written.STATEMENTS:
        return written.written_statements(section)
    if place == written.ANSWERS:
        return written.written_answers(section)
    return _corrected(section) if section.place == CORRECTIONS else spoken(section)


def _corrected(section: Section) -> Iterator[Sighting]:
    """The turns of a ministerial correction; what follows "The correct response should have been" is corrected."""
    correct = False
    for sighting in spoken(section):
        version = sighting.latest
        yield replace(sighting, versions=(replace(version, state=State.CORRECTED),)) if correct else sighting
        correct = correct or bool(_CORRECT.search(version.text or ""))


def _sections(page: Printed, found: Sequence[Piece]) -> list[Section]:
    reader = _Sitting(page)
    for piece in found:
        reader.read(piece)
    return reader.sections()


@dataclass(slots=True)
class _Words:
    """A turn that is being read: paragraphs are added to it until another begins."""

    turn: Turn
    paragraphs: list[str]
    procedure: bool = False

    def closed(self) -> Turn:
        return replace(self.turn, text="\n\n".join(self.paragraphs))


@dataclass(slots=True)
class _Heading:
    """The heading under which words stand. `tag` is Hansard's mark of what follows it, as far as print tells."""

    id: str = ""
    title: str = ""
    tag: str = ""
    department: str | None = None


@dataclass(slots=True)
class _Sitting:
    """Reads the pieces of a page one by one into sections. Who has spoken is known for the whole page."""

    page: Printed
    _sections: list[tuple[_Heading, list[_Words]]] = field(default_factory=lambda: [(_Heading(), [])])
    _cast: Cast = field(default_factory=Cast)
    _column: int | None = None
    _broken: bool = False
    _division: bool = False
    _oral: bool = False
    _asker: str | None = None

    def read(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.column is not None:
            self._column, self._broken = piece.column, True
        elif piece.level:
            self._heading(piece)
            self._broken = self._division = False
        else:
            self._paragraph(piece)
            self._broken = False

    def sections(self) -> list[Section]:
        """What was read, sections without words left out."""
        return [
            Section(
                house=self.page.house,
                day=self.page.day,
                id=heading.id,
                title=heading.title,
                tag=_tag(heading, turns),
                place=self.page.place,
                department=heading.department,
                turns=turns,
                source=self.page.source,
            )
            for heading, words in self._sections
            if (turns := tuple(one.closed() for one in words if one.paragraphs))
        ]

    def _heading(self, piece: Piece) -> None:
        words = piece.text.casefold().strip()
        if piece.level == 5 or _DAY_LINE.fullmatch(piece.text) or words.endswith("in the chair]"):
            return
        if self.page.house is House.LORDS and piece.level >= 4 and not _ids(piece):
            self._sections[-1][0].tag = LORDS_TYPES.get(words, "")
            return
        if words == _ORAL or words in _PARTS:
            self._oral = words == _ORAL
            self._begin(_Heading())
        elif piece.named("dpthd") or (piece.capitals and not piece.named("subhd")):
            self._begin(_Heading(department=piece.text))
        elif not (piece.level == 4 and piece.italic):
            department = self._sections[-1][0].department
            tag = QUESTION if self._oral else ""
            self._begin(_Heading((_ids(piece) or ("",))[-1], piece.text, tag, department))

    def _begin(self, heading: _Heading) -> None:
        self._asker = None
        self._sections.append((heading, []))

    def _paragraph(self, piece: Piece) -> None:
        if piece.named("divlst"):
            self._division = True
        elif self._division and not piece.names:
            return
        elif self._broken and not piece.names and piece.lead is None and self._words:
            self._join(piece)
        else:
            self._division = False
            self._speech(piece)

    @property
    def _words(self) -> list[_Words]:
        return self._sections[-1][1]

    def _join(self, piece: Piece) -> None:
        """The second half of a paragraph that a column break cut in two."""
        last = self._words[-1]
        first, _, rest = piece.text.partition("\n\n")
        last.paragraphs[-1] = f"{last.paragraphs[-1]} {first}".strip()
        last.paragraphs += [rest] if rest else []
        last.turn = replace(last.turn, column_last=self._column)

    def _speech(self, piece: Piece) -> None:
        if piece.lead is not None and _ASKED_BY.fullmatch(piece.lead):
            self._asker = piece.lead
        elif self._asker is not None and piece.lead is None and self._next_question():
            self._turn(piece, self._asker, question=True)
        elif piece.lead is not None and (piece.colon or piece.named("st_", "qn_")):
            self._asker = None
            self._turn(piece, piece.lead, question=piece.named("qn_") or piece.asked is not None)
        elif piece.lead is not None and not piece.names:
            return  # "Several hon. Members rose"
        elif self._is_procedure(piece) or piece.named("st_") or not self._goes_on():
            self._nameless(piece)
        else:
            self._words[-1].paragraphs.append(_whole(piece))
            self._words[-1].turn = replace(self._words[-1].turn, column_last=self._column)

    def _next_question(self) -> bool:
        """True unless the question before has not yet come to its end, which is its number in brackets."""
        before = self._words[-1] if self._words else None
        return before is None or not before.turn.question or before.paragraphs[-1].endswith("]")

    def _is_procedure(self, piece: Piece) -> bool:
        if not piece.italic or self.page.place in _WRITTEN:
            return False
        return self.page.place == CORRECTIONS or bool(_PROCEDURE.match(piece.text))

    def _goes_on(self) -> bool:
        return bool(self._words) and not self._words[-1].procedure

    def _nameless(self, piece: Piece) -> None:
        """Words of no speaker, known by their anchor alone."""
        if _ids(piece):
            self._words.append(_Words(self._printed(piece, ""), [_whole(piece)], procedure=self._is_procedure(piece)))

    def _turn(self, piece: Piece, lead: str, *, question: bool) -> None:
        uin = _ORAL_UIN.search(piece.text) if question else None
        turn = replace(self._printed(piece, lead), question=question, uin=uin[1] if uin else piece.uin)
        text = _HOLDING.sub(r"\1\n\n", piece.text[: uin.start()] if uin else piece.text)
        self._words.append(_Words(turn, [text] if text else []))

    def _printed(self, piece: Piece, lead: str) -> Turn:
        who = attribution(lead) if lead else NOBODY
        ids = _ids(piece)
        return Turn(
            order=int(ids[0][6:]) if ids else None,
            id=ids[0] if ids else None,
            text="",
            column=self._column,
            column_last=self._column,
            printed=who,
            speaker=self._cast.speaker(who, None),
            uin=None,
            imprint=Imprint(url=self._address(ids), page=self.page.name, names=piece.names),
        )

    def _address(self, ids: tuple[str, ...]) -> str:
        """The address of the words: the page with the anchor, or with the column where there is none."""
        anchor = ids[0] if ids else f"column_{self._column}" if self._column else ""
        return f"{READER}{self.page.path}{'#' + anchor if anchor else ''}"


def _ids(piece: Piece) -> tuple[str, ...]:
    return tuple(name for name in piece.names if HANSARD_ID.fullmatch(name))


def _whole(piece: Piece) -> str:
    """The words with what was taken for a name in front of them."""
    return f"{piece.lead} {piece.text}".strip() if piece.lead else piece.text


def _tag(heading: _Heading, turns: tuple[Turn, ...]) -> str:
    return URGENT_QUESTION if any(turn.printed.question for turn in turns) else heading.tag
