"""Whether an answer is of the sort that was asked for. Where it is not, something else stands in the source's place."""

import json
import re
from urllib.parse import urlsplit

from crawler.parsers.payload import problem
from statements.snapshot import Snapshot

TABLES = (".csv",)
OTHERS = ("/robots.txt",)
PAGES = (".htm", ".html")
FILES = (".xml",)

_HANSARD = re.compile(rb"content-small|maincontent|name=[\"']column_")
"""What every page of printed Hansard has: the place of its words, or a column."""


def intelligible(snapshot: Snapshot) -> bool:
    """True if the body can be what the address gives: JSON; for the address of a table, a page or a file, that.

    A bot check, a maintenance page, half an answer or the service's account of its own failure, sent with status 200,
    is not.
    """
    path = urlsplit(snapshot.url).path
    if path.endswith(OTHERS):
        return True
    if path.endswith(TABLES):
        return snapshot.body.lstrip()[:1] not in (b"", b"<")
    if path.endswith(PAGES):
        return bool(_HANSARD.search(snapshot.body))
    if path.endswith(FILES):
        return snapshot.body.lstrip()[:1] == b"<"
    try:
        status = problem(json.loads(snapshot.body))
    except (ValueError, RecursionError):
        return False
    return status is None or status < 500
