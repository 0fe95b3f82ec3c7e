"""References are found where they stand in running text, and nothing else is taken for one."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.reference import Reference, find_references
from tests.statements.references import days, references

PROSE = st.sampled_from(
    ["The House was told ", "and again ", "in 2014, when 213507 people fled, ", "see table 3, column 5, ", "c. 1990 "]
)


@given(st.lists(st.tuples(PROSE, references), max_size=5))
def test_every_reference_in_running_text_is_found_in_its_place(parts: list[tuple[str, Reference]]) -> None:
    text, places = "", []
    for prose, reference in parts:
        text += prose
        places.append((len(text), len(text) + len(str(reference))))
        text += f"{reference}. "
    found = find_references(text)
    assert [text[one.start : one.end] for one in found] == [text[start:end] for start, end in places]
    assert [(one.start, one.end) for one in found] == places


WORDS = ["HC Deb ", "HL", "Official Report, ", "column ", "c", "WA", "Question ", "UIN ", "HCWS", "Vol. ", "and "]
OTHERS = [
    "397",
    "30 October 2014",
    "1/2/03",
    "-",
    ", ",
    "\n\n",
    "[",
    "]",
    "é",
    "https://hansard.parliament.uk/Commons/",
]
PIECES = st.sampled_from(WORDS + OTHERS)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(), st.none() | days)
def test_whatever_the_text_what_is_found_is_in_order_apart_and_printable(text: str, spoken_on: date | None) -> None:
    end = 0
    for found in find_references(text, spoken_on):
        assert end <= found.start < found.end <= len(text)
        assert Reference.parse(str(found.reference)) == found.reference
        end = found.end


@pytest.mark.parametrize(
    ("text", "spoken_on", "expected"),
    [
        (
            "On 11 June this year the House was told, Official Report, column 49WS, that training began.",
            date(2014, 11, 4),
            ["Official Report, 11 June 2014, column 49WS"],
        ),
        (
            "pursuant to the answer of 1 December 2010, Official Report, column 824W, on telephones",
            None,
            ["Official Report, 1 December 2010, column 824W"],
        ),
        (
            "the answer by my right hon. Friend on 19 December (Official Report, House of Lords, cols. 436-38)",
            date(2009, 1, 26),
            ["HL Deb 19 December 2008, c436-438"],
        ),
        (
            "On 29 February last, as column 3WS shows,",
            date(2015, 3, 1),
            ["Official Report, 29 February 2012, column 3WS"],
        ),
        ("on 3 May last year; see column 3WS", date(2015, 3, 1), ["Official Report, 3 May 2014, column 3WS"]),
        ("It ended on 3 May 2014. See column 3WS.", None, ["Official Report, column 3WS"]),
        ("On 31 June 2014 it was said, column 3WS", None, ["Official Report, column 3WS"]),
        ("On 11 June, Official Report, column 49WS", None, ["Official Report, column 49WS"]),
        ("Questions 219665, 219666 and HL219", None, ["UIN 219665", "UIN 219666", "HL219"]),
        ("the statement of 9 January 2015 (HCWS175)", None, ["HCWS175, 9 January 2015"]),
        ("HL Deb 15 October 2014, c41WA; HL2595", None, ["HL Deb 15 October 2014, c41WA", "HL2595"]),
    ],
)
def test_running_text_gives_what_the_reference_leaves_out(
    text: str, spoken_on: date | None, expected: list[str]
) -> None:
    assert [str(found.reference) for found in find_references(text, spoken_on)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 213507 people fled, 30000 of them in 2014.",
        "See column 5 of the table, question 12, and c. 1990.",
        "Strategic Comments Volume 20, Comment 31 – October 2014",
        "HC Deb 31 June 2014, c2",
        "in committee HL Paper 12 and [2014]",
        "Resolution 2009 (September 2011)",
    ],
)
def test_figures_that_are_no_references_are_left_alone(text: str) -> None:
    assert find_references(text, date(2014, 11, 4)) == []


HOSTILE = [
    "HC Deb ",
    "1 January 2014, ",
    "c1 ",
    "Question 219665, 219666 and ",
    "( ,;",
    "Vol. 1, ",
    "[1",
    "9",
    "\n \n",
    "11 June, column 1W",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_of_a_hostile_text(piece: str) -> None:
    short, long = (min(_seconds(piece * (length // len(piece))) for _ in range(3)) for length in (10_000, 80_000))
    assert long < 8 * short * 4  # eight times the text; a quadratic search would take sixty-four times as long


def _seconds(text: str) -> float:
    begun = time.process_time()
    find_references(text, date(2014, 11, 4))
    return time.process_time() - begun + 0.001


@pytest.mark.shared
def test_the_seed_notes_own_references_are_found(shared: Path) -> None:
    note = (shared / "notes" / "SNIA-7023.txt").read_text("utf-8")
    assert [str(found.reference) for found in find_references(note, date(2014, 11, 13))] == [
        "HL Deb 15 October 2014, c41WA",
        "HC Deb 30 October 2014, c397",
        "HC Deb 30 October 2014, c399",
        "HC Deb 30 October 2014, c398",
        "Official Report, 11 June 2014, column 49WS",
        "UIN 213507, 11 November 2014",
    ]
