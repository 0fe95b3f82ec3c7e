"""What was fetched and what was not."""

from flask import Blueprint, render_template

from webui.forms import takes
from webui.presenters import coverage as presenter
from webui.shelf import library

blueprint = Blueprint("coverage", __name__, url_prefix="/coverage")


@blueprint.get("")
@takes()
def page() -> str:
    """Each source with the windows read last and those missing, and the last crawls with their counts."""
    return render_template(
        "coverage.html",
        status=library().status(),
        sources=presenter.sources(library().sources, library().coverage()),
        runs=presenter.runs(library().sources, library().runs()),
    )
