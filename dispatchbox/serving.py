"""`serve`: the web site over what is held."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dispatchbox.terminal import say
from indexer.config import Settings, load_settings
from statements.errors import PortTaken

if TYPE_CHECKING:
    from indexer.library import Library

THREADS = 8


def serve() -> None:
    """Serve the site until it is stopped."""
    from dispatchbox.opening import opened_library

    stop_when_told()
    settings = load_settings()
    with opened_library(settings) as library, serving(library, settings):
        threading.Event().wait()


@contextmanager
def serving(library: "Library", settings: Settings, *, demonstration: bool = False) -> Iterator[None]:
    """The site answers while the block runs. Raises PortTaken."""
    import waitress

    from webui.app import create_app

    app = create_app(library, settings, demonstration=demonstration)
    try:
        server = waitress.create_server(app, host=settings.host, port=settings.port, threads=THREADS, ident=None)
    except OSError as error:
        raise PortTaken(f"port {settings.port} of {settings.host} cannot be used: {error.strerror or error}") from error
    threading.Thread(target=server.run, name="web server", daemon=True).start()
    say(f"The site is at http://{server.effective_host}:{server.effective_port}")
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        server.close()


def stop_when_told() -> None:
    """From now on being told to end (SIGTERM) ends the process in order, and so does Ctrl-C.

    The latter even where a shell that started this in the background had it ignored.
    """
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(0)
