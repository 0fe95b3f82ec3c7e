"""Where the sentences of a text begin."""

import re

_NO_END = "".join(
    rf"(?<!\b{word}\.)" for word in ("Mr", "Mrs", "Ms", "Dr", "St", "Col", "Gen", "[Nn]o", "Rt", "[Hh]on", "[A-Z]")
)
_END = re.compile(rf"[.!?…]{_NO_END}[.!?…\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\Wa-z])|\n+")


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin, in order; a line break ends a sentence too. The first is always 0.

    "the hon. Member", "Mr. Marl" and "J. Marl" end none.
    """
    return [0, *(found.end() for found in _END.finditer(text))]
