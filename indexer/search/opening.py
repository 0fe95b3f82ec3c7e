"""Which search engine the settings ask for."""

from indexer.config import Settings
from indexer.search.embedded import Embedded
from indexer.search.engine import Engine
from indexer.search.ranking import load_ranking


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name; its index is opened when it is first asked. Raises ConfigError."""
    return Embedded(settings.index_dir, load_ranking().weights)
