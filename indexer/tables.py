"""Reads one TOML file of the configuration into the shape that is declared for it, naming every fault at once."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from statements.errors import ConfigError

Declared = TypeVar("Declared", bound=BaseModel)


def read_table(file: Path, shape: type[Declared]) -> Declared:
    """What the file declares. Raises ConfigError naming the file and the key of every fault."""
    try:
        return shape.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        faults = [(str(file), ".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
        raise ConfigError(faults) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError([(str(file), "-", str(error))]) from error
