"""The only reader of `config/` and of environment variables.

Settings are one table: the fields of `Settings` (name, type, default, help). Each is read, later ones winning, from
its default, from `dispatchbox.toml` in the configuration folder, and from a `DISPATCHBOX_…` variable.
"""

import os
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from statements.errors import ConfigError


def config_dir() -> Path:
    """The folder of configuration: `DISPATCHBOX_CONFIG`, else `config/` of the checkout, else the installed copy."""
    named = os.environ.get("DISPATCHBOX_CONFIG")
    if named:
        return Path(named)
    checkout = Path(__file__).parent.parent / "config"
    return checkout if checkout.is_dir() else Path(__file__).parent / "_config"


class Settings(BaseSettings):
    """Every setting. The help text of each is shown by `dispatchbox settings` and in the documentation."""

    model_config = SettingsConfigDict(env_prefix="DISPATCHBOX_", extra="forbid", frozen=True)

    data_dir: Path = Field(Path("data"), description="Folder of the record, the archive and the index.")
    database_url: str = Field("", description="The record: empty for SQLite in DATA_DIR, or postgresql://…")
    engine: Literal["embedded"] = Field("embedded", description="The search engine.")
    base_url: str = Field("http://127.0.0.1:5000", description="The site's public address, used in links.")
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(5000, ge=0, le=65535, description="Port the web server listens on; 0 takes a free one.")
    contact: str = Field("", description="E-mail or web address of the operator, sent in the crawler's user agent.")
    crawl_delay: float | None = Field(None, ge=0, description="Seconds between requests to one source (all sources).")
    crawl_concurrency: int | None = Field(None, ge=1, le=64, description="Requests in flight to one source.")
    crawl_timeout: float | None = Field(None, gt=0, description="Seconds before a request is given up.")
    ministers_dir: Path | None = Field(None, description="A copy of the Institute for Government's Ministers Database.")
    theyworkforyou_dir: Path | None = Field(None, description="A mirror of TheyWorkForYou's folder `scrapedxml`.")
    theyworkforyou_key: str = Field("", description="A key to TheyWorkForYou's API, used where no mirror is set.")
    source_questions_statements_url: str = Field("", description="Another base address for questions-statements.")
    source_hansard_url: str = Field("", description="Another base address for hansard.")
    source_members_url: str = Field("", description="Another base address for members.")
    source_theyworkforyou_url: str = Field("", description="Another base address for theyworkforyou.")
    source_publications_url: str = Field("", description="Another base address for publications.")
    source_govuk_url: str = Field("", description="Another base address for govuk.")
    source_ministers_url: str = Field("", description="Another base address for ministers.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What wins over what: arguments, environment, then the file."""
        file = TomlConfigSettingsSource(settings_cls, config_dir() / "dispatchbox.toml")
        return init_settings, env_settings, file

    @property
    def record_url(self) -> str:
        """SQLAlchemy address of the record."""
        return self.database_url or f"sqlite:///{self.data_dir / 'record.sqlite'}"

    @property
    def archive_dir(self) -> Path:
        """Folder of the WARC files."""
        return self.data_dir / "archive"

    @property
    def index_dir(self) -> Path:
        """Folder of the embedded engine's indexes."""
        return self.data_dir / "index"

    def source_url(self, source: str) -> str:
        """The base address set for a source in place of its own; empty if none is."""
        return str(getattr(self, f"source_{source.replace('-', '_')}_url"))


def load_settings(**given: Any) -> Settings:
    """The settings in force; every fault is named at once. Raises ConfigError."""
    try:
        return Settings(**given)
    except ValidationError as error:
        faults = [("settings", _variable(fault["loc"]), fault["msg"]) for fault in error.errors()]
        raise ConfigError(faults) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([(str(config_dir() / "dispatchbox.toml"), "-", str(error))]) from error


def _variable(place: tuple[int | str, ...]) -> str:
    return "DISPATCHBOX_" + "_".join(str(part) for part in place).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as `config/sources/<id>.toml` declares it, with the settings' overrides applied.

    `base` has no trailing slash. `stand_in` is True where a SOURCE_…_URL setting names another address (exempt from
    the private-address rule). `delay` and `timeout` are seconds; `look_again` days, and `cadence` those between two
    crawls, 0 where one is enough; `least` statements that a first crawl must give. `folder` is the operator's copy,
    where one is set, and `key` what opens the source's interface. A source that is `off` is crawled only where it is
    named.
    """

    id: str
    title: str
    base: str
    stand_in: bool
    licence: str
    reader: str
    first_day: date
    delay: float
    concurrency: int
    timeout: float
    look_again: int
    cadence: int
    least: int
    page: int
    folder: Path | None = None
    key: str = field(default="", repr=False)
    off: bool = False


def load_sources(settings: Settings) -> dict[str, Source]:
    """Every source declared, by id, in the order of their ids. Raises ConfigError naming every fault."""
    faults: list[tuple[str, str, str]] = []
    sources = {}
    for path in sorted((config_dir() / "sources").glob("*.toml")):
        try:
            source = _source(tomllib.loads(path.read_text("utf-8")), path.stem, settings)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append((str(path), "-", f"{type(error).__name__}: {error}"))
            continue
        sources[source.id] = source
    if faults:
        raise ConfigError(faults)
    return sources


def _source(declared: dict[str, Any], name: str, settings: Settings) -> Source:
    stand_in = settings.source_url(name)
    folder = getattr(settings, declared["folder"]) if "folder" in declared else None
    key = getattr(settings, declared["key"]) if "key" in declared else ""
    open_only = bool(declared.get("folder_only")) and folder is None and not key
    return Source(
        id=name,
        title=declared["title"],
        base=(stand_in or declared["base"]).rstrip("/"),
        stand_in=bool(stand_in),
        licence=declared["licence"],
        reader=declared["reader"],
        first_day=declared["first_day"],
        delay=settings.crawl_delay if settings.crawl_delay is not None else float(declared["delay"]),
        concurrency=settings.crawl_concurrency or int(declared["concurrency"]),
        timeout=settings.crawl_timeout or float(declared["timeout"]),
        look_again=int(declared["look_again"]),
        cadence=int(declared["cadence"]),
        least=int(declared["least"]),
        page=int(declared["page"]),
        folder=folder,
        key=key,
        off=bool(declared.get("named_only")) or open_only,
    )
