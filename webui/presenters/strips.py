"""How a source stands on each day, as a strip a year with numbers a month, so that it needs no script and no colour."""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from indexer.standing import Reading, SourceDay, SourceDays, Survey
from statements.calendar import DayKind
from statements.query import Facet
from statements.statement import House
from webui import addresses
from webui.forms import SearchForm
from webui.presenters import words

BAND = 18  # pixels of height
WORD = 75  # days from which a stretch has room for its name
LETTER = 14  # and for the first letter of it
NAMES = {
    Reading.WHOLE: "Read whole",
    Reading.FEW: "Read whole, fewer statements than expected",
    Reading.FAILED: "Failed",
    Reading.HELD: "Held without a crawl",
    Reading.UNREAD: "Not read",
}
SHORT = {Reading.FAILED: "Failed", Reading.HELD: "Held", Reading.UNREAD: "Not read"}
KINDS = {
    DayKind.SITTING: "may sit",
    DayKind.RECESS: "recess",
    DayKind.PROROGUED: "prorogued",
    DayKind.DISSOLVED: "dissolved",
    DayKind.WEEKEND: "weekend",
    DayKind.UNKNOWN: "not known",
}

One = TypeVar("One")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days alike: the first counted from the year's, how many, their style, what they are, and a name for their middle.

    `middle` is where the name stands, in percent of the year.
    """

    x: int
    width: int
    style: str
    title: str
    name: str
    middle: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month in numbers, with where its figure stands in the strip and where it leads."""

    label: str
    letter: str
    middle: str
    address: str
    whole: str
    few: str
    failed: str
    unread: str
    statements: str
    commons: str
    lords: str


