"""Query trees as Hypothesis makes them up: canonical ones, as the parser would give them."""

from hypothesis import strategies as st

from statements.query import And, Node, Not, Or, Phrase, Word


def trees(words: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Trees over those words, each of which must be one exact form."""
    hyphened = st.lists(words, min_size=1, max_size=2).map("-".join)
    phrases = st.lists(words, min_size=1, max_size=3).map(lambda several: Phrase(tuple(several)))
    return st.recursive(st.builds(Word, hyphened) | phrases, _joined, max_leaves=6)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return (
        _several(parts, And).map(And)
        | _several(parts, Or).map(Or)
        | parts.filter(lambda part: not isinstance(part, Not)).map(Not)
    )


def _several(parts: st.SearchStrategy[Node], kind: type) -> st.SearchStrategy[tuple[Node, ...]]:
    flat = parts.filter(lambda part: not isinstance(part, kind))
    return st.lists(flat, min_size=2, max_size=3).map(tuple)
