"""A named thing: a person, body, place, ship, operation or treaty, and the statements that name it."""

from flask import Blueprint, render_template, url_for

from statements.query import Facet
from webui.forms import takes
from webui.lists import listing
from webui.presenters import words
from webui.shelf import library

blueprint = Blueprint("entities", __name__, url_prefix="/entities")


@blueprint.get("/<entity_id>")
@takes("page")
def page(entity_id: str) -> str:
    """What it is, and the statements that name it under any of its spellings, newest first."""
    entity = library().entity(entity_id)
    found = listing(Facet.ENTITY, entity_id, lambda number: url_for(".page", entity_id=entity_id, page=number))
    return render_template("entity.html", entity=entity, kind=words.label(entity.label), listing=found)
