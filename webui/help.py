"""How to search, what is held, under which licences, and what the crawler does."""

from flask import Blueprint, render_template

from webui.forms import takes
from webui.shelf import library

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("")
@takes()
def page() -> str:
    """One page of help, with the sources as they are declared."""
    return render_template("help.html", sources=library().sources.values())
