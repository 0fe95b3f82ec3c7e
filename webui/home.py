"""The first page: a search box, what is newest, the policies followed and what is covered."""

from flask import Blueprint, render_template

from indexer.library import Followed
from indexer.search.service import Found
from statements.errors import EngineUnavailable
from statements.query import Query, Sort, Window
from webui.forms import takes
from webui.presenters import coverage, policies, results
from webui.shelf import library, shelf

NEWEST = 6

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@takes()
def page() -> str:
    """The first page; without a search engine it still leads to the record."""
    newest, followed, fault = _searched()
    titles = library().titles
    return render_template(
        "home.html",
        status=library().status(),
        fault=fault,
        newest=[results.result(found, 0, titles) for found in newest],
        topics=policies.topics(library().topics, followed),
        covered=coverage.in_one_line(library().sources, library().coverage(), demonstration=shelf().demonstration),
    )


def _searched() -> tuple[tuple[Found, ...], tuple[Followed, ...], EngineUnavailable | None]:
    """The newest statements and the policies as far as the engine answers, and why it does not."""
    try:
        newest = library().find(Query(), Window(sort=Sort.NEWEST, limit=NEWEST))
        return newest.results, library().followed(), None
    except EngineUnavailable as fault:
        return (), (), fault
