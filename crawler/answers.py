"""Whether an answer is of the sort that was asked for. Where it is not, something else stands in the source's place."""

import json
from urllib.parse import urlsplit

from statements.snapshot import Snapshot

TABLES = (".csv",)
OTHERS = ("/robots.txt",)


def intelligible(snapshot: Snapshot) -> bool:
    """True if the body can be what the address gives: JSON, or a table for a `.csv` address.

    A bot check, a maintenance page or half an answer, sent with status 200, is not.
    """
    path = urlsplit(snapshot.url).path
    if path.endswith(OTHERS):
        return True
    if path.endswith(TABLES):
        return snapshot.body.lstrip()[:1] != b"<" and bool(snapshot.body)
    try:
        json.loads(snapshot.body)
    except (ValueError, RecursionError):
        return False
    return True
