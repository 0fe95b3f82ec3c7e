"""Where the embedded engine keeps its indexes: a folder each, and a pointer to the one in use.

    index/current                       {"current": "3f2a…-20141030T120000000000", "previous": …}
    index/3f2a…-20141030T120000000000/  made by the schema 3f2a…

The pointer is replaced at one stroke, so that a reader sees the one index or the other, never half of one.
"""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from statements.errors import EngineUnavailable

POINTER = "current"


class Folders:
    """The indexes under one folder, which need not exist yet."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """The index in use, None before the first. Raises EngineUnavailable if the pointer leads nowhere."""
        name = self._pointer().get("current")
        if name is None:
            return None
        if not (self.root / name).is_dir():
            raise EngineUnavailable(f"the search index {self.root / name} is gone")
        return self.root / name

    def fresh(self, schema: str) -> Path:
        """A new empty folder for an index of that schema; what a killed build left behind is removed.

        Raises EngineUnavailable if it cannot be made.
        """
        folder = self.root / f"{schema}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        try:
            folder.mkdir(parents=True)
            self._sweep({folder.name, *self._kept()})
        except OSError as error:
            raise EngineUnavailable(f"no search index can be made: {error}", remedy=_WRITABLE) from error
        return folder

    def publish(self, folder: Path) -> None:
        """Makes `folder` the index in use, keeps the one before it and removes all others."""
        current = next(iter(self._kept()), None)
        self._point(folder.name, current)
        self._sweep({folder.name, current})

    def roll_back(self) -> None:
        """Makes the index before the current one the one in use again. Raises EngineUnavailable if there is none."""
        pointer = self._pointer()
        previous = pointer.get("previous")
        if previous is None or not (self.root / previous).is_dir():
            raise EngineUnavailable(f"there is no earlier search index in {self.root}")
        self._point(previous, pointer["current"])

    def discard(self, folder: Path) -> None:
        """Removes an index that was not published."""
        shutil.rmtree(folder, ignore_errors=True)

    def _kept(self) -> list[str]:
        """The names of the current index and the one before; none where the pointer cannot be read."""
        try:
            pointer = self._pointer()
        except EngineUnavailable:
            return []
        return [name for name in (pointer.get("current"), pointer.get("previous")) if name]

    def _pointer(self) -> dict[str, str | None]:
        try:
            pointer = json.loads((self.root / POINTER).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"{self.root / POINTER} cannot be read: {error}") from error
        if not isinstance(pointer, dict) or not isinstance(pointer.get("current"), str):
            raise EngineUnavailable(f"{self.root / POINTER} names no search index")
        return pointer

    def _point(self, current: str, previous: str | None) -> None:
        draft = self.root / f"{POINTER}.new"
        try:
            with draft.open("w", encoding="utf-8") as file:
                json.dump({"current": current, "previous": previous}, file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.root / POINTER)
        except OSError as error:
            raise EngineUnavailable(f"{self.root / POINTER} cannot be written: {error}", remedy=_WRITABLE) from error

    def _sweep(self, kept: set[str | None]) -> None:
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name not in kept:
                self.discard(folder)


_WRITABLE = "Make room on the disk and the folder writable, then run `dispatchbox index`."
