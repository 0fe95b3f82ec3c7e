"""The statements of one policy or person, newest first: a list that is a search with one filter."""

from collections.abc import Callable
from dataclasses import dataclass

from indexer.search.service import Page
from statements.errors import EngineUnavailable
from statements.query import Facet, Sort
from webui import addresses
from webui.forms import LAST_PAGE, SearchForm, whole_number
from webui.presenters import results
from webui.presenters.charts import Chart, histogram
from webui.presenters.results import Result
from webui.shelf import library


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list; `fault` says why there is none, `search` leads to the same as a search."""

    search: str
    page: Page | None = None
    fault: EngineUnavailable | None = None
    results: tuple[Result, ...] = ()
    chart: Chart | None = None
    pagination: dict[str, object] | None = None


def listing(facet: Facet, value: str, address: Callable[[int | None], str]) -> Listing:
    """The page of the list that the request asks for; `address` gives that of another page (None: the first)."""
    form = SearchForm(filters=((facet, (value,)),), sort=Sort.NEWEST, page=whole_number("page", LAST_PAGE) or 1)
    search = addresses.search(form.on_page(1))
    try:
        page = library().find(form.query(), form.window())
    except EngineUnavailable as fault:
        return Listing(search=search, fault=fault)
    titles = library().titles
    first = form.window().offset + 1
    return Listing(
        search=search,
        page=page,
        results=tuple(results.result(found, number, titles) for number, found in enumerate(page.results, first)),
        chart=histogram(page.histogram, form),
        pagination=results.pagination(page.total, form.page, lambda number: address(number if number > 1 else None)),
    )
