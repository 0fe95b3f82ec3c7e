"""The reference of a statement that is held."""

from statements.days import printed_day
from statements.reference.forms import read_columns
from statements.reference.values import Columns, Paper, Reference
from statements.statement import Kind, Version


def of(version: Version) -> Reference | None:
    """The reference by which a version is cited: its column, else its UIN or number; None if it has neither.

    A column as printed ("397", "44WS", "41WA", or a whole reference) takes House and day from the version. The number
    comes without the day, as the site prints it; `footnote` has both.
    """
    return _columns(version) or _paper(version)


def footnote(version: Version) -> str | None:
    """The footnote by which the Library cites a version; None where it has neither column nor number.

    HC Deb 30 October 2014, c397, or: Libya: Written question – 213507, 11 November 2014. It reads back as a reference
    that names this statement and no other.
    """
    reference = of(version)
    if not isinstance(reference, Paper):
        return str(reference) if reference else None
    what = "Written statement" if version.kind is Kind.WRITTEN_STATEMENT else "Written question"
    title = f"{version.title}: " if version.title else ""
    return f"{title}{what} – {reference.number}, {printed_day(version.date)}"


def _columns(version: Version) -> Columns | None:
    if not version.column:
        return None
    try:
        printed = read_columns(version.column, house=version.house, day=version.date)
        last = max(printed.last, version.column_last or 0)
        return Columns(first=printed.first, last=last, series=printed.series, house=printed.house, day=printed.day)
    except ValueError:
        return None  # what a source printed there is shown as it is, but is no reference


def _paper(version: Version) -> Paper | None:
    try:
        return Paper(number=version.uin.upper()) if version.uin else None
    except ValueError:
        return None
