"""Counts by month as bars: places in percent of the width, so that the drawing needs no script and no inline style."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webui import addresses
from webui.forms import SearchForm
from webui.presenters import words

HEIGHT = 72  # pixels of the highest bar
MOST_BARS = 150
MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place and width in percent, its top and height in pixels, what it counts and where it leads."""

    x: str
    width: str
    y: str
    height: str
    label: str
    value: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the years below them; `label` says in words what is drawn."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[str, str], ...]
    label: str


Span = tuple[date, date, int]  # first day, last day, count


def histogram(counts: Sequence[tuple[date, int]], form: SearchForm | None = None) -> Chart | None:
    """The chart of (first day of the month, count); with a form each bar leads to its days. None without counts.

    Months without statements are gaps; a stretch of more than 150 months is drawn by the year.
    """
    if not counts:
        return None
    yearly = _months_between(counts[0][0], counts[-1][0]) > MOST_BARS
    spans = _years(counts) if yearly else [(month, _last_day(month), count) for month, count in counts]
    first, slots = counts[0][0], _slots(spans, yearly)
    highest = max(count for *_, count in spans)
    bars = tuple(_bar(span, _slot(first, span[0], yearly), slots, highest, form, yearly) for span in spans)
    return Chart(bars, _labels(first, spans[-1][0], yearly, slots), _label(spans, yearly))


def _bar(span: Span, slot: int, slots: int, highest: int, form: SearchForm | None, yearly: bool) -> Bar:
    first, last, count = span
    height = max(2.0, HEIGHT * count / highest)
    label = str(first.year) if yearly else words.month(first)
    return Bar(
        x=f"{100 * slot / slots:.3f}%",
        width=f"{100 * 0.84 / slots:.3f}%",
        y=f"{HEIGHT - height:.1f}",
        height=f"{height:.1f}",
        label=label,
        value=words.number(count),
        address=addresses.month(form, first, last) if form else None,
    )


def _years(counts: Sequence[tuple[date, int]]) -> list[Span]:
    totals: dict[int, int] = {}
    for month, count in counts:
        totals[month.year] = totals.get(month.year, 0) + count
    return [(date(year, 1, 1), date(year, 12, 31), count) for year, count in sorted(totals.items())]


def _slot(first: date, day: date, yearly: bool) -> int:
    return day.year - first.year if yearly else _months_between(first, day)


def _slots(spans: Sequence[Span], yearly: bool) -> int:
    return max(12, _slot(spans[0][0], spans[-1][0], yearly) + 1)


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _labels(first: date, last: date, yearly: bool, slots: int) -> tuple[tuple[str, str], ...]:
    step = (last.year - first.year) // MOST_LABELS + 1
    years = [year for year in range(first.year, last.year + 1) if (year - first.year) % step == 0]
    places = [(max(0, _slot(first, date(year, 1, 1), yearly)), year) for year in years]
    clear = [
        place for place, following in zip(places, [*places[1:], None], strict=True) if _apart(place, following, slots)
    ]
    return tuple((f"{100 * slot / slots:.3f}%", str(year)) for slot, year in clear)


def _apart(place: tuple[int, int], following: tuple[int, int] | None, slots: int) -> bool:
    return following is None or (following[0] - place[0]) / slots > 0.1


def _label(spans: Sequence[Span], yearly: bool) -> str:
    each = "year" if yearly else "month"
    first, last = (str(spans[place][0].year) if yearly else words.month(spans[place][0]) for place in (0, -1))
    return f"Statements by {each}, {first}" + (f" to {last}" if last != first else "")
