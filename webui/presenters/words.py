"""Days, moments, numbers and names as a reader sees them."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from statements.query import Facet
from statements.statement import House, Kind, State

LONDON = ZoneInfo("Europe/London")

KINDS = {
    Kind.WRITTEN_ANSWER: "Written answer",
    Kind.WRITTEN_STATEMENT: "Written statement",
    Kind.ORAL_ANSWER: "Oral answer",
    Kind.ORAL_QUESTION: "Oral question",
    Kind.ORAL_STATEMENT: "Oral statement",
    Kind.ORAL_CONTRIBUTION: "Debate contribution",
    Kind.URGENT_QUESTION: "Urgent question",
    Kind.PRESS_RELEASE: "Press release",
    Kind.SPEECH: "Speech",
    Kind.TRAVEL_ADVICE: "Travel advice",
    Kind.REPORT: "Report",
}
STATES = {
    State.TABLED: "Tabled, not yet answered",
    State.HOLDING: "Holding answer",
    State.SUBSTANTIVE: "Answered",
    State.CORRECTED: "Corrected",
    State.WITHDRAWN: "Withdrawn",
}
NOTICES = {
    State.HOLDING: "A holding answer: it says that an answer will follow.",
    State.CORRECTED: "Corrected. What it said before is among the versions.",
    State.WITHDRAWN: "Withdrawn. It is kept here as it last stood.",
}
FACETS = {
    Facet.MINISTER: "Minister",
    Facet.OFFICE: "Office on the day",
    Facet.DEPARTMENT: "Department",
    Facet.HOUSE: "House",
    Facet.KIND: "Kind",
    Facet.POLICY: "Policy",
    Facet.ENTITY: "Named",
    Facet.SOURCE: "Source",
}


LABELS = {
    "PERSON": "Person",
    "ORG": "Body",
    "GPE": "Country or town",
    "LOC": "Region or sea",
    "FACILITY": "Ship, post or site",
    "OPERATION": "Operation",
    "TREATY": "Treaty or resolution",
    "MONEY": "Sum",
    "CARDINAL": "Number",
    "DATE": "Date",
}


def label(value: str) -> str:
    """What the label of a named thing means to a reader."""
    return LABELS.get(value, "Name")


def day(value: date | None) -> str:
    """30 October 2014; nothing for None."""
    return f"{value.day} {value:%B} {value.year}" if value else ""


def month(value: date) -> str:
    """October 2014."""
    return f"{value:%B} {value.year}"


def moment(value: datetime | None) -> str:
    """30 October 2014, 09:31 GMT (or BST): an aware time as London's clocks showed it; nothing for None."""
    if value is None:
        return ""
    there = value.astimezone(LONDON)
    return f"{day(there.date())}, {there:%H:%M} {there.tzname()}"


def number(value: int) -> str:
    """12,345."""
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """1 statement, 12,345 statements."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(names: Iterable[str], last: str = "and") -> str:
    """One, two and three."""
    *most, final = list(names) or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def between(since: date | None, until: date | None) -> str:
    """The stretch of days, both included, in words; nothing if neither end is set."""
    if since and until:
        return f"on {day(since)}" if since == until else f"from {day(since)} to {day(until)}"
    if since:
        return f"from {day(since)}"
    return f"to {day(until)}" if until else ""


def stretch(since: date | None, until: date | None) -> str:
    """The same as the cell of a table: 1 May 2014 – 30 June 2014."""
    if since == until:
        return day(since)
    return f"{day(since) or 'the first day'} – {day(until) or 'no end known'}"


def house(value: House | None) -> str:
    """The House's full name; nothing for what was said outside Parliament."""
    return f"House of {value.value}" if value else ""


def kind(value: Kind) -> str:
    """The kind of statement, as a heading would have it."""
    return KINDS[value]


def state(value: State, of: Kind) -> str:
    """What a version is in the life of its statement; only a question is ever answered."""
    if value is State.SUBSTANTIVE and of is not Kind.WRITTEN_ANSWER:
        return "As made"
    return STATES[value]
