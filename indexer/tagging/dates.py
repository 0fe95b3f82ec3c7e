"""Days, months and years in a text, and the time that "last week" or "11 June" means in a statement of a given day."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from statements.days import MONTHS
from statements.tag import Span, Tag, TagKind

LOGIC = 2
"""Raised whenever the same text and day would give other dates than before."""

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:, | and |, and | to | or | ?[-–] ?){_DAY}){{0,6}}"
_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:[Ll]ate |[Ee]arly |[Mm]id[- ])"
_YEAR = r"(?:19[0-9]{2}|20[0-4][0-9])"
_ABSOLUTE = re.compile(
    r"(?=[\dA-Zelm])"  # nothing else is tried where no date can begin
    rf"(?:(?P<days>\b(?:{_WEEKDAY},? (?:the )?)?(?P<first>{_DAYS})(?: of)? (?P<month>{_MONTH})\b"
    rf"(?:,? (?P<year>{_YEAR})\b)?)"
    rf"|(?P<american>\b(?P<amonth>{_MONTH}) (?P<aday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d{{3}})"
    rf"(?:,? (?P<ayear>{_YEAR})\b)?)"
    rf"|(?P<months>(?:\b{_PART})?\b(?P<mmonth>{_MONTH})\b(?:,? (?P<myear>{_YEAR})\b)?)"
    rf"|(?P<iso>\b{_YEAR}-\d\d-\d\d\b)|(?P<slashed>\b\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)\b)"
    rf"|(?P<years>(?:\b{_PART})?(?<![\w£$€.,/-]){_YEAR}(?:[-–/]\d{{2,4}}|s)?\b(?![,.]\d|%|-\w))"
    rf"|(?P<weekday>\b{_WEEKDAY}\b))"
)
_RELATIVE = re.compile(
    r"\b(?=[ytlncpi])(?:(?P<day>yesterday|today|tomorrow)\b"
    r"|(?P<which>last|this|next|coming|past) (?P<unit>week|month|year)\b"
    r"|(?P<coming>in the (?:coming|next few) (?P<units>days|weeks|months))\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:next|coming)\s$", re.IGNORECASE)
_OF_YEAR = re.compile(r",? (?:of )?(?P<which>this|last|next) year\b", re.IGNORECASE)
_STEP = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_MAY_IS_A_MONTH = re.compile(
    r"(?:\b(?:in|since|by|during|until|till|from|to|of|and|before|after|late|early|mid|last|this|next|between|for|on|or|end"
    r"|start|beginning)[ -]|[(–-])$",
    re.IGNORECASE,
)
_NOT_A_YEAR = re.compile(
    r"\b(?:resolutions?|UNSCRs?|(?:resolutions|UNSCRs) \d{3,4} (?:and|or)"
    r"|columns?|UIN|HC|HL|number|no\.?|page|room|over|than|some|about|around|nearly|up to)\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[A-Z]?[a-z]+ )?(?:people|troops|soldiers|personnel|men|migrants|refugees|trainees|recruits|Britons)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time at characters `start` to `end`. `value`: day, month or year in ISO form, or two parted by "/".

    `named`: it is printed as a date, and is no relative one such as "last week".
    """

    start: int
    end: int
    value: str
    named: bool


