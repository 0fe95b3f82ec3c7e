"""The web application: a blueprint a noun, one place for headers, one for errors."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app, url_for
from flask.json.provider import DefaultJSONProvider
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from indexer.config import Settings
from indexer.library import Library
from webui import coverage, entities, errors, headers, help, home, people, policies, search, statements
from webui.presenters import words
from webui.shelf import Shelf


class InOrder(DefaultJSONProvider):
    """JSON whose keys stand in the order in which the contract names them."""

    sort_keys = False


BLUEPRINTS = (home, search, statements, policies, people, entities, coverage, help)
OWN_FILES = ("dispatchbox.css", "dispatchbox.js")


def create_app(library: Library, settings: Settings, *, demonstration: bool = False) -> Flask:
    """The site over that library; with `demonstration` every page says that its texts are paraphrases."""
    app = Flask(__name__, static_url_path="/static")
    app.extensions["shelf"] = Shelf(library, settings.base_url.rstrip("/"), demonstration)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.json = InOrder(app)
    _set_up_templates(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    errors.register(app)
    headers.register(app)
    return app


def _set_up_templates(app: Flask) -> None:
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("webui"), components])
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters.update(day=words.day, number=words.number)
    app.jinja_env.globals.update(count=words.count, static_address=_addresses_of_static(app))
    app.context_processor(_shown_on_every_page)


def _addresses_of_static(app: Flask) -> Callable[[str], str]:
    """The address of one of our own files bears the hash of its bytes, so that a browser never keeps an old one."""
    folder = Path(app.static_folder or "")
    versions = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12] for name in OWN_FILES}
    return lambda name: url_for("static", filename=name, v=versions[name])


def _shown_on_every_page() -> dict[str, object]:
    shelf: Shelf = current_app.extensions["shelf"]
    return {"demonstration": shelf.demonstration, "base_url": shelf.base_url, "retrieved": shelf.today()}
