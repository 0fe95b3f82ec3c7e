"""What makes one result more relevant than another: `config/search.toml`."""

import tomllib
from dataclasses import dataclass, fields
from typing import Any

from indexer.config import config_dir
from statements.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a word counts by where it stands; multipliers of its BM25 score, each more than 0."""

    title: float
    question: float
    answer: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The order of results and the length in characters of the passage shown with each."""

    weights: Weights
    passage: int


def load_ranking() -> Ranking:
    """`config/search.toml`. Raises ConfigError naming every fault."""
    path = config_dir() / "search.toml"
    try:
        declared = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError([(str(path), "-", str(error))]) from error
    wanted = [("weights", field.name) for field in fields(Weights)] + [("passage", "length")]
    faults = [(str(path), f"{table}.{key}", fault) for table, key in wanted if (fault := _fault(declared, table, key))]
    if faults:
        raise ConfigError(faults)
    weights = {field.name: float(declared["weights"][field.name]) for field in fields(Weights)}
    return Ranking(weights=Weights(**weights), passage=int(declared["passage"]["length"]))


def _fault(declared: dict[str, Any], table: str, key: str) -> str | None:
    value = declared.get(table, {}).get(key)
    if value is None:
        return "is missing"
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return f"must be a number above 0, not {value!r}"
    return None
