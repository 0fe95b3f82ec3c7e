"""A person: the offices held, by each source's account, and what was said in them."""

from flask import Blueprint, render_template, url_for

from statements.query import Facet
from webui.forms import takes
from webui.lists import listing
from webui.presenters import people as presenter
from webui.shelf import library

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("/<person_id>")
@takes("page")
def page(person_id: str) -> str:
    """Offices by date, where the sources disagree, and the statements, newest first."""
    view = presenter.person(library().career(person_id))
    found = listing(Facet.MINISTER, person_id, lambda number: url_for(".page", person_id=person_id, page=number))
    return render_template("person.html", person=view, listing=found)
