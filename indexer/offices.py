"""The table of facts in `config/people.toml`: people, their names and their offices, as one source of claims."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from indexer.config import config_dir
from indexer.tables import read_table
from statements.errors import ConfigError
from statements.people import Name, Office, Person, Tenure, member_person

SOURCE = "config"
"""The name under which this table makes its claims."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Days(_Declared):
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "_Days":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"ends on {self.until}, before it begins on {self.since}")
        return self


class _Name(_Days):
    name: str = Field(min_length=1)


class _Office(_Days):
    name: str = Field(min_length=1)
    department: str = Field(min_length=1)
    since: date
    cites: str = Field(min_length=1)


class _Person(_Declared):
    id: str | None = Field(None, pattern=r"^[a-z][a-z-]*$")
    member_id: int | None = Field(None, gt=0)
    name: str = Field(min_length=1)
    names: tuple[_Name, ...] = ()
    offices: tuple[_Office, ...] = ()
    cites: str | None = None

    @model_validator(mode="after")
    def _known(self) -> "_Person":
        if (self.id is None) is (self.member_id is None):
            raise ValueError("give either member_id or, for somebody who never sat, id")
        if not self.offices and not self.cites:
            raise ValueError("somebody without offices needs `cites`: where the name is known from")
        return self

    @property
    def key(self) -> str:
        return self.id or member_person(self.member_id or 0)


class _Table(_Declared):
    person: tuple[_Person, ...]


def load_people() -> tuple[tuple[Person, ...], tuple[Tenure, ...]]:
    """The people and tenures of `config/people.toml`, in its order. Raises ConfigError naming every fault."""
    file = config_dir() / "people.toml"
    table = read_table(file, _Table)
    _refuse_twice_named(file, table)
    people = tuple(_person(declared) for declared in table.person)
    tenures = tuple(_tenure(declared.key, office) for declared in table.person for office in declared.offices)
    return people, tenures


def _refuse_twice_named(file: Path, table: _Table) -> None:
    seen: dict[str, int] = {}
    faults = []
    for place, declared in enumerate(table.person):
        first = seen.setdefault(declared.key, place)
        if first != place:
            faults.append((str(file), f"person.{place}", f"{declared.key} is person.{first} already"))
    if faults:
        raise ConfigError(faults)


def _person(declared: _Person) -> Person:
    names = tuple(Name(name=name.name, since=name.since, until=name.until) for name in declared.names)
    return Person(id=declared.key, name=declared.name, names=names, member_id=declared.member_id)


def _tenure(person: str, office: _Office) -> Tenure:
    return Tenure(
        person=person,
        office=Office(name=office.name, department=office.department),
        since=office.since,
        until=office.until,
        source=SOURCE,
        cites=office.cites,
    )
