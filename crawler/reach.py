"""Whether a source's server answers at all: asked first, so that a machine without network is told so plainly."""

import threading
import urllib.error
import urllib.request
from collections.abc import Sequence

from crawler.settings import user_agent
from indexer.config import Settings, Source

PATIENCE = 6.0  # seconds, for all sources together
REFUSED = 500  # from this status on a server, or the proxy before it, does not give what is asked


def reachable(settings: Settings, sources: Sequence[Source]) -> frozenset[str]:
    """The ids of those sources whose server answers within a few seconds; each is asked for its robots.txt."""
    answered: set[str] = set()
    asked = [
        threading.Thread(target=_ask, args=(source, user_agent(settings), answered), daemon=True) for source in sources
    ]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join(PATIENCE)
    return frozenset(answered)


def _ask(source: Source, agent: str, answered: set[str]) -> None:
    if not source.base.startswith(("http://", "https://")):
        return
    address = "/".join(source.base.split("/")[:3]) + "/robots.txt"
    request = urllib.request.Request(address, headers={"User-Agent": agent})  # noqa: S310  http or https, see above
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310  the same address
            answered.add(source.id)
    except urllib.error.HTTPError as error:
        if error.code < REFUSED:
            answered.add(source.id)
    except OSError:
        return  # no network, no such name, refused, or too slow: not reached
