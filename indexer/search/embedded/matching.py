"""A query tree as tantivy's own query. Nothing a reader types reaches tantivy's query parser."""

from collections.abc import Sequence

from tantivy import FieldType, Occur
from tantivy import Query as Matching

from indexer.search.embedded.fields import FIELDS, PARTS, instant
from indexer.search.engine import chosen_facets
from indexer.search.ranking import Weights
from indexer.search.words import sought
from indexer.store import sort_key
from statements.query import And, Everything, Facet, Node, Not, Or, Phrase, Query, Word

ALL = Matching.const_score_query(Matching.all_query(), 0.0)
SUPERSEDED = Matching.term_query(FIELDS, "superseded", True)
MARK = Matching.exists_query("mark")
_LAST_SERIAL = (1 << 32) - 1


def matching(query: Query, weights: Weights) -> Matching:
    """Words, filters, days and moment; only words weigh anything."""
    wanted = [_any_value(facet, query.chosen(facet)) for facet in chosen_facets(query)]
    wanted += _days(query)
    unwanted = [SUPERSEDED]
    if query.as_of is not None:
        moment = instant(query.as_of)
        wanted += [_between("recorded_from", None, moment), _between("recorded_until", moment + 1, None)]
        unwanted = []
    clauses = [(Occur.Must, _node(query.node, weights))]
    clauses += [(Occur.Must, Matching.const_score_query(each, 0.0)) for each in wanted]
    clauses += [(Occur.MustNot, each) for each in unwanted]
    return Matching.boolean_query(clauses)


def without(wanted: Matching, unwanted: Matching) -> Matching:
    """What is wanted less what is not."""
    return Matching.boolean_query([(Occur.Must, wanted), (Occur.MustNot, unwanted)])


def _node(node: Node, weights: Weights) -> Matching:
    match node:
        case Word(text):
            return _anywhere("stem", sought(text), weights)
        case Phrase(exact):
            return _anywhere("exact", exact, weights)
        case And(parts):
            wanted = [(Occur.Must, _node(part, weights)) for part in parts if not isinstance(part, Not)]
            unwanted = [(Occur.MustNot, _node(part.part, weights)) for part in parts if isinstance(part, Not)]
            return Matching.boolean_query([*(wanted or [(Occur.Must, ALL)]), *unwanted])
        case Or(parts):
            return Matching.boolean_query([(Occur.Should, _node(part, weights)) for part in parts])
        case Not(part):
            return without(ALL, _node(part, weights))
        case Everything():
            return ALL


def _anywhere(form: str, words: Sequence[str], weights: Weights) -> Matching:
    """Those words next to one another in any of the three parts."""
    if not words:
        return Matching.empty_query()
    places = ((getattr(weights, part), _next_to_one_another(f"{part}_{form}", words)) for part in PARTS)
    return Matching.boolean_query([(Occur.Should, Matching.boost_query(found, weight)) for weight, found in places])


def _next_to_one_another(field: str, words: Sequence[str]) -> Matching:
    if len(words) == 1:  # tantivy panics at a phrase of one word
        return Matching.term_query(FIELDS, field, words[0])
    return Matching.phrase_query(FIELDS, field, list(words))


def _any_value(facet: Facet, values: Sequence[str]) -> Matching:
    sayable = [value.encode("utf-8", "replace").decode() for value in values]
    return Matching.term_set_query(FIELDS, facet.value, sayable)


def _days(query: Query) -> list[Matching]:
    since = sort_key(query.since, 0) if query.since else None
    until = sort_key(query.until, _LAST_SERIAL) if query.until else None
    return [] if since is None and until is None else [_between("sort_key", since, until)]


def _between(field: str, least: int | None, most: int | None) -> Matching:
    return Matching.range_query(FIELDS, field, FieldType.Integer, least, most)
