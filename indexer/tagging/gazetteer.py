"""Names that are known: `config/gazetteer/*.toml`, and where they stand in a text."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.config import config_dir
from statements.errors import ConfigError

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FACILITY", "OPERATION", "TREATY")
"""The kinds of name that a gazetteer can hold."""

_FIRST = re.compile(r"(?<!\w)[^\W_]\w*")
"""The beginning of a word, up to any sign in it: that by which names are looked up."""
_IN_WORD = re.compile(r"[\w-]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a name, the canonical one, and its label."""

    printed: str
    canonical: str
    label: str


class Gazetteer:
    """Names by their first word, so that the time a text takes does not grow with their number. Never changes."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._first: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda one: (-len(one.printed), one.printed)):
            self._first[_opening(entry.printed)].append(entry)
        self._canonical = {(entry.label, entry.printed): entry.canonical for entry in reversed(entries)}

    def canonical(self, printed: str, label: str) -> str:
        """The canonical name of a spelling; the spelling itself where it is not known."""
        return self._canonical.get((label, printed), printed)

    def knows(self, printed: str, label: str) -> bool:
        """True if that is a spelling of a name with that label."""
        return (label, printed) in self._canonical

    def places(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Every place where a name stands as whole words, case as in the entry; of one place the longest name."""
        for word in _FIRST.finditer(text):
            for entry in self._first.get(word[0], ()):
                if _stands(text, word.start(), entry):
                    yield word.start(), word.start() + len(entry.printed), entry
                    break


def _opening(printed: str) -> str:
    first = _FIRST.match(printed)
    return first[0] if first else printed


def _stands(text: str, start: int, entry: Entry) -> bool:
    end = start + len(entry.printed)
    if not text.startswith(entry.printed, start):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before and (_IN_WORD.match(before) or before == "@")) and not (after and _IN_WORD.match(after))


NO_NAMES = Gazetteer(())
"""A gazetteer that knows nothing."""


def load_gazetteer() -> Gazetteer:
    """The names of every file, in the order of files and entries. Raises ConfigError naming every fault."""
    faults: list[tuple[str, str, str]] = []
    entries: list[Entry] = []
    for file in sorted((config_dir() / "gazetteer").glob("*.toml")):
        entries += _read(file, faults)
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        other = seen.setdefault((entry.label, entry.printed), entry)
        if other.canonical != entry.canonical:
            fault = f"“{entry.printed}” is a spelling of {other.canonical} and of {entry.canonical}"
            faults.append(("gazetteer", entry.label, fault))
    if faults:
        raise ConfigError(faults)
    return Gazetteer(tuple(seen.values()))


def _read(file: Path, faults: list[tuple[str, str, str]]) -> Iterator[Entry]:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append((str(file), "-", str(error)))
        return
    for label, names in table.items():
        if label not in LABELS:
            faults.append((str(file), label, f"is no label; the labels are {', '.join(LABELS)}"))
            continue
        for place, name in enumerate(names):
            spellings = [spelling.strip() for spelling in name.split("|")] if isinstance(name, str) else [""]
            if not all(spellings):
                faults.append((str(file), f"{label}.{place}", "is no name, nor names parted by “|”"))
                continue
            yield from (Entry(spelling, spellings[0], label) for spelling in spellings)
