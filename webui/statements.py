"""A statement: its page, its versions, its exports and the bytes it rests on."""

from functools import partial

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from statements.errors import NotHeld
from statements.statement import Statement, Version
from webui import addresses
from webui.forms import choices, takes, whole_number
from webui.headers import digest
from webui.presenters import chains, claims, exports
from webui.presenters import statements as presenter
from webui.shelf import library, shelf

MOST_VERSIONS = 100_000

blueprint = Blueprint("statements", __name__, url_prefix="/statements")


@blueprint.get("/<path:statement_id>")
@takes("version", "marks")
def page(statement_id: str) -> str | Answer:
    """One version of a statement, the one in force unless a number is given; an alias leads to the id."""
    marks = choices("marks", (*claims.LABELS, claims.OFF), " ".join(claims.SHOWN))
    kinds = tuple(kind for kind in claims.LABELS if kind in marks)
    number = whole_number("version", MOST_VERSIONS)
    held = library().statement(statement_id)
    if held.id != statement_id:
        return redirect(addresses.statement(held.id, number, request.args.get("marks")), 301)
    version = _version(held, number)
    tags = claims.shown(library().tags(held.id, version.number))
    view = presenter.statement(held, version, tags, library().titles, library().sources, kinds)
    return render_template(
        "statement.html",
        view=view,
        switches=claims.switches(tags, kinds, partial(addresses.statement, held.id, number)),
        claims=claims.listed(version, tags, library().titles, library().questions),
        chain=chains.chain(*library().chain(held)),
        prints=presenter.prints(held, version, library().readings(held), library().sources),
        neighbours=presenter.neighbours(library().section(version), held.id),
        repeated=presenter.repeated(library().repeats(held)),
        others=presenter.others(library().answered_with(held)),
    )


def _version(held: Statement, number: int | None) -> Version:
    version = held.latest if number is None else held.version(number)
    if version is None:
        count = len(held.versions)
        raise NotHeld(f"“{held.id}” has no version {number}", remedy=f"It has {count}; see its page for each.")
    return version


@blueprint.get("/<path:statement_id>.json")
@takes("version")
def as_json(statement_id: str) -> Response:
    """The same in the interchange's keys, with versions, evidence and tags."""
    held = library().statement(statement_id)
    version = _version(held, whole_number("version", MOST_VERSIONS))
    tags = library().tags(held.id, version.number)
    address = shelf().base_url + addresses.statement(held.id)
    told = exports.statement(held, version, tags, library().readings(held), address)
    return jsonify(told | exports.repeats(library().repeats(held)))


@blueprint.get("/<path:statement_id>.ris")
@takes("version")
def as_ris(statement_id: str) -> Response:
    """The same for a reference manager."""
    held = library().statement(statement_id)
    version = _version(held, whole_number("version", MOST_VERSIONS))
    text = exports.ris(
        held, version, library().tags(held.id, version.number), shelf().base_url + addresses.statement(held.id)
    )
    return Response(text, mimetype="application/x-research-info-systems")


@blueprint.get("/<path:statement_id>/evidence/<int:place>")
@takes()
def evidence(statement_id: str, place: int) -> Response:
    """The archived bytes as they were received, as plain text that no browser will take for a page."""
    held = library().statement(statement_id)
    if not 1 <= place <= len(held.evidence):
        raise NotHeld(f"“{held.id}” has no evidence {place}", remedy=f"It has {len(held.evidence)}; see its page.")
    _, seen = held.evidence[place - 1]
    if seen.archived is None:
        raise NotHeld(f"no bytes are kept for evidence {place} of “{held.id}”", remedy="It was imported, not fetched.")
    snapshot = library().archived(seen.archived)
    response = Response(snapshot.body, content_type="text/plain; charset=utf-8")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response.headers["Content-Disposition"] = f'inline; filename="{snapshot.sha256[:16]}.txt"'
    response.headers["Repr-Digest"] = digest(snapshot.sha256)
    return response