def dates(text: str, day: date | None) -> tuple[Dated, ...]:
    """The times of a text in order; those without a year are read as the nearest to the statement's `day`."""
    found = [*_absolute(text, day), *(_relative(text, day) if day else ())]
    kept: list[Dated] = []
    for one in sorted(found, key=lambda dated: (dated.start, -dated.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def tags(found: Sequence[Dated], logic: str) -> tuple[Tag, ...]:
    """The claims of the dates in order."""
    return tuple(
        Tag(
            kind=TagKind.DATE,
            value=dated.value,
            rule="date.named" if dated.named else "date.relative",
            logic=logic,
            spans=(Span(dated.start, dated.end),),
        )
        for dated in found
    )


def _absolute(text: str, day: date | None) -> Iterator[Dated]:
    for match in _ABSOLUTE.finditer(text):
        value = _value(text, match, day)
        if value:
            yield Dated(start=match.start(), end=match.end(), value=value, named=True)


def _seen_from(text: str, match: re.Match[str], day: date | None) -> date | None:
    """The day from which a month without a year is read: later or earlier in "next March", "11 June last year"."""
    if day is None:
        return None
    of_year = _OF_YEAR.match(text, match.end())
    month = match["month"] or match["amonth"] or match["mmonth"]
    if month and of_year:
        return date(day.year + _STEP[of_year["which"].lower()], MONTHS.index(month) + 1, 1)
    if month and _AHEAD.search(text[max(0, match.start() - 8) : match.start()]):
        number = MONTHS.index(month) + 1
        return date(day.year + (number <= day.month), number, 1)
    return day


def _value(text: str, match: re.Match[str], day: date | None) -> str | None:
    day = _seen_from(text, match, day)
    if match["days"]:
        numbers = [int(number) for number in re.findall(r"\d+", match["first"])]
        return _days(match["month"], numbers, match["year"], day)
    if match["american"]:
        if match["amonth"] == "May" and not _MAY_IS_A_MONTH.search(text[: match.start()][-12:]) and not match["ayear"]:
            return None
        return _days(match["amonth"], [int(match["aday"])], match["ayear"], day)
    if match["months"]:
        return _month(text, match, day)
    if match["years"]:
        return _years(text, match)
    if match["weekday"]:
        ahead = _AHEAD.search(text[max(0, match.start() - 8) : match.start()]) is not None
        return _on_weekday(match["weekday"], day, ahead=ahead)
    return _written(match["iso"] or match["slashed"])


def _days(month: str, numbers: Sequence[int], year: str | None, day: date | None) -> str | None:
    number = MONTHS.index(month) + 1
    of = int(year) if year else _year_of(number, day)
    if not of:
        return f"--{number:02}-{numbers[0]:02}" if 1 <= numbers[0] <= 31 else None
    if not all(1 <= one <= monthrange(of, number)[1] for one in numbers):
        return None
    told = [date(of, number, one).isoformat() for one in (numbers[0], numbers[-1])]
    return "/".join(dict.fromkeys(told))


def _year_of(month: int, day: date | None) -> int | None:
    """The year of a month that is named alone: the last such month, or the next if that is much nearer."""
    if day is None:
        return None
    ahead = {year: (year - day.year) * 12 + month - day.month for year in (day.year - 1, day.year, day.year + 1)}
    return min(ahead, key=lambda year: (3 * ahead[year] if ahead[year] > 0 else -ahead[year], year))


def _month(text: str, match: re.Match[str], day: date | None) -> str | None:
    name, year = match["mmonth"], match["myear"]
    if name in ("May", "March") and not year and not _MAY_IS_A_MONTH.search(text[: match.start("mmonth")][-12:]):
        return None
    number = MONTHS.index(name) + 1
    of = int(year) if year else _year_of(number, day)
    return f"{of}-{number:02}" if of else f"--{number:02}"


def _years(text: str, match: re.Match[str]) -> str | None:
    printed = re.sub(r"^\D+", "", match["years"])
    if _NOT_A_YEAR.search(text[max(0, match.start() - 24) : match.start()]) or _COUNTED.match(text, match.end()):
        return None
    if printed.endswith("s"):
        return f"{printed[:4]}/{int(printed[:4]) + 9}"
    if len(printed) > len("2014"):
        last = printed[5:]
        return f"{printed[:4]}/{printed[: 4 - len(last)]}{last}"
    return printed


def _on_weekday(name: str, day: date | None, *, ahead: bool) -> str | None:
    """The last such day before the statement, or the next after it; without a day the name itself."""
    if day is None:
        return name
    number = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(name[:3])
    if ahead:
        return (day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)).isoformat()
    return (day - timedelta(days=(day.weekday() - number - 1) % 7 + 1)).isoformat()


def _written(text: str) -> str | None:
    try:
        if "/" not in text:
            return date.fromisoformat(text).isoformat()
        number, month, year = (int(part) for part in text.split("/"))
        return date(year if year > 99 else 2000 + year, month, number).isoformat()
    except ValueError:
        return None


def _relative(text: str, day: date) -> Iterator[Dated]:
    for match in _RELATIVE.finditer(text):
        first, last = _stretch(match, day)
        value = "/".join(dict.fromkeys((first.isoformat(), last.isoformat())))
        yield Dated(start=match.start(), end=match.end(), value=value, named=False)


def _stretch(match: re.Match[str], day: date) -> tuple[date, date]:
    if match["day"]:
        moved = day + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[match["day"].lower()])
        return moved, moved
    if match["coming"]:
        return day, day + timedelta(days={"days": 7, "weeks": 31, "months": 183}[match["units"].lower()])
    return _period(match["unit"].lower(), day, _STEP[match["which"].lower()])


def _period(unit: str, day: date, step: int) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