@dataclass(frozen=True, slots=True)
class YearStrip:
    """One year: its days as stretches, statements a day as one path, and the same in words."""

    year: int
    length: int
    commons: tuple[Stretch, ...]
    band: tuple[Stretch, ...]
    lords: tuple[Stretch, ...]
    bars: str
    months: tuple[MonthRow, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Strips:
    """The years of which something was asked or is held, newest first; `blank` names the others in a sentence."""

    years: tuple[YearStrip, ...]
    blank: str


def strips(survey: Survey, days: SourceDays) -> Strips:
    """The strips of a source; of one that was never asked and shows nothing there are none."""
    by_year = [(year, tuple(found)) for year, found in groupby(days.days, key=lambda one: one.day.year)]
    told = [(year, found) for year, found in by_year if any(one.reading is not Reading.UNREAD for one in found)]
    most = max((one.statements for one in days.days), default=0)
    years = tuple(_year(survey, days, year, found, most) for year, found in reversed(told))
    blank = sorted({year for year, _ in by_year} - {year for year, _ in told})
    return Strips(years, f"{words.listed(_runs(blank))}: not read, and nothing held." if years and blank else "")


def _runs(years: Sequence[int]) -> Iterator[str]:
    """2011, and 2014 to 2016."""
    for _, run in _alike(enumerate(years), lambda one: one[1] - one[0]):
        first, last = run[0][1], run[-1][1]
        yield str(first) if first == last else f"{first} to {last}"


def _year(survey: Survey, source: SourceDays, year: int, days: tuple[SourceDay, ...], most: int) -> YearStrip:
    length = 366 if isleap(year) else 365
    lines = {house: _line(survey, house, days, length) if source.parliament else () for house in House}
    return YearStrip(
        year=year,
        length=length,
        commons=lines[House.COMMONS],
        band=tuple(_band(days, length)),
        lords=lines[House.LORDS],
        bars=_bars(days, most),
        months=tuple(_months(survey, source, days)),
        sentence=_sentence(days),
    )


def _line(survey: Survey, house: House, days: Sequence[SourceDay], length: int) -> tuple[Stretch, ...]:
    """What the House did, a weekend drawn like the days before it and the year's first like those after it."""
    plain = [survey.kind(house, one.day) for one in days]
    last = next((kind for kind in plain if kind is not DayKind.WEEKEND), DayKind.UNKNOWN)
    kinds = [last := last if kind is DayKind.WEEKEND else kind for kind in plain]
    told = list(zip(days, kinds, strict=True))
    return tuple(
        _stretch(run[0][0].day, run[-1][0].day, length, kind.value, f"House of {house}: {KINDS[kind]}", "")
        for kind, run in _alike(told, lambda one: one[1])
    )


def _band(days: Sequence[SourceDay], length: int) -> Iterator[Stretch]:
    for reading, run in _alike(days, lambda one: one.reading):
        name = SHORT.get(reading, "")
        name = name if len(run) >= WORD else name[:1] if len(run) >= LETTER else ""
        statements = words.count(sum(one.statements for one in run), "statement")
        yield _stretch(run[0].day, run[-1].day, length, reading.value, f"{NAMES[reading]}, {statements}", name)


def _alike(found: Iterable[One], key: Callable[[One], Key]) -> Iterator[tuple[Key, list[One]]]:
    return ((one, list(run)) for one, run in groupby(found, key=key))


def _stretch(since: date, until: date, length: int, style: str, title: str, name: str) -> Stretch:
    x, width = since.timetuple().tm_yday - 1, (until - since).days + 1
    label = f"{words.stretch(since, until)}: {title}"
    return Stretch(x, width, style, label, name, f"{100 * (x + width / 2) / length:.2f}%")


def _bars(days: Iterable[SourceDay], most: int) -> str:
    """A bar a day, as high as the square root of its statements, so that one is seen beside many."""
    heights = ((one.day, max(3.0, (BAND - 2) * (one.statements / most) ** 0.5)) for one in days if one.statements)
    return "".join(f"M{day.timetuple().tm_yday - 1} {BAND}h1v-{height:.1f}h-1z" for day, height in heights)


def _months(survey: Survey, source: SourceDays, days: Iterable[SourceDay]) -> Iterator[MonthRow]:
    for first, run in _alike(days, lambda one: one.day.replace(day=1)):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        length = 366 if isleap(first.year) else 365
        middle = (first.timetuple().tm_yday + last.timetuple().tm_yday) / 2
        form = SearchForm(filters=((Facet.SOURCE, (source.source,)),), since=first, until=last)
        number = {reading: sum(one.reading is reading for one in run) for reading in Reading}
        commons, lords = (_sittings(survey, house, run) if source.parliament else "" for house in House)
        yield MonthRow(
            label=words.month(first),
            letter=f"{first:%B}"[0],
            middle=f"{100 * middle / length:.2f}%",
            address=addresses.search(form),
            whole=words.number(number[Reading.WHOLE] + number[Reading.FEW]),
            few=words.number(number[Reading.FEW]),
            failed=words.number(number[Reading.FAILED]),
            unread=words.number(number[Reading.UNREAD] + number[Reading.HELD]),
            statements=words.number(sum(one.statements for one in run)),
            commons=commons,
            lords=lords,
        )


def _sittings(survey: Survey, house: House, days: Iterable[SourceDay]) -> str:
    """On how many weekdays the House may have sat, or that some are not known."""
    kinds = [survey.kind(house, one.day) for one in days]
    unknown = kinds.count(DayKind.UNKNOWN)
    sitting = kinds.count(DayKind.SITTING)
    return f"{sitting}, {unknown} unknown" if unknown else f"{sitting}"


def _sentence(days: Sequence[SourceDay]) -> str:
    number = {reading: sum(one.reading is reading for one in days) for reading in Reading}
    whole = number[Reading.WHOLE] + number[Reading.FEW]
    parts = [f"{words.count(whole, 'day')} read whole"]
    if number[Reading.FEW]:
        parts.append(f"{words.number(number[Reading.FEW])} of them with fewer statements than expected")
    for reading, told in (
        (Reading.FAILED, "failed"),
        (Reading.HELD, "held without a crawl"),
        (Reading.UNREAD, "not read"),
    ):
        if number[reading]:
            parts.append(f"{words.number(number[reading])} {told}")
    statements = words.count(sum(one.statements for one in days), "statement")
    return f"{', '.join(parts)}. {statements} held."
