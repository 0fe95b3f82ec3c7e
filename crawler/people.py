"""From archived answers to people and the offices they held: the same code live and in `reparse`."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.door import Officeholders
from crawler.parsers import members, ministers
from statements.people import Person, Tenure
from statements.snapshot import Snapshot

_HISTORY = re.compile(r"/api/Members/History", re.IGNORECASE)
_PAGE = re.compile(r"/api/Members/\d+", re.IGNORECASE)
_BIOGRAPHY = re.compile(r"/api/Members/\d+/Biography", re.IGNORECASE)


def persons_in(snapshot: Snapshot) -> tuple[Person, ...]:
    """The people of a page of a member, or of a history, which knows their former names too. Raises SourceChanged."""
    path = urlsplit(snapshot.url).path
    if _HISTORY.search(path):
        return members.history(snapshot)
    if _PAGE.search(path) and not _BIOGRAPHY.search(path):
        return (members.member(snapshot),)
    return ()


def posts_in(snapshot: Snapshot) -> tuple[Tenure, ...]:
    """The offices of a member's biography. Raises SourceChanged."""
    return members.parse(snapshot) if _BIOGRAPHY.search(urlsplit(snapshot.url).path) else ()


def database(files: Iterable[Snapshot]) -> Officeholders:
    """Everybody in the Ministers Database, from the newest of each of its files. Raises SourceChanged."""
    newest = {urlsplit(file.url).path.rpartition("/")[2]: file.body for file in files}
    return Officeholders(*ministers.parse(newest))
