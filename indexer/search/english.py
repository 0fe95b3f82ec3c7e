"""How a query was understood, as a sentence that is shown above its results."""

from collections.abc import Callable, Sequence
from datetime import UTC, date
from itertools import groupby

from statements.query import And, Everything, Facet, Node, Not, Or, Phrase, Query, Word

Names = Callable[[Facet, str], str]


def in_english(query: Query, names: Names | None = None) -> str:
    """One sentence: words, filters, days and moment. `names` says what a filter's value is called (a person's id)."""
    parts = [_chosen(query, names or _as_it_stands), _days(query), _moment(query)]
    return ", ".join([_asked(query.node), *filter(None, parts)]) + "."


def _asked(node: Node) -> str:
    match node:
        case Everything():
            return "All statements"
        case Not(part):
            return f"Statements without {_bracketed(part)}"
        case _:
            return f"Statements with {_said(node)}"


def _said(node: Node) -> str:
    match node:
        case Word(text):
            return f"any form of “{text}”"
        case Phrase(words):
            return f"exactly “{' '.join(words)}”"
        case And(parts):
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [f"not {_bracketed(part.part)}" for part in parts if isinstance(part, Not)]
            return " and ".join(_listed(wanted, "and") + unwanted)
        case Or(parts):
            return " or ".join(_listed(parts, "or"))
        case Not(part):
            return f"not {_bracketed(part)}"
        case Everything():
            return "any words"


def _listed(parts: Sequence[Node], joint: str) -> list[str]:
    """The parts in order, words that follow one another in one list."""
    told: list[str] = []
    for are_words, run in groupby(parts, lambda part: isinstance(part, Word)):
        if are_words:
            *words, last = (f"“{part.text}”" for part in run if isinstance(part, Word))
            earlier = f"{', '.join(words)} {joint} " if words else ""
            told.append(f"any form of {earlier}{last}")
        else:
            told.extend(_bracketed(part) for part in run)
    return told


def _bracketed(node: Node) -> str:
    return f"({_said(node)})" if isinstance(node, And | Or) else _said(node)


def _chosen(query: Query, names: Names) -> str:
    filters = [(facet, " or ".join(names(facet, value) for value in values)) for facet, values in query.filters]
    return ", ".join(f"{facet} {value}" for facet, value in filters if value)


def _as_it_stands(_facet: Facet, value: str) -> str:
    return value.replace("_", " ")


def _days(query: Query) -> str:
    match query.since, query.until:
        case None, None:
            return ""
        case since, None:
            return f"made on or after {_day(since)}"
        case None, until:
            return f"made on or before {_day(until)}"
        case since, until if since == until:
            return f"made on {_day(since)}"
        case since, until:
            return f"made from {_day(since)} to {_day(until)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _moment(query: Query) -> str:
    if query.as_of is None:
        return ""
    moment = query.as_of.astimezone(UTC)
    return f"as the record stood on {_day(moment.date())} at {moment:%H:%M} UTC"
