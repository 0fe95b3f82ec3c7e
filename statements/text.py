"""The one form in which text is kept, and when two texts say the same words."""

import re
import unicodedata

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "…": "...",
        "\u00a0": " ",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, white space collapsed within each; a row of a table (it has tabs) stays a line."""
    return [clean for part in _BLANK_LINE.split(text.replace("\r\n", "\n")) if (clean := _collapse(part))]


def canonical(text: str | None) -> str | None:
    """`text` with paragraphs parted by one blank line and white space collapsed; None if nothing is left."""
    return "\n\n".join(paragraphs(text or "")) or None


def _collapse(paragraph: str) -> str:
    if "\t" not in paragraph:
        return " ".join(paragraph.split())
    rows = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in paragraph.split("\n"))
    table = "\n".join(row for row in rows if row.strip())
    return table if "\t" in table else " ".join(table.split())


def folded(text: str | None) -> str:
    """The words of `text` without what is cosmetic: typographic quotes and dashes, no-break spaces, white space.

    Two texts with the same folded form are the same version. Case, figures and every word still count.
    """
    text = (text or "").replace("\n\n", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_TYPOGRAPHY))
    if text.isprintable() and "  " not in text:  # as a tidy text is: no need to take its words apart
        return text.strip()
    return " ".join(text.split())


def same_words(one: str | None, other: str | None) -> bool:
    """True if the two differ at most cosmetically; None differs from every text."""
    if one is None or other is None:
        return one is other
    return folded(one) == folded(other)
