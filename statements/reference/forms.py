"""The forms in which references are written, each a pattern and a reader from match to value.

Every repetition is bounded, so that no text, however hostile, takes more than linear time. Readers raise ValueError,
saying what is wrong, for what has the form of a reference and is none. Sources: footnotes of Commons Library notes,
pages of Hansard from 2009 on, the addresses of Parliament's three sites, and OSCOLA.
"""

import re
from collections.abc import Callable
from datetime import date

from statements.days import DAY, read_day
from statements.reference.values import Columns, Paper, Reference, Section, Series
from statements.statement import House

_GAP = r"(?:[^\S\n]|\n(?!\s*\n)|[,;:()\[\]*_]){0,6}"
_DASH = r"[^\S\n]{0,1}(?:[-‐‑‒–—−]|to(?=\s))[^\S\n]{0,1}"
_HOUSE = r"(?:H\.?C\.?|H\.?L\.?|(?:House\s{1,3}of\s{1,3})?(?:Commons|Lords))"
_VOLUME = r"Vol(?:ume)?s?\.?\s{0,3}\d{1,4}(?!\d)"
_COLUMN = r"(?P<long>col(?:umn)?s?\.?)|(?P<short>cc?\.?)"
_PREFIX = r"(?:WA|WS|GC)"
_SUFFIX = r"(?:[A-Z]{1,3}|\s(?-i:WA|WS|WH|GC|MC))(?!\w)"
_BODY = (
    rf"(?P<prefix>{_PREFIX}\s?)?(?P<first>\d{{1,6}})(?P<suffix>{_SUFFIX})?"
    rf"(?:{_DASH}{_PREFIX}?(?P<last>\d{{1,6}})(?P<end>{_SUFFIX})?)?(?!\w)"
)
_HEAD = rf"(?:(?P<of>{_HOUSE})\s{{1,3}})?(?P<report>Deb(?:ates?|s)?\b\.?|Hansard\b|Official\s{{1,3}}Report\b)"
_QUALIFIER = rf"(?:{_HOUSE}\b|{DAY}|{_VOLUME})"
_LEAD = (
    rf"(?:{_HEAD}(?P<after>(?:{_GAP}(?:of\s|on\s)?{_QUALIFIER}){{0,3}}){_GAP}"
    rf"|(?P<before>{_QUALIFIER}(?:{_GAP}{_QUALIFIER}){{0,2}}){_GAP})"
)

COLUMNS = re.compile(rf"(?<!\w)(?:{_LEAD})?(?<![A-Za-z])(?:{_COLUMN})\s{{0,3}}{_BODY}", re.IGNORECASE)
"""Columns in running text; whether the match stands for columns at all is for `stands` to say."""

MAYBE_COLUMNS = re.compile(r"(?<![a-z])c(?:c|ols?|olumns?)?\.?\s{0,3}(?:[WG][ASC]\s?)?\d", re.IGNORECASE)
"""The word for a column and its number: where this stands nowhere in a text, nothing of COLUMNS does."""

COLUMNS_ALONE = re.compile(rf"{_LEAD}?(?:(?<![A-Za-z])(?:{_COLUMN}))?\s{{0,3}}{_BODY}", re.IGNORECASE)
"""Columns where the text is nothing else, so that the word "column" may be left out."""

_NUMBER = r"(?P<number>HL\d{1,7}|\d{4,7})(?!\w)"
_CUE = (
    r"(?:UINs?|PQs?|[Ww]ritten\s(?:[Pp]arliamentary\s)?[Qq]uestions?|[Pp]arliamentary\s[Qq]uestions?|Questions?)"
    r"\s{0,3}(?:[Nn]os?\.?|[Nn]umbers?|UINs?)?\s{0,3}[-:–—]?\s{0,3}[(\[#]?"
)
_LINK = r"(?:\]\([^()\s]{0,300}\))?"
_AFTERWARDS = rf"(?:{_LINK}[\])]?(?:,\s{{1,3}}|\s{{1,3}}(?:on|of)\s{{1,3}}|\s{{1,3}}\()(?P<day>{DAY})\)?)?"

CUED = re.compile(rf"(?<!\w){_CUE}{_NUMBER}(?:{_AFTERWARDS})")
"""A question's number after a cue: Written question – 213507, 11 November 2014."""

NEXT = re.compile(rf"(?:\s{{0,3}},\s{{0,3}}(?:and\s{{1,3}})?|\s{{1,3}}(?:and|&)\s{{1,3}}){_NUMBER}")
"""The next of several numbers after one cue: Questions 219665, 219666 and 219667."""

LETTERED = re.compile(rf"(?<!\w)\[?(?P<number>HL\d{{1,7}}|H[CL]WS\s?\d{{1,7}})(?!\w)\]?(?:{_AFTERWARDS})")
"""A number whose letters tell what it is: HL2595, [HL2595], HCWS627."""

BRACKETED = re.compile(r"\[(?P<number>\d{5,6})\]")
"""A UIN as Hansard prints it after a question: [213507]."""

PAPER_ALONE = re.compile(
    rf"(?:{_CUE})?\[?(?P<number>(?:HL|H[CL]WS)\s?\d{{1,7}}|(?<=\D)\d{{1,7}}|\d{{5,7}})\]?(?:{_AFTERWARDS})",
    re.IGNORECASE,
)
"""A number where the text is nothing else."""

SITE = "parliament.uk"
"""Stands in every address of ADDRESSES."""

_SITE = r"(?<![\w.])(?:https?://)?(?:www\.)?"
_ISO = r"(?P<day>\d{4}-\d\d-\d\d)"
DETAIL = re.compile(
    rf"{_SITE}questions-statements\.parliament\.uk/written-(?:question|statement)s/detail/{_ISO}"
    r"/(?P<number>[A-Z]{0,4}\d{1,7})(?!\w)/?",
    re.IGNORECASE,
)
"""The address of a question or written statement since 2020."""

