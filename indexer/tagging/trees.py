"""How the words of a parsed text hang together, read from above: from a word to those that hang on it."""

from collections.abc import Iterator
from itertools import groupby

from indexer.tagging.language import Parsed, Word

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
"""spaCy's relations of a subject to its verb."""

HIGHEST = 40
"""How far up a word's heads are followed; no sentence that people wrote is as deep."""


class Tree:
    """The words of one parsed text, and its characters. Never changed after it is built."""

    def __init__(self, parsed: Parsed, text: str) -> None:
        self.words = parsed
        self.text = text
        self._below: list[list[int]] = [[] for _ in parsed]
        for place, word in enumerate(parsed):
            if word.head != place:
                self._below[word.head].append(place)

    def __getitem__(self, place: int) -> Word:
        return self.words[place]

    def printed(self, place: int) -> str:
        """The word as it stands in the text, in small letters."""
        return self.text[self.words[place].start : self.words[place].end].lower()

    def below(self, place: int, *relations: str) -> list[int]:
        """The words that hang on a word, in order; only those of the relations, if any are given."""
        return [one for one in self._below[place] if not relations or self.words[one].relation in relations]

    def first(self, place: int, *relations: str) -> int | None:
        """The first word that hangs on a word by one of the relations, or None."""
        return next(iter(self.below(place, *relations)), None)

    def above(self, place: int) -> Iterator[int]:
        """The word and those it hangs on, from it to the root of its sentence."""
        for _ in range(HIGHEST):
            yield place
            head = self.words[place].head
            if head == place:
                return
            place = head

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or that of the verb to which it is joined or on which it depends for one."""
        for place in self.above(verb):
            found = self.below(place, *SUBJECTS)
            if found:
                return found[-1] if self.words[found[0]].relation == "expl" and len(found) > 1 else found[0]
            if self.words[place].relation not in ("conj", "xcomp", "relcl", "advcl"):
                return None
        return None

    def sentences(self) -> Iterator[range]:
        """The places of the words of each sentence."""
        for _, group in groupby(range(len(self.words)), key=lambda place: self.words[place].sentence):
            places = list(group)
            yield range(places[0], places[-1] + 1)
