"""What a reader typed, as a query tree and back.

Words are all required; `OR`, `AND`, `NOT` in capitals, `-word`, brackets; "quoted words" exactly as written. AND binds
tighter than OR. Typographic quotation marks, dashes and brackets mean what they look like. Whatever cannot be read, or
is not understood yet, is refused with its place and a suggestion: no query is silently another one.
"""

import re
from collections.abc import Iterator
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedToken
from lark.lexer import Lexer

from indexer.search.words import forms
from statements.errors import QuerySyntaxError
from statements.query import And, Everything, Node, Not, Or, Phrase, Word

LONGEST = 500
"""Characters a query may have."""
MOST_TERMS = 50
"""Words and quoted phrases a query may have."""
DEEPEST = 20
"""Brackets within brackets a query may have."""

_QUOTES = '"“”„‟«»＂'
_DASHES = "\\-‐‑‒–—−－"
_GRAMMAR = """
?start: either
?either: both (OR both)*
?both: part (AND? part)*
?part: NOT part -> without
     | WORD -> word
     | PHRASE -> phrase
     | OPEN either CLOSE -> within
%declare OR AND NOT WORD PHRASE OPEN CLOSE
"""
_SIGN = re.compile(
    rf"(?P<PHRASE>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w))"
    r"|(?P<OPEN>[(（])|(?P<CLOSE>[)）])"
    rf"|(?P<MINUS>(?<![^\s(（])[{_DASHES}](?=[{_QUOTES}‘(（]))"
    rf"|(?P<STRAY>[{_QUOTES}])"
    rf"|(?P<CHUNK>[^\s{_QUOTES}()（）]+)"
)
_MINUS = re.compile(rf"(?<![^\s(（])[{_DASHES}](?=\w)")
_OPERATORS = ("OR", "AND", "NOT")
_FILTERS = {
    "minister": "the minister filter",
    "office": "the office filter",
    "dept": "the department filter",
    "policy": "the policy filter",
    "kind": "the kind filter",
    "house": "the House filter",
    "source": "the source filter",
    "from": "the dates",
    "to": "the dates",
    "on": "the dates",
}
_FIELDS = ("asker", "aspect", "entity", "uin", "col", "cites", "said", *_FILTERS)
_FIELD = re.compile(rf"({'|'.join(_FIELDS)}):", re.IGNORECASE)
_QUOTED_INSTEAD = "To search for it as written, put it in quotation marks."
_UNKNOWN_FIELD = re.compile(r"[^\W\d]\w*:(?=\S)")
_REFUSED = (
    (
        re.compile(r".*\*"),
        "beginnings of words (*) are not understood yet",
        "Write the word: its other forms are found.",
    ),
    (re.compile(r"NEAR(/.*)?$"), "NEAR is not understood yet", "Leave it out, or quote the words as a phrase."),
    (re.compile(r".*~"), "nearness (~) is not understood yet", "Leave it out, or quote the words as a phrase."),
    (re.compile(r"/[sp\d]+$"), "“same sentence” and “same paragraph” are not understood yet", "Leave it out."),
    (re.compile(r".*\|"), "“|” is no operator", "Write OR in capitals between two words."),
    (re.compile(r"&&"), "“&&” is no operator", "Write AND, or nothing: all words are required."),
    (re.compile(r"!+\w"), "“!” is no operator", "Write a minus sign before a word that must not be there."),
    (re.compile(r"\++\w"), "“+” is no operator", "Leave it out: all words are required."),
    (re.compile(r".*\^"), "weights (^) are not understood", "Leave it out."),
    (re.compile(rf"[{_DASHES}]{{2,}}\w"), "more than one minus sign", "Write one minus sign, or none."),
)


def parse(text: str) -> Node:
    """The tree of what was typed; nothing but white space asks for everything. Raises QuerySyntaxError."""
    if not text.strip():
        return Everything()
    if len(text) > LONGEST:
        raise QuerySyntaxError(text, LONGEST, f"a query has {LONGEST} characters at most", "Shorten it.")
    try:
        return _PARSER.parse(text)  # type: ignore[return-value]  # the transformer makes nodes of lark's trees
    except UnexpectedToken as error:
        raise _explained(text, error) from error


def printed(node: Node) -> str:
    """The canonical text of a tree: `parse` gives the same tree again."""
    match node:
        case Word(text):
            return text
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case And(parts):
            return " ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_bracketed(part, And) for part in parts)
        case Not(part):
            return f"-{_bracketed(part, And, Or)}"
        case Everything():
            return ""


def _bracketed(node: Node, *kinds: type) -> str:
    return f"({printed(node)})" if isinstance(node, kinds) else printed(node)


