"""What every engine must find: the same question put to a list of documents, slowly and plainly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from indexer.search.engine import Document
from indexer.search.words import sought
from statements.query import And, Everything, Facet, Node, Not, Or, Phrase, Query, Word


def hits(documents: Iterable[Document], query: Query) -> list[Document]:
    """The documents that the query asks for, newest first."""
    found = [each for each in documents if _in_force(each, query) and _chosen(each, query) and _has(each, query.node)]
    return sorted(found, key=lambda each: each.sort_key, reverse=True)


def facets(documents: Sequence[Document], query: Query) -> dict[Facet, dict[str, int]]:
    """The counts of each facet's values, without its own filter."""
    return {facet: _counted(hits(documents, query.without(facet)), facet) for facet in Facet}


def histogram(documents: Iterable[Document], query: Query) -> dict[date, int]:
    """The hits of each month."""
    return dict(Counter(each.day.replace(day=1) for each in hits(documents, query)))


def _counted(found: Iterable[Document], facet: Facet) -> dict[str, int]:
    return dict(Counter(value for each in found for value in dict(each.facets).get(facet, ())))


def _in_force(document: Document, query: Query) -> bool:
    if query.as_of is None:
        return document.recorded_until is None
    until = document.recorded_until
    return document.recorded_from <= query.as_of and (until is None or query.as_of < until)


def _chosen(document: Document, query: Query) -> bool:
    since, until = query.since or date.min, query.until or date.max
    if not since <= document.day <= until:
        return False
    held = dict(document.facets)
    return all(not values or set(values) & set(held.get(facet, ())) for facet, values in query.filters)


def _has(document: Document, node: Node) -> bool:
    match node:
        case Word(text):
            return any(_run(part.stem, sought(text)) for part in _parts(document))
        case Phrase(words):
            return any(_run(part.exact, words) for part in _parts(document))
        case And(parts):
            return all(_has(document, part) for part in parts)
        case Or(parts):
            return any(_has(document, part) for part in parts)
        case Not(part):
            return not _has(document, part)
        case Everything():
            return True


def _parts(document: Document) -> tuple:
    return (document.title, document.question, document.answer)


def _run(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """True if the wanted words stand next to one another."""
    width = len(wanted)
    return bool(width) and any(tuple(words[at : at + width]) == tuple(wanted) for at in range(len(words)))
