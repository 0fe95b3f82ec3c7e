"""Where two prints differ is shown word by word; what is only set differently is not."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from webui.presenters.differences import CONTEXT, MOST_WORDS, differences

WORDS = st.lists(st.sampled_from(["lamp", "keeper", "reef", "<b>", "&", "buoy"]), max_size=30).map(" ".join)


def test_a_word_that_another_print_has_otherwise_stands_beside_ours() -> None:
    (place,) = differences("Forty-two keepers were trained.", "Forty keepers were trained.") or ()
    tree = HTMLParser(place)
    assert [one.text() for one in tree.css("del")] == ["Not there: Forty-two"]
    assert [one.text() for one in tree.css("ins")] == ["There instead: Forty"]
    assert tree.text().endswith("keepers were trained.")


def test_quotes_dashes_and_white_space_are_no_difference() -> None:
    assert differences("The “lamp” – a reef’s –\n\nburns", 'The "lamp" - a reef\'s - burns') == ()


def test_far_apart_differences_stand_by_themselves_with_a_few_words_around() -> None:
    ours = " ".join(["first", *["lamp"] * 60, "last"])
    places = differences(ours, ours.replace("first", "1st").replace("last", "end")) or ()
    assert len(places) == 2
    assert places[0].endswith("…")
    assert all(place.count("lamp") == CONTEXT for place in places)


def test_prints_of_too_many_different_words_are_not_compared() -> None:
    assert differences("a " * (MOST_WORDS + 1), "b " * (MOST_WORDS + 1)) is None
    assert differences("a " * (MOST_WORDS + 1), "a " * (MOST_WORDS + 1) + "b") is not None


@given(WORDS, WORDS)
def test_nothing_of_either_print_becomes_markup(ours: str, theirs: str) -> None:
    for place in differences(ours, theirs) or ():
        assert isinstance(place, Markup)
        assert {node.tag for node in HTMLParser(place).css("body *")} <= {"del", "ins", "span"}
