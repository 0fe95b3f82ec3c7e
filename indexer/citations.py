"""From a reference to the statements it names, or to what is missing.

A column names the statements that it spans in its series on that day; a number names the question or written statement
that has it; an address of Hansard's site names a section or one contribution. The id or an alias of a statement names
it too. Nothing is guessed: a column without a day names nothing, and what it might name is listed beside the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from indexer.store import Record, Tombstone
from statements import reference
from statements.coverage import Coverage
from statements.days import printed_day
from statements.reference import Columns, Paper, Reference, Section
from statements.statement import Version

Named = list[tuple[str, Version]]

_CANDIDATES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a reference names.

    `reference` is the reference in its printed form (None for a statement that has none), `statements` the ids of what
    it names. `missing` says why nothing is named. `candidates` are the ids among which the reader must choose, where
    the reference fits more than one or is incomplete.
    """

    reference: str | None
    statements: tuple[str, ...] = ()
    missing: str | None = None
    candidates: tuple[str, ...] = ()


def cite(record: Record, text: str) -> Citation:
    """The statements that a reference, an id or an alias names. Raises MalformedReference."""
    held = record.statements.get(text.strip())
    if held:
        return Citation(reference=_printed(held.latest), statements=(held.id,))
    if buried := record.tombstones.get(text.strip()):
        return Citation(reference=buried.reference, missing=str(buried.error))
    asked = Reference.parse(text)
    found = _found(record, asked)
    buried = None if found.statements or found.candidates else _taken_down(record, asked)
    return replace(found, missing=str(buried.error)) if buried else found


def _taken_down(record: Record, asked: Reference) -> Tombstone | None:
    """The first statement taken down that the reference named."""
    return next((one for one in record.tombstones.all() if _named(one, asked)), None)


def _named(tombstone: Tombstone, asked: Reference) -> bool:
    if isinstance(asked, Paper):
        return bool(tombstone.uin) and asked.number == tombstone.uin
    cited = Reference.parse(tombstone.reference) if tombstone.reference else None
    if not isinstance(asked, Columns) or not isinstance(cited, Columns):
        return False
    same = asked.series == cited.series and asked.day == cited.day and asked.house in (None, cited.house)
    return same and asked.first <= (cited.last or cited.first) and (asked.last or asked.first) >= cited.first


def _found(record: Record, asked: Reference) -> Citation:
    match asked:
        case Columns():
            return _columns(record, asked)
        case Paper():
            return _paper(record, asked)
        case Section():
            return _section(record, asked)
        case _:  # pragma: no cover - the three above are all there are
            raise AssertionError(asked)


def _columns(record: Record, asked: Columns) -> Citation:
    named = record.statements.in_column(asked.house, asked.day, asked.first, asked.series, last=asked.last)
    ids = _ids(named)
    if asked.day is None:
        fault = f"{asked} names no day, and columns are numbered anew; add the day"
        return Citation(reference=str(asked), missing=fault, candidates=ids[:_CANDIDATES])
    if not named:
        return Citation(reference=str(asked), missing=_not_held(record, asked, asked.day))
    if asked.house is None and len({version.house for _, version in named}) > 1:
        fault = f"both Houses have that column on {printed_day(asked.day)}; write HC Deb or HL Deb"
        return Citation(reference=str(asked), missing=fault, candidates=ids)
    return Citation(reference=str(asked), statements=ids)


def _paper(record: Record, asked: Paper) -> Citation:
    """Numbers are used again in later sessions: without a day, all that have this one are named and are candidates."""
    held = record.statements.by_uin(asked.number)
    named = [one for one in held if asked.day is None or asked.day in (one[1].date, one[1].tabled)]
    if not named and held:
        days = ", ".join(printed_day(version.date) for _, version in held)
        fault = f"{Paper(number=asked.number)} is held, but of {days}"
        return Citation(reference=str(asked), missing=fault, candidates=_ids(held))
    if not named:
        return Citation(reference=str(asked), missing=_not_held(record, asked, asked.day))
    ids = _ids(named)
    return Citation(reference=str(asked), statements=ids, candidates=ids if len(ids) > 1 else ())


def _section(record: Record, asked: Section) -> Citation:
    named = record.statements.in_section(asked.section)
    if asked.contribution:
        named = [one for one in named if (one[1].url or "").casefold().endswith(f"#contribution-{asked.contribution}")]
    if not named:
        return Citation(reference=str(asked), missing=_not_held(record, asked, asked.day))
    return Citation(reference=str(asked), statements=_ids(named))


def _ids(named: Named) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement for statement, _ in named))


def _printed(version: Version) -> str | None:
    found = reference.of(version)
    return str(found) if found else None


def _not_held(record: Record, asked: Reference, day: date | None) -> str:
    if day is None:
        return f"{asked} is not held; with its day, this would say whether that day was collected"
    collected = _collected(one for one in record.coverage.of() if one.window.since <= day <= one.window.until)
    return f"{asked} is not held. {printed_day(day)} was {collected}"


def _collected(covering: Iterable[Coverage]) -> str:
    """What was fetched of a day, by source and search, the newest outcome of each."""
    newest: dict[tuple[str, str], Coverage] = {}
    for one in covering:
        newest.setdefault((one.window.source, one.window.query), one)
    if not newest:
        return "not collected from any source"
    told = (f"{one.window.source} ({one.window.query}): {one.outcome}" for one in newest.values())
    return "collected from " + "; ".join(sorted(told))
