"""What was fetched and what was not."""

from flask import Blueprint, Response, jsonify, render_template

from webui.forms import takes
from webui.presenters import coverage as presenter
from webui.presenters.strips import strips
from webui.shelf import library, shelf

blueprint = Blueprint("coverage", __name__)


@blueprint.get("/coverage")
@takes()
def page() -> str:
    """Each source by year and day, with the windows read last and those missing, and the last crawls."""
    known = library().survey()
    return render_template(
        "coverage.html",
        status=library().status(),
        sources=presenter.sources(library().sources, library().coverage()),
        strips={days.source: strips(known, days) for days in known.sources},
        replayed=presenter.replayed(library().sources, known) if shelf().demonstration else {},
        runs=presenter.runs(library().sources, library().runs()),
    )


@blueprint.get("/coverage.json")
@takes()
def as_json() -> Response:
    """How each source stands, as runs of days alike."""
    return jsonify(presenter.as_told(library().survey()))