LEGACY = re.compile(
    rf"{_SITE}parliament\.uk/business/publications/written-questions-answers-statements/written-(?:question|statement)"
    rf"/(?P<house>Commons|Lords)/{_ISO}/(?P<number>[A-Z]{{0,4}}\d{{1,7}})(?!\w)/?",
    re.IGNORECASE,
)
"""The address of a question or written statement in 2014 and 2015."""

HANSARD = re.compile(
    rf"{_SITE}hansard\.parliament\.uk/(?:html/)?(?P<house>Commons|Lords)/{_ISO}/[a-z]{{1,40}}/(?P<section>[\w-]{{8,64}})"
    r"(?:/[\w%.,()'-]{0,300})?(?:\?[\w=&%-]{0,300})?(?:#contribution-(?P<contribution>[\w-]{8,64}))?",
    re.IGNORECASE,
)
"""The address of a section, or of a contribution, on Hansard's site."""

PUBLICATIONS = re.compile(
    rf"{_SITE}publications\.parliament\.uk/pa/(?P<house>cm|ld)\d{{6}}/[\w/.-]{{0,80}}?/(?P<day>\d{{5,6}})[-a-z]{{1,5}}\d{{4}}"
    r"\.htm#column_(?P<column>\w{1,10})",
    re.IGNORECASE,
)
"""The address of a column on Hansard's pages up to 2016, whose years before 2010 have one figure."""


def stands(match: re.Match[str]) -> bool:
    """True if what COLUMNS matched in running text stands for columns of the Official Report, not of some table."""
    if match["report"] or "vol" in _qualifiers(match).casefold():
        return True
    return bool(match["long"]) and bool(match["prefix"] or match["suffix"] or match["end"] or match["before"])


def columns(match: re.Match[str], *, house: House | None = None, day: date | None = None) -> Columns:
    """The columns that COLUMNS or COLUMNS_ALONE matched; `house` and `day` stand in where the words do not tell."""
    series, letters_first = _series(match)
    qualifiers = _qualifiers(match)
    day_named = re.search(DAY, qualifiers, re.IGNORECASE)
    volume = re.search(r"vol\D{0,8}(\d{1,4})", qualifiers, re.IGNORECASE)
    return Columns(
        first=int(match["first"]),
        last=_last(match["first"], match["last"]),
        series=series,
        house=_house(match["of"]) or _house(qualifiers) or (House.LORDS if letters_first else series.house or house),
        day=read_day(day_named[0]) if day_named else day,
        volume=int(volume[1]) if volume else None,
    )


def read_columns(text: str, *, house: House | None = None, day: date | None = None) -> Columns:
    """The columns that `text` is, whole or only a column as printed ("397", "44WS"). Raises ValueError."""
    match = COLUMNS_ALONE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” names no column")
    return columns(match, house=house, day=day)


def paper(match: re.Match[str]) -> Paper:
    """The paper that CUED, NEXT, LETTERED, BRACKETED or PAPER_ALONE matched."""
    day = match.groupdict().get("day")
    return Paper(number=_number(match["number"]), day=read_day(day) if day else None)


def _paper_at(match: re.Match[str]) -> Paper:
    found = Paper(number=_number(match["number"]), day=read_day(match["day"]))
    house = _house(match.groupdict().get("house"))
    if house and found.house is not house:
        raise ValueError(f"{found.number} is no number of the {house}")
    return found


def _section_at(match: re.Match[str]) -> Section:
    house = _house(match["house"])
    if house is None:
        raise ValueError("the address names no House")
    contribution = match["contribution"]
    return Section(
        house=house,
        day=read_day(match["day"]),
        section=match["section"].casefold(),
        contribution=contribution.casefold() if contribution else None,
    )


def _column_at(match: re.Match[str]) -> Columns:
    figures = match["day"].zfill(6)
    day = read_day(f"{figures[4:]}/{figures[2:4]}/{figures[:2]}")
    return read_columns(
        match["column"], house=House.COMMONS if match["house"].casefold() == "cm" else House.LORDS, day=day
    )


ADDRESSES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reference]], ...] = (
    (DETAIL, _paper_at),
    (LEGACY, _paper_at),
    (HANSARD, _section_at),
    (PUBLICATIONS, _column_at),
)
"""Every form of address with its reader."""


def _qualifiers(match: re.Match[str]) -> str:
    """The words that tell House, day and volume."""
    return match["after"] or match["before"] or ""


def _series(match: re.Match[str]) -> tuple[Series, bool]:
    prefix = (match["prefix"] or "").strip().upper()
    suffixes = {suffix.strip().upper() for suffix in (match["suffix"], match["end"]) if suffix}
    if len(suffixes) > 1 or (prefix and suffixes):
        raise ValueError("the columns are of two series")
    letters = prefix or "".join(suffixes)
    try:
        return Series("W" if letters == "WA" else letters), bool(prefix)
    except ValueError as error:
        raise ValueError(f"“{letters}” is no series of columns (W, WA, WS, WH, GC, MC, P)") from error


def _last(first: str, last: str | None) -> int:
    """The end of a range, completed from its start where it is shorter: 397–9 ends at 399."""
    if last is None:
        return int(first)
    return int(first[: -len(last)] + last) if len(last) < len(first) else int(last)


def _house(text: str | None) -> House | None:
    named = re.search(r"\b(?:(h\.?l\b|lords)|(h\.?c\b|commons))", text or "", re.IGNORECASE)
    if named is None:
        return None
    return House.LORDS if named[1] else House.COMMONS


def _number(text: str) -> str:
    return re.sub(r"\s", "", text).upper()
