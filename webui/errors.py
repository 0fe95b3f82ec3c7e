"""Errors as pages, written like answers: what was looked for, what is wrong, the way on. JSON for a .json address."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from statements.errors import (
    DispatchBoxError,
    EngineUnavailable,
    NotHeld,
    QuerySyntaxError,
    RecordUnavailable,
    TakenDown,
)
from webui.forms import BadParameters, Fault

log = logging.getLogger(__name__)

STATUSES: dict[type[DispatchBoxError], tuple[int, str]] = {
    NotHeld: (404, "Not held"),
    TakenDown: (410, "Taken down"),
    EngineUnavailable: (503, "Search cannot answer at the moment"),
    RecordUnavailable: (503, "The record cannot be read at the moment"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as it is shown: a heading, what is wrong, what to do next."""

    status: int
    title: str
    detail: str
    remedy: str = ""
    faults: tuple[Fault, ...] = ()


def register(app: Flask) -> None:
    """Answer every error of the application."""
    app.register_error_handler(DispatchBoxError, _raised_on_purpose)
    app.register_error_handler(BadParameters, _bad_parameters)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unforeseen)


def _raised_on_purpose(error: DispatchBoxError) -> tuple[Response | str, int]:
    if isinstance(error, QuerySyntaxError):
        return answer(Problem(422, "The search cannot be read", str(error), error.remedy))
    status, title = STATUSES.get(type(error), (500, "Something is wrong here"))
    if status >= 500:
        log.error("%s: %s", type(error).__name__, error)
    return answer(Problem(status, title, str(error), error.remedy))


def _bad_parameters(error: BadParameters) -> tuple[Response | str, int]:
    detail = "The address has a part that this page cannot use, so nothing was searched."
    return answer(Problem(422, "The address cannot be answered as it stands", detail, faults=error.faults))


def _of_http(error: HTTPException) -> tuple[Response | str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect
    if error.code == 404:
        detail = (
            "There is no page at this address. If you followed a link from this site, it should have led somewhere."
        )
        return answer(Problem(404, "No page here", detail))
    return answer(Problem(error.code, error.name, error.description or ""))


def _unforeseen(error: Exception) -> tuple[Response | str, int]:
    log.error("unforeseen error at %s", request.path, exc_info=error)
    detail = "The site met an error that nobody foresaw. It has been logged; the record itself is not touched by it."
    return answer(Problem(500, "Something is wrong here", detail))


def answer(problem: Problem) -> tuple[Response | str, int]:
    """The problem as a page, or as `application/problem+json` (RFC 9457) at an address that ends in .json."""
    if not request.path.endswith(".json"):
        return render_template("error.html", problem=problem), problem.status
    body: dict[str, Any] = {"title": problem.title, "status": problem.status, "detail": problem.detail}
    if problem.remedy:
        body["remedy"] = problem.remedy
    if problem.faults:
        body["faults"] = [{"parameter": fault.parameter, "fault": fault.fault} for fault in problem.faults]
    response = jsonify(body)
    response.mimetype = "application/problem+json"
    return response, problem.status
