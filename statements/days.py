"""Days as Parliament writes them: 30 October 2014, 30 Oct 2014, 30/10/2014, 30/10/14 and 2014-10-30."""

import re
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH = "(?:" + "|".join(rf"{name[:3]}(?:{name[3:]}|t?\.?)" for name in MONTHS) + ")"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s{1,3})"
_DAY_AND_MONTH = rf"{_WEEKDAY}?\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}{_MONTH}"

DAY = rf"(?:{_DAY_AND_MONTH},?\s{{1,3}}\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2}}(?:\d\d)?|\d{{4}}-\d\d-\d\d)(?!\d)"
"""A pattern, without groups, of a day with its year; to be compiled with re.IGNORECASE."""

SHORT_DAY = rf"{_DAY_AND_MONTH}(?:\s{{1,3}}(?:this|last)\s{{1,3}}year)?(?![\w-])"
"""A pattern, without groups, of a day without its year, as a speaker says it."""

_IN_WORDS = re.compile(r"(\d{1,2})\D*?\s{1,3}([A-Za-z]{3})[A-Za-z.]*(?:,?\s{1,3}(\d{4}|this|last))?", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")
_PIVOT = 50


def printed_day(day: date) -> str:
    """The day as Hansard and the Library print it: 30 October 2014."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(text: str) -> date:
    """The day that `text`, matched by DAY, names. Raises ValueError if there is no such day.

    Figures are day, month, year, never month first; a year of two figures is 1950 to 2049 (the Lords print 16/10/14).
    """
    try:
        return _read(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no day of the calendar") from error


def _read(text: str) -> date:
    if figures := _IN_FIGURES.fullmatch(text):
        day, month, year = (int(figure) for figure in figures.groups())
        if len(figures[3]) == 2:
            year += 2000 if year < _PIVOT else 1900
        return date(year, month, day)
    if words := _IN_WORDS.search(text):
        return date(int(words[3]), _month(words[2]), int(words[1]))
    return date.fromisoformat(text)


def read_short_day(text: str, spoken_on: date) -> date | None:
    """The day that `text`, matched by SHORT_DAY, names in a statement made on `spoken_on`; None if there is none.

    Without "this year" or "last year" it is the last such day that was not after the statement.
    """
    words = _IN_WORDS.search(text)
    if words is None:
        return None
    years = {"this": range(spoken_on.year, spoken_on.year + 1), "last": range(spoken_on.year - 1, spoken_on.year)}
    latest_first = range(spoken_on.year, spoken_on.year - 9, -1)
    for year in years.get((words[3] or "").casefold(), latest_first):
        day = _day_or_none(year, _month(words[2]), int(words[1]))
        if day and day <= spoken_on:
            return day
    return None


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(abbreviation: str) -> int:
    return next(place for place, name in enumerate(MONTHS, 1) if name[:3].casefold() == abbreviation.casefold())
