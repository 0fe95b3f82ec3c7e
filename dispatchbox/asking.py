"""`search` and `cite`: questions to what is held."""

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dispatchbox import options
from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, say
from indexer.config import load_settings
from statements.query import Query, Sort, Window

if TYPE_CHECKING:
    from indexer.citations import Citation
    from indexer.library import Library
    from indexer.search.service import Found, Page

LEADING_DASH = {"ignore_unknown_options": True}
"""Click's setting by which "-word" is an argument and not an unknown option."""


def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words; “exact phrase”, OR, -word and brackets.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="How many to show.")] = 20,
    sort: Annotated[Sort, typer.Option("--sort", help="The order.")] = Sort.RELEVANCE,
    since: Annotated[date | None, options.day("--from", help="Only from this day on.")] = None,
    until: Annotated[date | None, options.day("--to", help="Only up to this day.")] = None,
    as_of: Annotated[
        datetime | None, options.moment("--as-of", help="What the record held then; a day means its end, in UTC.")
    ] = None,
    json: Json = False,
) -> None:
    """Find statements. Exit 1 if there are none."""
    from dispatchbox.opening import opened_library
    from indexer.search.syntax import parse
    from webui.presenters import exports

    text = _joined(query)
    if since and until and since > until:
        raise typer.BadParameter(f"--from {since} is after --to {until}")
    asked = Query(node=parse(text), since=since, until=until, as_of=as_of, typed=text)
    with opened_library(load_settings()) as library:
        page = library.find(asked, Window(sort=sort, limit=limit))
    if json:
        answer_json(exports.search(page))
    else:
        _show(page)
    if page.behind:
        say(f"The index is {page.behind:,} changes behind the record; `dispatchbox index` brings it up to date.")
    if not page.results:
        raise typer.Exit(1)


def cite(
    reference: Annotated[
        list[str], typer.Argument(metavar="REFERENCE", help="Like HC Deb 30 October 2014, c397 or UIN 213507.")
    ],
    json: Json = False,
) -> None:
    """Name the statements of a reference, or say what is missing. Exit 1 if it names none."""
    from dispatchbox.opening import opened_library

    with opened_library(load_settings()) as library:
        citation = library.cite(" ".join(reference))
        if json:
            answer_json(asdict(citation))
        else:
            _tell(library, citation)
    if not citation.statements:
        raise typer.Exit(1)


def _joined(words: list[str]) -> str:
    """The words as one query; two dashes begin no query, so they are a mistyped option."""
    for word in words:
        if word.startswith("--"):
            raise typer.BadParameter(f"there is no option {word}")
    return " ".join(words)


def _show(page: "Page") -> None:
    say(f"{page.understood} · {page.total:,} found")
    for found in page.results:
        answer(_line(found))


def _line(found: "Found") -> str:
    from statements import reference

    version = found.version
    speaker = version.speaker or version.speaker_as_printed or version.department or ""
    told = (found.id, version.date.isoformat(), str(reference.of(version) or ""), speaker, version.title)
    relaxed = " (fits only in part)" if found.relaxed else ""
    return "  ".join(filter(None, told)) + relaxed + f"\n    {found.passage.text}"


def _tell(library: "Library", citation: "Citation") -> None:
    if citation.missing:
        say(citation.missing)
    if citation.candidates:
        say("It may be one of:")
    named = citation.statements or citation.candidates
    held = library.latest(named)
    for name in named:
        line = "  ".join((name, held[name].date.isoformat(), held[name].title))
        (answer if citation.statements else say)(line)
