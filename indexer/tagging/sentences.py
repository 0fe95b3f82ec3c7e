"""Where the sentences of a text begin."""

import re

_ABBREVIATED = (
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bCol)(?<!\bGen)(?<!\b[Nn]o)(?<!\bRt)(?<!\b[Hh]on)(?<!\b[A-Z])"
)
_END = re.compile(rf"{_ABBREVIATED}[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\Wa-z])|\n+")


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin, in order; a line break ends a sentence too. The first is always 0.

    "the hon. Member", "Mr. Marl" and "J. Marl" end none.
    """
    return [0, *(found.end() for found in _END.finditer(text))]
