"""Posts outside government, from `config/posts.toml`: whom words such as "the special envoy" mean on a day."""

import tomllib
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.config import config_dir
from statements.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Somebody held a post from `since` to `until`, both included; None: no end is known. `printed` names the post."""

    person: str
    name: str
    printed: tuple[str, ...]
    since: date
    until: date | None = None
    cites: str

    def covers(self, day: date) -> bool:
        """True if the post was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid")
    person: str = Field(min_length=1)
    name: str = Field(min_length=1)
    printed: tuple[str, ...] = Field(min_length=1)
    since: date
    until: date | None = None
    cites: str = Field(min_length=1)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")
    post: tuple[_Declared, ...] = ()


def load_posts() -> tuple[Post, ...]:
    """The posts in the order of the file. Raises ConfigError naming every fault."""
    file = config_dir() / "posts.toml"
    try:
        table = _Table.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        faults = [(str(file), ".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
        raise ConfigError(faults) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError([(str(file), "-", str(error))]) from error
    return tuple(Post(**declared.model_dump()) for declared in table.post)
