"""TheyWorkForYou: files of its XML as an operator mirrors them.

The name of a file tells House, day and part of the sitting. Facts from the TheyWorkForYou page:

- several editions of a day lie side by side, by letter; one that is superseded says so and gives nothing
- speakers are named by `speakerid` or `person_id`, or are none; an anchor in `url` is Hansard's id of the words, but
  words without an anchor of their own repeat the one before
- in written answers of the database (no letter in the file's name) the file bears the day answered or corrected, ids
  and addresses the day tabled; in older files both are the day answered
- questions answered together stand before one reply
- a day that was read again has a `gidredirect` for each id that changed
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.parsers.mirror import file_named
from crawler.parsers.parlparse import read
from crawler.parsers.sitting import sightings
from statements.errors import SourceChanged
from statements.snapshot import Snapshot
from statements.statement import Sighting


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The statements of one file; none of one that is superseded. All are read before the first is given.

    Raises SourceChanged.
    """
    file = file_named(urlsplit(snapshot.url).path.rpartition("/")[2])
    if file is None:
        raise SourceChanged(snapshot.source, snapshot.url, "the address is that of no file of statements")
    document = read(snapshot)
    return iter(()) if document.superseded else iter(sightings(file, document.elements, snapshot.source))
