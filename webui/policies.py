"""The policies that are followed: the list, and the statements of each."""

from flask import Blueprint, render_template, url_for

from statements.errors import EngineUnavailable
from statements.query import Facet
from webui.forms import takes
from webui.lists import listing
from webui.presenters import policies as presenter
from webui.shelf import library

blueprint = Blueprint("policies", __name__, url_prefix="/policies")


@blueprint.get("")
@takes()
def index() -> str:
    """Every policy followed, with its newest statement; without a search engine, with its question alone."""
    try:
        followed, fault = library().followed(), None
    except EngineUnavailable as error:
        followed, fault = (), error
    return render_template("policies.html", topics=presenter.topics(library().topics, followed), fault=fault)


@blueprint.get("/<policy_id>")
@takes("page")
def page(policy_id: str) -> str:
    """A policy's question and its statements, newest first."""
    topic, policy = library().policy(policy_id)
    found = listing(Facet.POLICY, policy_id, lambda number: url_for(".page", policy_id=policy_id, page=number))
    return render_template("policy.html", topic=topic, policy=policy, listing=found)
