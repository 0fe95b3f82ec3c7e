"""Typed text to a tree and back, and what is refused, where and why."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.syntax import DEEPEST, LONGEST, MOST_TERMS, parse, printed
from statements.errors import QuerySyntaxError
from statements.query import And, Everything, Node, Not, Or, Phrase, Word
from tests.indexer.search.trees import trees

VOCABULARY = ("libya", "2000", "or", "not", "near", "al", "1.5", "elysee", "حكومة", "41wa")
A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", Everything()),
        (" \t\n", Everything()),
        ("Libya’s", Word("libya")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a (b (c))", And((A, B, C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("-a", Not(A)),
        ("NOT -a", A),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("a OR -b", Or((A, Not(B)))),
        ('"Pull Factor"', Phrase(("pull", "factor"))),
        ("“pull factor”", Phrase(("pull", "factor"))),
        ("«pull factor»", Phrase(("pull", "factor"))),
        ("‘pull factor’", Phrase(("pull", "factor"))),
        ("‘the Minister’s words’", Phrase(("the", "minister", "words"))),
        ("the ministers’ letters", And((Word("the"), Word("ministers"), Word("letters")))),
        ('"search-and-rescue"', Phrase(("search", "and", "rescue"))),
        ("search-and-rescue", Word("search-and-rescue")),
        ('a -"b c"', And((A, Not(Phrase(("b", "c")))))),
        ("a –b", And((A, Not(B)))),
        ("a −b", And((A, Not(B)))),
        ("a - b", And((A, B))),
        ("a – b, c!", And((A, B, C))),
        ("2,000 £5", And((Word("2000"), Word("5")))),
        ("or and not near", And((Word("or"), Word("and"), Word("not"), Word("near")))),
        ("what is it?", And((Word("what"), Word("is"), Word("it")))),
        ("“a OR b”", Phrase(("a", "or", "b"))),
        ('"train*"', Phrase(("train",))),
        ("at 10:30", And((Word("at"), Word("10-30")))),
        ("Libya: a", And((Word("libya"), A))),
        ("（a）", A),
    ],
)
def test_what_is_understood(typed: str, tree: Node) -> None:
    assert parse(typed) == tree


@pytest.mark.parametrize(
    ("typed", "place", "fault", "suggestion"),
    [
        ("…", 0, "no word", "see every statement"),
        ('libya "pull', 6, "never closed", "Close it"),
        ("libya ”", 6, "never closed", "Close it"),
        ('a ""', 2, "no word", "between"),
        ("a OR", 2, "after “OR”", "Write a word"),
        ("OR a", 0, "before “OR”", "Write a word"),
        ("a AND", 2, "after “AND”", "Write a word"),
        ("a OR OR b", 2, "after “OR”", "Write a word"),
        ("(a OR) b", 3, "after “OR”", "Write a word"),
        ("NOT", 0, "after “NOT”", "Write a word"),
        ("NOT … a", 0, "after “NOT”", "Write a word"),
        ("a ()", 2, "nothing in these brackets", "between"),
        ("a (…)", 2, "nothing in these brackets", "between"),
        ("a (b (c)", 2, "never closed", "Close it"),
        ("a) b", 1, "closes nothing", "Take it out"),
        ("a minister:Hague", 2, "not understood yet", "minister filter"),
        ('Policy:"a b"', 0, "not understood yet", "policy filter"),
        ("from:2014-10", 0, "not understood yet", "dates"),
        ("uin:213507", 0, "not understood yet", "quotation marks"),
        ("http://example.org", 0, "no field", "quotation marks"),
        ("a train*", 2, "not understood yet", "forms are found"),
        ('"a b"~5', 5, "not understood yet", "quote"),
        ("a NEAR/5 b", 2, "NEAR", "quote"),
        ("a /s b", 2, "sentence", "Leave it out"),
        ("a || b", 2, "no operator", "OR"),
        ("a|b", 0, "no operator", "OR"),
        ("a && b", 2, "no operator", "AND"),
        ("!a", 0, "no operator", "minus"),
        ("a +b", 2, "no operator", "required"),
        ("a^2", 0, "weights", "Leave it out"),
        ("--a", 0, "minus", "one minus"),
        ("a -train*", 2, "not understood yet", "forms are found"),
    ],
)
def test_what_is_refused(typed: str, place: int, fault: str, suggestion: str) -> None:
    with pytest.raises(QuerySyntaxError, match=fault) as caught:
        parse(typed)
    assert caught.value.position == place
    assert suggestion in caught.value.remedy


def test_caps_hold() -> None:
    for allowed in ("a" * LONGEST, "a " * MOST_TERMS, "(" * DEEPEST + "a" + ")" * DEEPEST, "NOT " * 120 + "a"):
        parse(allowed)
    too_much = {
        "a" * (LONGEST + 1): LONGEST,
        "a " * (MOST_TERMS + 1): 2 * MOST_TERMS,
        "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1): DEEPEST,
    }
    for typed, place in too_much.items():
        with pytest.raises(QuerySyntaxError, match="at most") as caught:
            parse(typed)
        assert caught.value.position == place


@given(trees(st.sampled_from(VOCABULARY)))
def test_a_tree_printed_and_read_again_is_the_same_tree(tree: Node) -> None:
    assert parse(printed(tree)) == tree


@given(st.text(st.sampled_from("aB1é’‘'“”\"()-–—|&!+^~*/:., \n²OANDRT") | st.characters(), max_size=60))
def test_any_text_is_read_or_refused_at_a_place_within_it(typed: str) -> None:
    read = read_or_refused(typed)
    if isinstance(read, QuerySyntaxError):
        assert 0 <= read.position <= len(typed)
        assert read.remedy
    else:
        assert parse(printed(read)) == read


def read_or_refused(typed: str) -> Node | QuerySyntaxError:
    try:
        return parse(typed)
    except QuerySyntaxError as error:
        return error


def test_many_threads_read_queries_at_once() -> None:
    typed = [f'word{n} (a OR "b c{n}") -d' for n in range(200)]
    alone = [parse(text) for text in typed]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(parse, typed)) == alone
