"""What a reader asked for, read from an address: every parameter known, every fault named, nothing guessed at."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from indexer.search.syntax import parse
from statements.query import Facet, Query, Sort, Window
from statements.statement import House, Kind

NUL = "\0"  # PostgreSQL takes no text with it
LONGEST = 500  # characters of one parameter
MOST = 20  # values chosen of one facet
LAST_PAGE = 500
PAGE = 20  # results on a page
SPELLINGS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
CLOSED: dict[Facet, frozenset[str]] = {Facet.HOUSE: frozenset(House), Facet.KIND: frozenset(Kind)}

Arguments = MultiDict[str, str]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One parameter that cannot be used, why, and what to do."""

    parameter: str
    fault: str


class BadParameters(Exception):
    """An address that cannot be answered as it stands, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.parameter}: {fault.fault}" for fault in self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """One state of the search page; `pairs` writes it back as the parameters of an address, in one order."""

    q: str = ""
    filters: tuple[tuple[Facet, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    sort: Sort | None = None
    page: int = 1

    @property
    def order(self) -> Sort:
        """The order asked for; without one, relevance where there are words and the newest first where not."""
        return self.sort or (Sort.RELEVANCE if self.q else Sort.NEWEST)

    @property
    def empty(self) -> bool:
        """True if nothing at all is asked for."""
        return not (self.q or self.filters or self.since or self.until)

    def query(self) -> Query:
        """The query asked for. Raises QuerySyntaxError."""
        return Query(node=parse(self.q), filters=self.filters, since=self.since, until=self.until, typed=self.q)

    def window(self, limit: int = PAGE) -> Window:
        """The stretch of results asked for."""
        return Window(sort=self.order, limit=limit, offset=(self.page - 1) * limit)

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """The values chosen of one facet."""
        return dict(self.filters).get(facet, ())

    def toggled(self, facet: Facet, value: str) -> "SearchForm":
        """The first page of the same search with that value chosen, or no longer chosen."""
        held = self.chosen(facet)
        values = tuple(other for other in held if other != value) if value in held else (*held, value)
        filters = dict(self.filters) | {facet: values}
        return replace(self, filters=tuple((name, filters[name]) for name in Facet if filters.get(name)), page=1)

    def in_days(self, since: date | None, until: date | None) -> "SearchForm":
        """The first page of the same search within those days."""
        return replace(self, since=since, until=until, page=1)

    def sorted_by(self, sort: Sort) -> "SearchForm":
        """The first page of the same search in that order."""
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> "SearchForm":
        """Another page of the same search."""
        return replace(self, page=page)

    def pairs(self) -> Pairs:
        """Every parameter of this state's address."""
        page = (("page", str(self.page)),) if self.page > 1 else ()
        return (*((("q", self.q),) if self.q else ()), *self.kept_pairs(), *page)

    def kept_pairs(self, *, days: bool = True) -> Pairs:
        """What a new search from this page carries along: filters, order and (unless they are set anew) the days."""
        ends = [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day and days]
        filters = [(facet.value, value) for facet, values in self.filters for value in values]
        return (*ends, *filters, *((("sort", self.sort.value),) if self.sort else ()))


SEARCH_PARAMETERS = ("q", "from", "to", "sort", "page", *(facet.value for facet in Facet))


def takes(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The view answers only addresses whose parameters it knows; others are refused with their names."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if NUL in request.path:
                raise NotFound
            if faults := list(_unfit(request.args, names)):
                raise BadParameters(faults)
            return view(*args, **kwargs)

        return checked

    return decorate


def _unfit(arguments: Arguments, names: Container[str]) -> Iterator[Fault]:
    for name, values in arguments.lists():
        if name not in names:
            yield Fault(name, "is not a parameter of this page")
        if any(len(value) > LONGEST for value in values):
            yield Fault(name, f"is longer than {LONGEST} characters")
        if any(NUL in value for value in values):
            yield Fault(name, "has a character in it that no text has")


def choice(name: str, allowed: Iterable[str], default: str) -> str:
    """The value of a parameter that is one of a few words. Raises BadParameters."""
    value = request.args.get(name, default)
    words = tuple(allowed)
    if value not in words:
        raise BadParameters([Fault(name, f"“{value}” is none of: {', '.join(words)}")])
    return value


def choices(name: str, allowed: Iterable[str], default: str) -> tuple[str, ...]:
    """The words of a parameter, each one of those allowed. Raises BadParameters."""
    words = tuple(allowed)
    chosen = tuple(request.args.get(name, default).split())
    unknown = [word for word in chosen if word not in words]
    if unknown:
        raise BadParameters([Fault(name, f"“{word}” is none of: {', '.join(words)}") for word in unknown])
    return chosen


def whole_number(name: str, most: int) -> int | None:
    """A parameter that is a number from 1 to `most`; None where it is absent. Raises BadParameters."""
    reading = _Reading(request.args)
    value = reading.number(name, most)
    reading.settle()
    return value


def search_form(arguments: Arguments) -> SearchForm:
    """The state that those parameters ask for. Raises BadParameters naming every fault at once."""
    reading = _Reading(arguments)
    form = SearchForm(
        q=" ".join(reading.one("q").split()),
        filters=reading.filters(),
        since=reading.day("from"),
        until=reading.day("to"),
        sort=reading.sort(),
        page=reading.number("page", LAST_PAGE) or 1,
    )
    if form.since and form.until and form.until < form.since:
        reading.faults.append(Fault("to", "is before “from”"))
    reading.settle()
    return form


@dataclass(slots=True)
class _Reading:
    """One pass over the parameters, collecting what is wrong with them."""

    arguments: Arguments
    faults: list[Fault] = field(default_factory=list)

    def settle(self) -> None:
        if self.faults:
            raise BadParameters(self.faults)

    def one(self, name: str) -> str:
        values = self.arguments.getlist(name)
        if len(values) > 1:
            self.faults.append(Fault(name, "is given more than once"))
        return values[0] if values else ""

    def filters(self) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
        found = ((facet, self._values(facet)) for facet in Facet)
        return tuple((facet, values) for facet, values in found if values)

    def _values(self, facet: Facet) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value for value in self.arguments.getlist(facet.value) if value))
        if len(values) > MOST:
            self.faults.append(Fault(facet.value, f"has more than {MOST} values"))
        for value in values:
            if facet in CLOSED and value not in CLOSED[facet]:
                self.faults.append(Fault(facet.value, f"“{value}” is none of: {', '.join(sorted(CLOSED[facet]))}"))
        return values

    def day(self, name: str) -> date | None:
        words = self.one(name).strip()
        if not words:
            return None
        for spelling in SPELLINGS:
            if re.match(r"\d", words) and (day := _day(words, spelling)):
                return day
        self.faults.append(Fault(name, f"“{words}” is not a day; write it like 2014-10-30 or 30 October 2014"))
        return None

    def sort(self) -> Sort | None:
        word = self.one("sort")
        if word and word not in set(Sort):
            self.faults.append(Fault("sort", f"“{word}” is none of: {', '.join(Sort)}"))
            return None
        return Sort(word) if word else None

    def number(self, name: str, most: int) -> int | None:
        word = self.one(name)
        if not word:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", word) or not 1 <= int(word) <= most:
            self.faults.append(Fault(name, f"“{word}” is not a whole number from 1 to {most}"))
            return None
        return int(word)


def _day(words: str, spelling: str) -> date | None:
    try:
        return datetime.strptime(words, spelling).date()  # noqa: DTZ007 - a day of the calendar has no zone
    except ValueError:
        return None
