"""The values of references, and how each is printed."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from statements.days import printed_day
from statements.statement import House

_INITIALS = {House.COMMONS: "HC", House.LORDS: "HL"}
_NUMBER = re.compile(r"(HL|HCWS|HLWS)?([1-9]\d{0,6})")


class Series(StrEnum):
    """The parts of the Official Report whose columns are numbered apart; the value is the Commons' suffix."""

    DEBATE = ""
    WRITTEN_ANSWERS = "W"
    WRITTEN_STATEMENTS = "WS"
    WESTMINSTER_HALL = "WH"
    GRAND_COMMITTEE = "GC"
    CORRECTIONS = "MC"
    PETITIONS = "P"

    @property
    def house(self) -> House | None:
        """The only House that has this series; None where both have it."""
        return _ONLY.get(self)


_ONLY = {
    Series.WESTMINSTER_HALL: House.COMMONS,
    Series.CORRECTIONS: House.COMMONS,
    Series.PETITIONS: House.COMMONS,
    Series.GRAND_COMMITTEE: House.LORDS,
}


class Reference(ABC):
    """A reference to something Parliament published. `str()` is its one printed form, after the Library's footnotes."""

    __slots__ = ()

    @staticmethod
    def parse(text: str) -> "Reference":
        """The reference that `text` is, in any form listed in this package. Raises MalformedReference."""
        from statements.reference.reading import read_reference  # the forms are built of the values below

        return read_reference(text)

    @abstractmethod
    def __str__(self) -> str: ...

    def oscola(self) -> str:
        """The reference after the Oxford Standard for the Citation of Legal Authorities, where that has a form."""
        return str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Reference):
    """Columns `first` to `last` (both included; equal for one column) of a series of the Official Report.

    `house`, `day` and `volume` are None where the reference does not tell. Raises ValueError for what cannot be.
    """

    first: int
    last: int
    series: Series = Series.DEBATE
    house: House | None = None
    day: date | None = None
    volume: int | None = None

    def __post_init__(self) -> None:
        """A reference that cannot be is never made."""
        if self.first < 1:
            raise ValueError("columns are numbered from 1")
        if self.last < self.first:
            raise ValueError(f"the range runs backwards, from {self.first} to {self.last}")
        if self.series.house and self.house is not self.series.house:
            raise ValueError(f"only the {self.series.house} have columns numbered {self.series}")

    def __str__(self) -> str:
        """HC Deb 30 October 2014, c397-399; without a House: Official Report, 11 June 2014, column 49WS."""
        column = "columns " if self.last > self.first else "column "
        return self._printed("c" if self.house else column, "-")

    def oscola(self) -> str:
        """HC Deb 11 September 2017, vol 628, cols 1–5; the volume is left out where it is not known."""
        return self._printed("cols " if self.last > self.first else "col ", "–")

    def _printed(self, cue: str, dash: str) -> str:
        volume = f"vol {self.volume}" if self.volume else ""
        return ", ".join(filter(None, (self._head(), volume, cue + self._numbers(dash))))

    def _head(self) -> str:
        day = printed_day(self.day) if self.day else ""
        if self.house:
            return f"{_INITIALS[self.house]} Deb {day}".strip()
        return ", ".join(filter(None, ("Official Report", day)))

    def _numbers(self, dash: str) -> str:
        lords_answers = self.series is Series.WRITTEN_ANSWERS and self.house is House.LORDS
        suffix = "WA" if lords_answers else self.series.value
        last = f"{dash}{self.last}" if self.last > self.first else ""
        return f"{self.first}{last}{suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Reference):
    """A written question by its UIN (213507; HL2595 in the Lords) or a written statement (HCWS627, HLWS12).

    `day` is the day tabled, made or answered, None where the reference does not tell: numbers are used again in later
    sessions, so without it more than one paper may be meant. Raises ValueError for a number that is none.
    """

    number: str
    day: date | None = None

    def __post_init__(self) -> None:
        """A reference that cannot be is never made."""
        if not _NUMBER.fullmatch(self.number):
            raise ValueError(f"{self.number} is no number of a question or written statement")

    @property
    def house(self) -> House:
        """The House whose paper it is: letters tell it, and figures alone are the Commons'."""
        return House.LORDS if self.number.startswith("HL") else House.COMMONS

    @property
    def is_statement(self) -> bool:
        """True for a written statement, False for a written question."""
        return "WS" in self.number

    def __str__(self) -> str:
        """UIN 213507, 11 November 2014; HL2595; HCWS627."""
        number = f"UIN {self.number}" if self.number.isdigit() else self.number
        return f"{number}, {printed_day(self.day)}" if self.day else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Reference):
    """A section of Hansard, or one contribution to it, by the ids of Hansard's own site (kept in lower case)."""

    house: House
    day: date
    section: str
    contribution: str | None = None

    def __str__(self) -> str:
        """The address of the section on Hansard's site, without the title at its end."""
        anchor = f"#contribution-{self.contribution}" if self.contribution else ""
        return f"https://hansard.parliament.uk/{self.house}/{self.day.isoformat()}/debates/{self.section}{anchor}"
