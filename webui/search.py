"""The search page and its exports."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request

from indexer.search.service import Page
from statements.errors import EngineUnavailable, MalformedReference, QuerySyntaxError
from statements.query import Facet, Window
from webui import addresses
from webui.forms import SEARCH_PARAMETERS, SearchForm, search_form, takes
from webui.presenters import coverage, exports, results
from webui.presenters.charts import histogram
from webui.presenters.results import Result
from webui.shelf import library, shelf

MOST_EXPORTED = 1000  # rows of one CSV

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@takes(*SEARCH_PARAMETERS)
def page() -> str | tuple[Response | str, int]:
    """Results, with the filters that narrow them; an empty form asks for everything, newest first."""
    form = search_form(request.args)
    try:
        found = library().find(form.query(), form.window())
    except QuerySyntaxError as fault:
        return render_template("search-unread.html", form=form, fault=fault, cited=_cited(form)), 422
    except EngineUnavailable as fault:
        return render_template("search-down.html", form=form, fault=fault, cited=_cited(form)), 503
    return _page(form, found)


def _page(form: SearchForm, found: Page) -> str:
    titles = library().titles
    numbered = enumerate(found.results, start=form.window().offset + 1)
    return render_template(
        "search.html",
        form=form,
        page=found,
        cited=_cited(form),
        results=[results.result(one, number, titles) for number, one in numbered],
        facets=results.facets(found, form, name),
        in_force=results.in_force(form, name),
        sorts=results.sorts(form),
        chart=histogram(found.histogram, form),
        shown=results.shown(found, form),
        pagination=results.pagination(found.total, form.page, lambda number: addresses.search(form.on_page(number))),
        wider=_wider(form) if not found.total else [],
        covered=_covered() if not found.total else "",
        exports={twin: addresses.search(form.on_page(1), twin) for twin in ("csv", "json")},
    )


def name(facet: Facet, value: str) -> str:
    """What a value of a facet is called on a page."""
    return results.value_name(facet, library().name(facet, value))


def _covered() -> str:
    return coverage.in_one_line(library().sources, library().coverage(), demonstration=shelf().demonstration)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What typed words name that are a reference, or why they name nothing."""

    results: tuple[Result, ...]
    missing: str | None
    candidates: tuple[Result, ...]


def _cited(form: SearchForm) -> _Cited | None:
    """None if the words are no reference."""
    try:
        citation = library().cite(form.q) if form.q else None
    except MalformedReference:
        return None
    if citation is None:
        return None
    return _Cited(_listed(citation.statements), citation.missing, _listed(citation.candidates))


def _listed(ids: Sequence[str]) -> tuple[Result, ...]:
    titles, held = library().titles, library().latest(ids)
    return tuple(results.listed(one, held[one], library().tags(one), titles) for one in ids if one in held)


def _wider(form: SearchForm) -> list[tuple[str, str, int]]:
    """The nearest searches that find something: what is asked, the address, how many statements."""
    near = []
    for other in results.wider(form):
        found = library().find(other.query(), Window(limit=1))
        if found.total:
            near.append((found.understood, addresses.search(other), found.total))
    return near


@blueprint.get("/search.json")
@takes(*SEARCH_PARAMETERS)
def as_json() -> Response:
    """The same results in the shape of `dispatchbox search --json`."""
    form = search_form(request.args)
    return jsonify(exports.search(library().find(form.query(), form.window())))


@blueprint.get("/search.csv")
@takes(*SEARCH_PARAMETERS)
def as_csv() -> Response:
    """The first thousand results of the same search, from its first page on."""
    form = search_form(request.args)
    found = library().find(form.query(), form.on_page(1).window(MOST_EXPORTED))
    links = {one.id: shelf().base_url + addresses.statement(one.id) for one in found.results}
    response = Response(exports.csv_of(found.results, links), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="statements.csv"'
    return response
