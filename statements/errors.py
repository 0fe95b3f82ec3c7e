"""Every error Dispatch Box raises on purpose.

DispatchBoxError
├── ConfigError          a file under config/ or a setting is wrong (names file and key, every fault at once)
├── SourceChanged        a source answered with something its parser does not know (names the snapshot)
│   └── ServiceFailed    the source says that it failed, with status 200: the same address may answer when asked again
├── SourceFailed         a source could not be read, or gave fewer statements than its configured least
├── Rejected             what was offered to the record cannot be taken in (names line or statement)
├── MalformedReference   words that were meant as a reference cannot be read as one
├── QuerySyntaxError     a query cannot be read (position and suggestion)
├── NotHeld              the record does not hold what was asked for
├── TakenDown            what was asked for, or offered again, was taken down (when, and why)
├── ArchiveDamaged       an answer in the archive is cut short or altered (names its place)
├── RecordUnavailable    the record cannot be read or written (locked, full disk, read-only folder, wrong version)
├── EngineUnavailable    the search engine or its index cannot answer
├── LeaseHeld            somebody else is doing this work at the moment
└── PortTaken            the web server cannot listen where the settings say

Each carries its facts as attributes and says in ``remedy`` what to do next.
"""

from datetime import date as Day

from statements.days import printed_day


class DispatchBoxError(Exception):
    """The root: ``str()`` names the thing that is wrong, ``remedy`` what to do about it."""

    default_remedy = "See `dispatchbox doctor`."

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy or self.default_remedy

    def __reduce__(self) -> tuple[object, ...]:
        """As another process is told of it: with its facts, whatever its class was made of."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[DispatchBoxError], told: tuple[object, ...], facts: dict[str, object]) -> DispatchBoxError:
    error = kind.__new__(kind, *told)
    error.args = told
    error.__dict__.update(facts)
    return error


class ConfigError(DispatchBoxError):
    """One or more faults in the configuration, each ``(file, key, what is wrong)``."""

    default_remedy = "Mend the file named and run the command again."

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        lines = [f"{file}: {key}: {fault}" for file, key, fault in faults]
        super().__init__("\n".join(lines))
        self.faults = faults


class SourceChanged(DispatchBoxError):
    """A source answered with a page that its parser does not know; the page is kept in the archive."""

    default_remedy = "The page is kept in the archive; mend the parser and run `dispatchbox reparse`."

    def __init__(self, source: str, url: str, fault: str) -> None:
        super().__init__(f"{source}: unexpected answer from {url}: {fault}")
        self.source, self.url, self.fault = source, url, fault


class ServiceFailed(SourceChanged):
    """A source's account of its own failure, sent with status 200: the same address may answer when asked again."""

    default_remedy = "Try `dispatchbox crawl` again later; the page is kept in the archive."


class SourceFailed(DispatchBoxError):
    """A source could not be read, or gave fewer statements than its configured least."""

    default_remedy = "Try `dispatchbox crawl` again later; what was taken in is kept."

    def __init__(self, source: str, fault: str, *, remedy: str | None = None) -> None:
        super().__init__(f"{source}: {fault}", remedy=remedy)
        self.source, self.fault = source, fault


class Rejected(DispatchBoxError):
    """What was offered cannot be taken in; ``place`` is a line number or an address."""

    default_remedy = "Mend what is named and offer it again; everything else was taken in."

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place}: {fault}")
        self.place, self.fault = place, fault


class MalformedReference(DispatchBoxError):
    """Words that were meant as a reference to the Official Report cannot be read as one."""

    default_remedy = (
        "Write it like: HC Deb 30 October 2014, c397 · HL Deb 15 October 2014, c41WA · UIN 213507 · HCWS627."
    )

    def __init__(self, text: str, fault: str) -> None:
        super().__init__(f"“{text}”: {fault}")
        self.text, self.fault = text, fault


class QuerySyntaxError(DispatchBoxError):
    """A query cannot be read; ``position`` counts characters from 0."""

    default_remedy = "See the search help page."

    def __init__(self, query: str, position: int, fault: str, suggestion: str | None = None) -> None:
        super().__init__(f"at character {position + 1}: {fault}", remedy=suggestion)
        self.query, self.position, self.fault, self.suggestion = query, position, fault, suggestion


class NotHeld(DispatchBoxError):
    """The record does not hold what was asked for."""

    default_remedy = "Check the identifier, or see the coverage page for what was collected."


class TakenDown(DispatchBoxError):
    """What was asked for was taken down: ``thing`` names it, ``on`` is the day, ``reason`` what the operator gave."""

    default_remedy = "Its words are no longer kept here; the source it came from may still have them."

    def __init__(self, thing: str, on: Day, reason: str) -> None:
        super().__init__(f"{thing} was taken down on {printed_day(on)}: {reason}")
        self.thing, self.on, self.reason = thing, on, reason


class ArchiveDamaged(DispatchBoxError):
    """What the archive holds at a place is cut short or is not what was written; every other answer can be read."""

    default_remedy = "Put the file back from a backup, or crawl again: the answer is then fetched anew."

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"the archive at {place}: {fault}")
        self.place, self.fault = place, fault


class RecordUnavailable(DispatchBoxError):
    """The record cannot be read or written."""


class EngineUnavailable(DispatchBoxError):
    """The search engine or its index cannot answer; nothing is lost, the record has every statement."""

    default_remedy = "Run `dispatchbox index --rebuild`."


class LeaseHeld(DispatchBoxError):
    """Another process is doing this work at the moment."""

    default_remedy = "Wait for it to end; a lease left by a killed process lapses by itself within two minutes."

    def __init__(self, name: str, holder: str) -> None:
        super().__init__(f"{name} is already being done by {holder}")
        self.name, self.holder = name, holder


class PortTaken(DispatchBoxError):
    """The web server cannot listen where the settings say."""

    default_remedy = "Stop what listens there, or choose another port, as in DISPATCHBOX_PORT=5001."
