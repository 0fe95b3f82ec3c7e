"""A reading of the language model as bytes, to be kept beside the record, and back."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from indexer.tagging.language import MODEL, Heard, Reading, Word

KEPT_AS = f"{MODEL}/1"
"""The name under which readings are kept: the model and the form of the bytes."""


class Shelf(Protocol):
    """Where readings are kept: the record's `readings`."""

    def of(self, texts: Sequence[str], model: str) -> Mapping[str, bytes]:
        """The readings kept of texts with those hashes."""

    def put(self, found: Mapping[str, bytes], model: str) -> None:
        """Keeps readings by the hashes of their texts."""


def packed(reading: Reading) -> bytes:
    """The reading as compressed JSON."""
    heard = [[name.start, name.end, name.label] for name in reading.heard]
    parsed = None if reading.parsed is None else [_row(word) for word in reading.parsed]
    return zlib.compress(json.dumps([heard, parsed], separators=(",", ":")).encode(), level=1)


def unpacked(body: bytes) -> Reading:
    """The reading that `packed` made into those bytes."""
    heard, parsed = json.loads(zlib.decompress(body))
    names = tuple(Heard(*name) for name in heard)
    return Reading(names, None if parsed is None else tuple(Word(*word) for word in parsed))


def kept(shelf: Shelf, texts: Iterable[str]) -> dict[str, Reading]:
    """The readings held of those texts, by text."""
    named = {hash_of(text): text for text in texts}
    held = shelf.of(tuple(named), KEPT_AS) if named else {}
    return {named[name]: unpacked(body) for name, body in held.items()}


def keep(shelf: Shelf, found: Mapping[str, Reading]) -> None:
    """Keeps readings by text."""
    if found:
        shelf.put({hash_of(text): packed(reading) for text, reading in found.items()}, KEPT_AS)


def hash_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _row(word: Word) -> list[str | int]:
    return [word.start, word.end, word.lemma, word.kind, word.tag, word.relation, word.head, word.sentence]
