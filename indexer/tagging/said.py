"""What stands in a text whatever it is about: references, dates, figures and names, each in its turn.

The order matters: no number within a reference or a date is a quantity, and the sums and numbers are among the names.
"""

from collections.abc import Sequence

from indexer.tagging import dates, entities, figures, references
from indexer.tagging.gazetteer import Gazetteer
from indexer.tagging.language import Heard
from statements.statement import Version
from statements.tag import Tag

LOGICS = (references.LOGIC, dates.LOGIC, figures.LOGIC, entities.LOGIC)
"""The versions of the rules used here."""


class Said:
    """The rules with the names they know. Pure; safe in several threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def tags(self, version: Version, heard: Sequence[Heard], logic: str) -> tuple[Tag, ...]:
        """Names, figures, dates and references in the text of a version, each kind in the order of the text.

        References are read in the question too.

        `heard` are the names that the language model hears in it.
        """
        text, referring = version.text, references.tags(version, logic)
        if not text:
            return referring
        dated = dates.dates(text, version.date)
        counted = figures.figures(text, references.barred(referring, dated))
        named = entities.entities(text, self._gazetteer, heard, dated, figures.cardinals(text, counted))
        return (
            *entities.tags(named, logic),
            *figures.tags(counted, logic),
            *dates.tags(dated, logic),
            *referring,
        )
