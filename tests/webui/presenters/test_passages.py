"""Text becomes HTML in one way: marks stand where the offsets say, and nothing else of it is markup."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from webui.presenters.passages import blocks, marked

TEXTS = st.text(alphabet="ab<>&\"'\n\té ", max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(TEXTS, PLACES)
def test_what_is_shown_is_the_text_and_what_is_marked_is_what_was_asked(
    text: str, places: list[tuple[int, int]]
) -> None:
    html = str(marked(text, places))
    plain = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert unescape(plain) == text
    wanted = {place for start, end in places for place in range(start, min(end, len(text)))}
    assert marked_places(html) == wanted


def marked_places(html: str) -> set[int]:
    """The characters of the text that stand within a mark."""
    places: set[int] = set()
    at = 0
    for number, part in enumerate(html.replace("</mark>", "<mark>").split("<mark>")):
        length = len(unescape(part))
        if number % 2:
            places |= set(range(at, at + length))
        at += length
    return places


@given(st.lists(st.text(alphabet="ab<&", min_size=1, max_size=8), min_size=1, max_size=4), PLACES)
def test_paragraphs_are_cut_where_a_blank_line_stands_and_marks_go_on(
    paragraphs: list[str], places: list[tuple[int, int]]
) -> None:
    text = "\n\n".join(paragraphs)
    shown = blocks(text, [(one, other, "") for one, other in places])
    assert [unescape(str(block.words.striptags())) for block in blocks(text)] == paragraphs
    start = 0
    for block, paragraph in zip(shown, paragraphs, strict=True):
        wanted = {at - start for one, other in places for at in range(one, other)} & set(range(len(paragraph)))
        assert marked_places(str(block.words)) == wanted
        start += len(paragraph) + 2


def test_a_paragraph_with_tabs_is_a_table_whose_empty_cells_stay() -> None:
    (words, table) = blocks("Lamps:\n\nYear\tLamps\n2014\t", [(14, 19, "")])
    assert (str(words.words), words.rows) == ("Lamps:", ())
    assert [[str(cell) for cell in row] for row in table.rows] == [["Year", "L<mark>amps</mark>"], ["2014", ""]]


def test_no_text_is_no_block() -> None:
    assert blocks(None) == blocks("") == ()


def test_words_that_two_marks_share_bear_both() -> None:
    (block,) = blocks("some 2,000 lamps <here>", [(0, 16, "position"), (5, 10, "figure")])
    assert str(block.words) == (
        '<mark class="position">some </mark><mark class="figure position">2,000</mark>'
        '<mark class="position"> lamps</mark> &lt;here&gt;'
    )
