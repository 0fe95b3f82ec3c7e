"""Markup to text: what it does to words that anybody might write, and to markup that nobody should."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers import markup
from statements.text import canonical

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf"), exclude_characters="<>&"), max_size=40
)


def html(paragraphs: list[str]) -> str:
    return "<p>\u00a0</p>".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@given(st.lists(WORDS, max_size=5))
def test_paragraphs_come_back_as_they_were_written(paragraphs: list[str]) -> None:
    assert markup.text(html(paragraphs)) == canonical("\n\n".join(" ".join(words.split()) for words in paragraphs))


@given(st.text())
def test_any_characters_are_read_and_reading_again_changes_nothing(characters: str) -> None:
    for read in (markup.text, markup.plain):
        found = read(characters)
        assert found is None or found == canonical(found)


@given(st.text("<>/!-= \"'&;pbtdhl\n", max_size=60))
def test_letters_outside_of_tags_are_never_lost(characters: str) -> None:
    outside = "".join(piece for piece in markup.marks(characters) if isinstance(piece, str))
    found = markup.plain(characters) or ""
    assert sorted(re.sub(r"\s", "", outside)) == sorted(re.sub(r"\s", "", found))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ol><li>one<li>two</ol>three", "one\n\ntwo\n\nthree"),
        ("<td>a cell<td>without a table", "a cellwithout a table"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d", "a\tb\nc\td"),
        ("<table>words of a caption<tr><td>a</td><td></td><td>c</td></tr></table>", "words of a caption\na\t\tc"),
        ("a&lt;b&gt; &amp;amp; c", "a<b> &amp; c"),
        ("cut off in <a href='x", "cut off in <a href='x"),
        ("cut off in <!-- a comment", "cut off in <!-- a comment"),
        ("less < more <3 & <£2", "less < more <3 & <£2"),
        ("a<a title=\"b>c\" data-x='d>e'>f", "af"),
        ("<SCRIPT>x</SCRIPT>a<style>y</style>b<script>never closed", "ab"),
        ("nul\x00 and soft\u00adhyphen and\u200b\ufeff nothing", "nul and softhyphen and nothing"),
        (" \u00a0<p> </p>", None),
    ],
)
def test_html_reads_as_text(written: str, read: str | None) -> None:
    assert markup.text(written) == read


def test_line_breaks_count_in_plain_words_and_not_in_html() -> None:
    assert markup.plain("one\r\ntwo\r\n\r\nthree") == "one two\n\nthree"
    assert markup.text("one\r\ntwo\r\n\r\nthree") == "one two three"


def test_a_tab_in_words_does_not_make_a_table() -> None:
    assert markup.plain("one\ttwo\nthree") == "one two three"
    assert markup.text("<p>one\ttwo</p>") == "one two"


def test_a_heading_is_one_line() -> None:
    assert markup.line(" Lanterns:\n\n<em>Supply</em> &amp; demand ") == "Lanterns: Supply & demand"
