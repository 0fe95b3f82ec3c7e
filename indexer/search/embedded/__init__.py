"""The embedded engine: tantivy, in this process, an index a folder. The only package that knows tantivy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.search.embedded.fields import SCHEMA
from indexer.search.embedded.folders import Folders
from indexer.search.embedded.index import FolderIndex, FolderWriter
from indexer.search.engine import Held, State
from indexer.search.ranking import Weights
from statements.errors import EngineUnavailable
from statements.query import Query, Results, Window


class FolderBuilding:
    """An index that is built while another is in use; see `engine.Building`."""

    def __init__(self, reader: FolderIndex, writer: FolderWriter, folders: Folders) -> None:
        self.reader, self.writer = reader, writer
        self.published = False
        self._folders = folders

    def publish(self) -> None:
        """See `engine.Building`."""
        self._folders.publish(self.reader.folder)
        self.published = True


class Embedded:
    """The embedded engine: the index in use, wherever the pointer leads now; see `engine.Engine`."""

    def __init__(self, root: Path, weights: Weights) -> None:
        """`root` is the folder of the indexes; nothing is opened before it is asked for."""
        self._folders = Folders(root)
        self._weights = weights
        self._lock = threading.Lock()
        self._open: FolderIndex | None = None

    def find(self, query: Query, window: Window) -> Results:
        """See `engine.Reader`."""
        return self._current().find(query, window)

    def mark(self) -> int:
        """See `engine.Reader`."""
        return self._current().mark()

    def count(self) -> Held:
        """See `engine.Reader`."""
        return self._current().count()

    def versions(self, statement: str) -> tuple[int, ...]:
        """See `engine.Reader`."""
        return self._current().versions(statement)

    def state(self) -> State:
        """See `engine.Engine`."""
        folder = self._folders.current()
        if folder is None:
            return State.MISSING
        return State.READY if folder.name.startswith(f"{SCHEMA}-") else State.OUTDATED

    @contextmanager
    def writing(self) -> Iterator[FolderWriter]:
        """See `engine.Engine`."""
        with self._current().writing() as writer:
            yield writer

    @contextmanager
    def building(self) -> Iterator[FolderBuilding]:
        """See `engine.Engine`."""
        index = FolderIndex.create(self._folders.fresh(SCHEMA), self._weights)
        published = False
        try:
            with index.writing() as writer:
                building = FolderBuilding(index, writer, self._folders)
                yield building
            published = building.published
        finally:
            if not published:
                self._folders.discard(index.folder)

    def roll_back(self) -> None:
        """See `engine.Engine`."""
        self._folders.roll_back()

    def close(self) -> None:
        """See `engine.Engine`."""
        with self._lock:
            self._open = None

    def _current(self) -> FolderIndex:
        folder = self._folders.current()
        if folder is None:
            raise EngineUnavailable(f"there is no search index in {self._folders.root} yet")
        if not folder.name.startswith(f"{SCHEMA}-"):
            raise EngineUnavailable(f"the search index {folder} was made by another version of the program")
        with self._lock:
            if self._open is None or self._open.folder != folder:
                self._open = FolderIndex(folder, self._weights)
            return self._open
