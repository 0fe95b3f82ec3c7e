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
FEWEST_SLOTS = 12
WIDEST = 30  # pixels of a month
FULL = 640  # pixels from which on a chart takes the whole width
ROOM = 0.12  # of the width, for a year's four figures on a narrow page

Span = tuple[date, date, int]  # first day, last day, count


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
    """Bars with the years below them; `label` says in words what is drawn, `width` is the drawing's."""

    width: str
    bars: tuple[Bar, ...]
    years: tuple[tuple[str, str], ...]
    label: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a month stands: the first, how many there are, and whether years stand in their place."""

    first: date
    slots: int
    yearly: bool

    @classmethod
    def of(cls, first: date, last: date) -> "_Scale":
        months = _months_between(first, last) + 1
        yearly = months > MOST_BARS
        return cls(first, last.year - first.year + 1 if yearly else max(FEWEST_SLOTS, months), yearly)

    def slot(self, day: date) -> int:
        return day.year - self.first.year if self.yearly else _months_between(self.first, day)

    def percent(self, slots: float) -> str:
        return f"{100 * slots / self.slots:.3f}%"

    def name(self, day: date) -> str:
        return str(day.year) if self.yearly else words.month(day)


def histogram(
    counts: Sequence[tuple[date, int]], form: SearchForm | None = None, reach: tuple[date, date] | None = None
) -> Chart | None:
    """The chart of (first day of the month, count); with a form each bar leads to its days. None without counts.

    It reaches from the first month to the last, or over the days of `reach` if that is wider. Months without statements
    are gaps; a stretch of more than 150 months is drawn by the year.
    """
    if not counts:
        return None
    ends = (counts[0][0], counts[-1][0], *(reach or ()))
    scale = _Scale.of(min(ends), max(ends))
    spans = _years(counts) if scale.yearly else [(month, _last_day(month), count) for month, count in counts]
    highest = max(count for *_, count in spans)
    bars = tuple(_bar(span, scale, highest, form) for span in spans)
    width = "100%" if scale.slots * WIDEST > FULL else str(scale.slots * WIDEST)
    return Chart(width, bars, _labels(scale, max(ends)), _label(spans, scale))


def _bar(span: Span, scale: _Scale, highest: int, form: SearchForm | None) -> Bar:
    first, last, count = span
    height = max(2.0, HEIGHT * count / highest)
    return Bar(
        x=scale.percent(scale.slot(first)),
        width=scale.percent(0.84),
        y=f"{HEIGHT - height:.1f}",
        height=f"{height:.1f}",
        label=scale.name(first),
        value=words.number(count),
        address=addresses.month(form, first, last) if form else None,
    )


def _years(counts: Sequence[tuple[date, int]]) -> list[Span]:
    totals: dict[int, int] = {}
    for month, count in counts:
        totals[month.year] = totals.get(month.year, 0) + count
    return [(date(year, 1, 1), date(year, 12, 31), count) for year, count in sorted(totals.items())]


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _labels(scale: _Scale, last: date) -> tuple[tuple[str, str], ...]:
    """Years that have room: at the first January of each, the first where the chart begins."""
    step = (last.year - scale.first.year) // MOST_LABELS + 1
    labels: list[tuple[int, int]] = []
    for year in range(last.year, scale.first.year - 1, -step):
        slot = max(0, scale.slot(date(year, 1, 1)))
        if not labels or (labels[-1][0] - slot) / scale.slots > ROOM:
            labels.append((slot, year))
    return tuple((scale.percent(slot), str(year)) for slot, year in reversed(labels))


def _label(spans: Sequence[Span], scale: _Scale) -> str:
    first, last = scale.name(spans[0][0]), scale.name(spans[-1][0])
    return f"Statements by {'year' if scale.yearly else 'month'}, {first}" + (f" to {last}" if last != first else "")
