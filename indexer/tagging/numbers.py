"""Numbers as they stand in a text, in digits and in words, with the sign, scale and unit that belong to them.

What looks like a number and is none (a year, a resolution, a column, a ship's or a regiment's number, a time of day,
a footnote's mark) is not found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

CURRENCIES = {"£": "GBP", "$": "USD", "us$": "USD", "€": "EUR", "gbp": "GBP", "usd": "USD", "eur": "EUR"}
COINS = {"pound": "GBP", "pounds": "GBP", "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR"}
_SCALES = {
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
_NAMES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ROUND = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = {name: value for value, name in enumerate(_NAMES)}
_TENS = {name: value * 10 for value, name in enumerate(_ROUND, start=2)}
_BIG = {"hundred": 100, "dozen": 12, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PARTS = {
    "half a": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"),
    "three quarters of a": Decimal("0.75"),
    "three-quarters of a": Decimal("0.75"),
}
_FOLDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "hundred"}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|k|mn?|bn)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_WORD = rf"(?:{'|'.join((*_ONES, *_TENS, *_BIG))})"
_WORDS = rf"(?:{_WORD}|(?<![\w-])an? (?:{'|'.join(_BIG)}))(?:(?:[ -]| and )(?:{_WORD}))*"
_BEGINNING = (
    r"zero|one|t(?:w|hr|hi|ho|en)|f(?:o[ur]|i[vf])|s(?:ix|ev)|ei|ni|el|hun|half|doz|[mb]il|an?\s|usd|us\$|gbp|eur"
)
_TOKEN = re.compile(
    rf"(?=[\d£€$]|(?<![A-Za-z])(?:{_BEGINNING}))"  # nothing else is tried where no number can begin
    rf"(?:(?P<sign>(?:US)?\$|£|€|\b(?:GBP|USD|EUR) ?)?\s?(?<![\w.,/@])(?<!\D-)(?<!\d[:+])(?P<digits>{_DIGITS})"
    rf"(?:(?P<percent>\s?%|\s?per ?cents?\b)|(?P<fold>-?\s?fold\b)"
    rf"|\s?(?P<scale>{_SCALE})\b(?!['’]))?(?P<odd>-odd\b)?(?P<plus>\+(?!\d)|-plus\b)?"
    rf"|\b(?P<part>half a|a quarter of a|three[ -]quarters of a) (?P<whole>{'|'.join(_BIG)})\b"
    rf"|\b(?P<folded>{'|'.join(_FOLDS)})-?fold\b"
    rf"|\b(?P<words>{_WORDS})\b(?P<wordpercent> per ?cent\b)?)",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"(?:\b(?:columns?|cols?\.?|cc?|resolutions?|UNSCRs?|SCRs?|articles?|chapters?|UINs?|HC|HL|HCWS|HLWS|questions?|Q|PQ"
    r"|sections?|clauses?|schedules?|pages?|pp?\.?|paragraphs?|paras?\.?|notes?|annex(?:es)?|stages?|phases?|types?|levels?"
    r"|tiers?|numbers?|nos?\.?|Cm|Cmnd|volumes?|vol\.?|sessions?|rooms?|part|category|version|step|tables?|figures?|box|Mk\.?|mark"
    r"|directives?|regulations?|orders?|decisions?|protocols?|rules?|bus|flight|terminal|pillars?|tracks?|line)"
    r"[ \u00a0]?|[A-Z]{1,4}-?|№\s?)$",
    re.IGNORECASE,
)
_LISTED_BEFORE = re.compile(
    r"\b(?:resolutions?|UNSCRs?|articles?|columns?|sections?|clauses?|pages?|paragraphs?)"
    r"(?: \d[\w()]{0,12}(?:,| and|, and| or| to|-|–)){1,8} ?$",
    re.IGNORECASE,
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_MORE_DAYS = rf"(?:(?:,| and|, and| to|-|–| or) ?\d{{1,2}}{_ORDINAL}){{0,6}}"
_BARRED = re.compile(
    r"(?=[\d+(\[JFMASOND]|(?m:^)[ \t])"
    rf"(?:\b\d{{1,2}}{_ORDINAL}{_MORE_DAYS}(?: of)? {_MONTH}\b(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTH},? \d{{1,2}}{_ORDINAL}(?:,? \d{{4}})?\b"
    rf"|\b{_MONTH},? \d{{4}}\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"
    r"|\b(?:19|20)\d{2}(?:[-–/]\d{1,4}|s\b)|\b\d{1,2}[:.]\d{2}(?= ?(?:am|pm|a\.m|p\.m|hours|hrs|GMT|BST|local))"
    r"|\b\d{1,2}:\d{2}\b|\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b24/7\b|\b9/11\b|\b7/7\b"
    r"|\+\d[\d ()-]{7,20}\d|\b0\d{2,4}[ -]\d{3,8}(?:[ -]\d{1,8}){0,3}|\b\d{1,9}(?:st|nd|rd|th)\b|\b\d{1,9}/\d{1,9}\b"
    r"|\b\d{1,9}(?:-\d{1,9}){2,}"
    r"|(?m:^[ \t]{0,8}\(?\d{1,2}[.)]\s)|(?<=[.;:?] )\d{1,2}\.\s(?=[A-Z])|[\[(]\d{1,2}[\])]"
    r"|\b\d{1,4}[A-Za-z]? (?:[A-Z][\w’']{1,30} ){1,3}(?:Street|Road|Avenue|Lane|Square|Place|Gardens|Terrace)\b"
    r"|\b\d{1,3} (?:[A-Z][\w’']{1,30} ){0,3}(?:Rifles|Commando|PARA|Para|Brigade|Division|Squadron|Regiment|Battalion"
    r"|Corps|Wing|Flight|Scots)\b)",
)
"""Dates, times, marks of notes and lists, telephone and file numbers, addresses, fractions, ordinals, regiments."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_COUNTED_YEAR = re.compile(
    r"\s(?:[A-Z]?[a-z]+ ){0,2}(?:people|troops|soldiers|personnel|men|women|children|migrants|refugees|trainees|cadets"
    r"|recruits|deaths|lives|Britons|nationals|civilians|prisoners|vehicles|missiles|weapons|members|fighters|staff)\b"
)
_HEDGED = re.compile(
    r"\b(?:up to|over|more than|fewer than|less than|about|around|some|nearly|almost|approximately|at least|another"
    r"|further|total of|additional|only|just)\s$",
    re.IGNORECASE,
)
_PRONOUN_ONE = re.compile(
    r"\s(?:of|who|that|which|another|thing|can|could|must|should|would|might|may|has|is|was|and the same|day|hand|side"
    r"|way|or two)\b"
    r"|[.,;:)]|$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at characters `start` to `end`, its sign, scale and per cent included.

    `unit` is a currency, "percent", "times" or "". `worded`: written in words. `odd`: "300-odd". `plus`: "300+".
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    worded: bool = False
    odd: bool = False
    plus: bool = False


def numbers(text: str, barred: Iterable[tuple[int, int]] = ()) -> Iterator[Number]:
    """The numbers of a text in order, without those that touch a span of `barred`."""
    outside = _Barred([*barred, *(match.span() for match in _BARRED.finditer(text))])
    for match in _TOKEN.finditer(text):
        number = _read(text, match)
        if number is not None and not outside.covers(number) and _counts(text, match, number):
            yield number


class _Barred:
    """Where dates, times and names with numbers stand."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def covers(self, number: Number) -> bool:
        """True if the number touches one; numbers must be asked of in order."""
        while self._at < len(self._spans) and self._spans[self._at][1] <= number.start:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] < number.end


def _read(text: str, match: re.Match[str]) -> Number | None:
    if match["digits"]:
        return _in_digits(match)
    if match["part"]:
        part = _PARTS[" ".join(match["part"].lower().split())]
        return _worded(match, part * _BIG[match["whole"].lower()])
    if match["folded"]:
        word = match["folded"].lower()
        return _worded(match, Decimal({**_ONES, **_TENS, **_BIG}[word]), unit="times")
    value = value_of(match["words"])
    if value is None:
        return None
    return _worded(match, value, unit="percent" if match["wordpercent"] else "")


def _in_digits(match: re.Match[str]) -> Number:
    value = Decimal(match["digits"].replace(",", ""))
    if match["scale"]:
        value *= _SCALES[match["scale"].lower()]
    sign = (match["sign"] or "").strip().lower()
    unit = CURRENCIES.get(sign, "percent" if match["percent"] else "times" if match["fold"] else "")
    start = match.start("sign") if sign else match.start("digits")
    odd, plus = bool(match["odd"]), bool(match["plus"])
    return Number(start=start, end=match.end(), value=value, unit=unit, odd=odd, plus=plus)


def _worded(match: re.Match[str], value: Decimal, unit: str = "") -> Number:
    return Number(start=match.start(), end=match.end(), value=value, unit=unit, worded=True)


def value_of(words: str) -> Decimal | None:
    """The value of a number in words ("three hundred and twenty-five"); None if the words make none."""
    total = part = 0
    smallest: int | None = None
    for word in re.split(r"[ -]+", words.lower()):
        if word in ("and", "a", "an"):
            continue
        if word in _ONES or word in _TENS:
            value = _ONES.get(word, _TENS.get(word, 0))
            if smallest is not None and value >= smallest:
                return None  # "two three", "one or twenty": two numbers side by side
            part, smallest = part + value, value if value >= 20 else 1
        elif word in ("hundred", "dozen"):
            part, smallest = max(part, 1) * _BIG[word], 100
        else:
            total, part, smallest = total + max(part, 1) * _BIG[word], 0, None
    return Decimal(total + part)


def _counts(text: str, match: re.Match[str], number: Number) -> bool:
    """False for what is a number by its looks alone."""
    before, after = text[max(0, number.start - 60) : number.start], text[number.end : number.end + 60]
    if number.worded:
        return _word_counts(text, match, number, after)
    if number.unit:
        return True
    if match["scale"] and match["scale"].lower() in ("k", "m", "mn") and not match["sign"]:
        return text[match.start("scale") - 1].isdigit() or match["scale"].lower() != "m"
    if _NOT_AFTER.search(before) or _LISTED_BEFORE.search(before) or after[:1] in ("/", "°"):
        return False
    if re.match(r"[A-Za-z]|-[A-Z]|[.:+]\d", after):
        return False
    if _YEAR.fullmatch(match["digits"]) and not match["scale"]:
        return bool(_HEDGED.search(before) or _COUNTED_YEAR.match(after)) and not re.search(
            r"\b(?:in|since|by) $", before
        )
    return True


def _word_counts(text: str, match: re.Match[str], number: Number, after: str) -> bool:
    word = text[number.start : number.end].lower()
    before = text[max(0, number.start - 12) : number.start].lower()
    if before.endswith(("no ", "any", "every", "this ", "that ", "which ", "each ")) and word == "one":
        return False
    if word == "one":
        return not _PRONOUN_ONE.match(after)
    return word not in ("hundred", "thousand", "million", "billion", "dozen", "zero")
