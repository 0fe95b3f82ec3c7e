"""Files of a mirror of TheyWorkForYou: what their names tell, and the list of when each changed."""

import re
from dataclasses import dataclass
from datetime import date

from statements.statement import House

FOLDERS = {
    "debates": ("debates", House.COMMONS, "Commons Chamber", "debates"),
    "westminster": ("westminhall", House.COMMONS, "Westminster Hall", "whall"),
    "answers": ("wrans", House.COMMONS, "Written Answers", "wrans"),
    "lordswrans": ("lordswrans", House.LORDS, "Written Answers", "wrans"),
    "ministerial": ("wms", House.COMMONS, "Written Statements", "wms"),
    "lordswms": ("lordswms", House.LORDS, "Written Statements", "wms"),
    "daylord": ("lordspages", House.LORDS, "Lords Chamber", "lords"),
}
"""By the beginning of a file's name: its folder, House, part of the sitting, and where it is read on the site."""

_FILE = re.compile(rf"(?P<kind>{'|'.join(FOLDERS)})(?P<day>\d{{4}}-\d\d-\d\d)(?P<letter>[a-z]{{0,2}})\.xml")


@dataclass(frozen=True, slots=True)
class File:
    """What the name of a file tells. `letter` is that of its edition, empty for the database's files."""

    kind: str
    day: date
    letter: str

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.kind}{self.day.isoformat()}{self.letter}.xml"

    @property
    def folder(self) -> str:
        """The folder in which it lies."""
        return FOLDERS[self.kind][0]


def file_named(name: str) -> File | None:
    """What a file's name tells; None if it is no file of parlparse that holds statements."""
    found = _FILE.fullmatch(name)
    if not found:
        return None
    try:
        return File(found["kind"], date.fromisoformat(found["day"]), found["letter"])
    except ValueError:
        return None


def changes(listing: str) -> list[tuple[int, File]]:
    """The rows of a `changedates.txt`: seconds since 1970 and the file that changed then, oldest first.

    Lines that name no file of statements are left out.
    """
    rows = (line.strip().partition(",") for line in listing.splitlines())
    dated = ((int(at), file_named(name)) for at, _, name in rows if at.isascii() and at.isdigit() and len(at) < 12)
    return sorted(((at, file) for at, file in dated if file is not None), key=lambda row: row[0])