class _Scanner(Lexer):
    """Lark's lexer: the signs of a query, with everything that is refused."""

    def __init__(self, _configuration: Any) -> None:
        """Lark makes the lexer itself; there is nothing to configure."""

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]  # as lark documents it, its types do not
        """The signs of `text` with their places. Raises QuerySyntaxError."""
        terms = depth = 0
        last: Token | None = None
        for last in _signs(text):
            terms += last.type in ("WORD", "PHRASE")
            depth += {"OPEN": 1, "CLOSE": -1}.get(last.type, 0)
            if terms > MOST_TERMS:
                raise _at(text, last, f"a query has {MOST_TERMS} words and phrases at most", "Leave some out.")
            if depth > DEEPEST:
                raise _at(text, last, f"brackets stand {DEEPEST} deep at most", "Use fewer brackets.")
            yield last
        if last is None:
            raise QuerySyntaxError(
                text, 0, "there is no word in it", "Write a word, or nothing to see every statement."
            )


def _signs(text: str) -> Iterator[Token]:
    operator = None
    for found in _SIGN.finditer(text):
        signs = _read(text, found)
        if operator and not signs:
            raise _at(text, operator, f"after “{operator}” stands no word", f"Write a word after “{operator}”.")
        yield from signs
        operator = signs[-1] if signs and signs[-1].type in _OPERATORS else None


def _read(text: str, found: re.Match[str]) -> list[Token]:
    kind, start = found.lastgroup, found.start()
    if kind == "CHUNK":
        return _read_chunk(text, found[0], start)
    if kind == "STRAY":
        raise QuerySyntaxError(text, start, "this quotation mark is never closed", "Close it, or take it out.")
    if kind == "PHRASE" and not forms(found[0]).exact:
        raise QuerySyntaxError(text, start, "no word in these quotation marks", "Write the words between them.")
    return [Token("NOT" if kind == "MINUS" else str(kind), found[0], start)]


def _read_chunk(text: str, chunk: str, start: int) -> list[Token]:
    if chunk in _OPERATORS:
        return [Token(chunk, chunk, start)]
    _refuse(text, chunk, start)
    if not forms(chunk).exact:
        return []
    if _MINUS.match(text, start):
        return [Token("NOT", chunk[0], start), *_read_chunk(text, chunk[1:], start + 1)]
    return [Token("WORD", chunk, start)]


def _refuse(text: str, chunk: str, start: int) -> None:
    if field := _FIELD.match(text, start):
        name = field[1].lower()
        instead = f"Use {_FILTERS[name]} beside the results." if name in _FILTERS else _QUOTED_INSTEAD
        raise QuerySyntaxError(text, start, f"“{name}:” is not understood yet", instead)
    if field := _UNKNOWN_FIELD.match(text, start):
        raise QuerySyntaxError(text, start, f"there is no field “{field[0]}”", _QUOTED_INSTEAD)
    for pattern, fault, suggestion in _REFUSED:
        if pattern.match(chunk):
            raise QuerySyntaxError(text, start, fault, suggestion)


class _Tree(Transformer[Token, Node]):
    """Lark's matches as our nodes, nested ANDs and ORs made flat."""

    def word(self, children: list[Token]) -> Node:
        return Word("-".join(forms(children[0]).exact))

    def phrase(self, children: list[Token]) -> Node:
        return Phrase(forms(children[0]).exact)

    def within(self, children: list[Any]) -> Node:
        return children[1]  # type: ignore[no-any-return]  # between the two brackets

    def without(self, children: list[Any]) -> Node:
        part: Node = children[1]
        return part.part if isinstance(part, Not) else Not(part)

    def both(self, children: list[Any]) -> Node:
        return And(tuple(_flat(children, And)))

    def either(self, children: list[Any]) -> Node:
        return Or(tuple(_flat(children, Or)))


def _flat(children: list[Any], kind: type[And] | type[Or]) -> Iterator[Node]:
    for child in children:
        if isinstance(child, kind):
            yield from child.parts
        elif not isinstance(child, Token):
            yield child


def _explained(text: str, error: UnexpectedToken) -> QuerySyntaxError:
    """Lark's complaint in the reader's terms, at the sign that is to blame."""
    sign = error.token
    earlier = list(_signs(text if sign.type == "$END" else text[: sign.start_pos]))
    last = earlier[-1] if earlier else None
    if last is not None and last.type in _OPERATORS:
        return _at(text, last, f"after “{last}” stands no word", f"Write a word after “{last}”, or leave it out.")
    if sign.type == "$END":
        return _at(text, _unclosed(earlier), "this bracket is never closed", "Close it, or take it out.")
    if sign.type == "CLOSE" and last is not None and last.type == "OPEN":
        return _at(text, last, "there is nothing in these brackets", "Write a word between them.")
    if sign.type == "CLOSE":
        return _at(text, sign, "this bracket closes nothing", "Take it out, or open one before it.")
    return _at(text, sign, f"before “{sign}” stands no word", f"Write a word before “{sign}”, or leave it out.")


def _unclosed(signs: list[Token]) -> Token:
    open_brackets: list[Token] = []
    for sign in signs:
        if sign.type == "OPEN":
            open_brackets.append(sign)
        elif sign.type == "CLOSE":
            open_brackets.pop()
    return open_brackets[-1]


def _at(text: str, sign: Token, fault: str, suggestion: str) -> QuerySyntaxError:
    return QuerySyntaxError(text, sign.start_pos or 0, fault, suggestion)


_PARSER = Lark(_GRAMMAR, parser="lalr", lexer=_Scanner, transformer=_Tree())
