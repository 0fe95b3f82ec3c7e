"""Posts outside government, from `config/posts.toml`: whom words such as "the special envoy" mean on a day."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from indexer.config import config_dir
from indexer.tables import read_table


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
    table = read_table(config_dir() / "posts.toml", _Table)
    return tuple(Post(**declared.model_dump()) for declared in table.post)
