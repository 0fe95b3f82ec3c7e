"""The addresses of our own pages; the whole state of a page stands in its address."""

from datetime import date

from flask import url_for

from statements.query import Facet
from webui.forms import SearchForm


def search(form: SearchForm, twin: str = "") -> str:
    """The search page in that state; `twin` is "json" or "csv" for the same as an export."""
    endpoint = f"search.as_{twin}" if twin else "search.page"
    parameters: dict[str, list[str]] = {}
    for name, value in form.pairs():
        parameters.setdefault(name, []).append(value)
    return url_for(endpoint, **parameters)  # type: ignore[arg-type]  # a list becomes a repeated parameter


def month(form: SearchForm, first: date, last: date) -> str:
    """The same search within the days of one bar of the histogram."""
    return search(form.in_days(first, last))


def statement(statement_id: str, version: int | None = None, marks: str | None = None) -> str:
    """A statement's page; of its version in force where no number is given."""
    return url_for("statements.page", statement_id=statement_id, version=version, marks=marks)


def policy(policy_id: str) -> str:
    """A policy's page."""
    return url_for("policies.page", policy_id=policy_id)


def person(person_id: str) -> str:
    """A person's page."""
    return url_for("people.page", person_id=person_id)


def entity(entity_id: str) -> str:
    """The page of a named thing."""
    return url_for("entities.page", entity_id=entity_id)


def filtered(facet: Facet, value: str) -> str:
    """The search page with one value of one facet chosen."""
    return search(SearchForm(filters=((facet, (value,)),)))


def evidence(statement_id: str, place: int) -> str:
    """The archived bytes of one piece of evidence, counted from 1."""
    return url_for("statements.evidence", statement_id=statement_id, place=place)
