"""References are read in every form in which they are written, and each prints as itself."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.days import printed_day
from statements.errors import MalformedReference
from statements.reference import Columns, Paper, Reference, Section, Series, find_references, footnote, of
from statements.statement import House, Kind, Version
from tests.statements.references import any_columns, references

COMMONS, LORDS = House.COMMONS, House.LORDS
URGENT_QUESTION = Columns(first=397, last=397, house=COMMONS, day=date(2014, 10, 30))
LORDS_ANSWER = Columns(first=41, last=41, series=Series.WRITTEN_ANSWERS, house=LORDS, day=date(2014, 10, 15))
TRAINING = Columns(first=49, last=49, series=Series.WRITTEN_STATEMENTS)
OSCOLA = Columns(first=1, last=5, house=COMMONS, day=date(2017, 9, 11), volume=628)

LEGACY = "http://www.parliament.uk/business/publications/written-questions-answers-statements/written-question"


def columns(first: int, last: int | None = None, **given: object) -> Columns:
    return Columns(first=first, last=last or first, **given)  # type: ignore[arg-type]  # the fields by name


FORMS: list[tuple[str, Reference]] = [
    # The Library's footnotes
    ("HC Deb 30 October 2014, c397", URGENT_QUESTION),
    ("HC Deb 30 October 2014 c397", URGENT_QUESTION),
    ("HC Deb 30 Oct 2014, c397", URGENT_QUESTION),
    ("HC Deb 30/10/2014, c397", URGENT_QUESTION),
    ("HC Deb 2014-10-30 c. 397", URGENT_QUESTION),
    ("HC Deb Thursday 30th October 2014, col. 397", URGENT_QUESTION),
    ("H.C. Deb. 30 October 2014, c397.", URGENT_QUESTION),
    ("hc deb 30 october 2014 C397", URGENT_QUESTION),
    ("HC Deb 30 October\n2014,\u00a0c397", URGENT_QUESTION),
    ("HL Deb 15 October 2014 c41WA", LORDS_ANSWER),
    ("HL Deb 15 October 2014, cWA41", LORDS_ANSWER),
    ("[HL Deb 15 October 2014 c41WA](#)", LORDS_ANSWER),
    ("HL Deb 15 October 2014 c41WA (Mediterranean)", LORDS_ANSWER),
    (
        "HC Deb 15 October 2014, c41WA",
        columns(41, series=Series.WRITTEN_ANSWERS, house=COMMONS, day=date(2014, 10, 15)),
    ),
    # Ranges
    ("HC Deb 30 October 2014, c397-399", columns(397, 399, house=COMMONS, day=date(2014, 10, 30))),
    ("HC Deb 30 October 2014, cc397–9", columns(397, 399, house=COMMONS, day=date(2014, 10, 30))),
    ("HC Deb 30 October 2014, cols 397 to 399", columns(397, 399, house=COMMONS, day=date(2014, 10, 30))),
    (
        "HC Deb 4 June 2014, c22-23WH",
        columns(22, 23, series=Series.WESTMINSTER_HALL, house=COMMONS, day=date(2014, 6, 4)),
    ),
    (
        "HC Deb 4 June 2014, c22WH-23WH",
        columns(22, 23, series=Series.WESTMINSTER_HALL, house=COMMONS, day=date(2014, 6, 4)),
    ),
    # Series
    ("HL Deb 3 March 2014, cGC12", columns(12, series=Series.GRAND_COMMITTEE, house=LORDS, day=date(2014, 3, 3))),
    ("column 13MC", columns(13, series=Series.CORRECTIONS, house=COMMONS)),
    ("column 19P", columns(19, series=Series.PETITIONS, house=COMMONS)),
    ("column 824W", columns(824, series=Series.WRITTEN_ANSWERS)),
    # The Official Report's own way
    ("Column WA41", columns(41, series=Series.WRITTEN_ANSWERS, house=LORDS)),
    ("WA41", columns(41, series=Series.WRITTEN_ANSWERS, house=LORDS)),
    ("c41WA", columns(41, series=Series.WRITTEN_ANSWERS)),
    ("column 49WS", TRAINING),
    ("49WS", TRAINING),
    ("col. 49WS", TRAINING),
    ("cols 001–005", columns(1, 5)),
    ("Official Report, column 49WS", TRAINING),
    (
        "Official Report, 11 June 2014, column 49WS",
        columns(49, series=Series.WRITTEN_STATEMENTS, day=date(2014, 6, 11)),
    ),
    ("Official Report, House of Lords, 15 October 2014, col. WA 41", LORDS_ANSWER),
    ("[Official Report, Commons, 30/10/14; col. 397.]", URGENT_QUESTION),
    ("[Official Report, 13 January 2014, Vol. 573, c. 591.]", columns(591, day=date(2014, 1, 13), volume=573)),
    ("18 Nov 2014 : Column WA93", columns(93, series=Series.WRITTEN_ANSWERS, house=LORDS, day=date(2014, 11, 18))),
    ("Vol. 587, c397", columns(397, volume=587)),
    ("HC Deb 11 September 2017, vol 628, cols 1–5", OSCOLA),
    # Papers
    ("UIN 213507", Paper(number="213507")),
    ("213507", Paper(number="213507")),
    ("[66855]", Paper(number="66855")),
    ("PQ 213507", Paper(number="213507")),
    ("Question 219665", Paper(number="219665")),
    ("Libya: Written question – 213507", Paper(number="213507")),
    ("[Libya: Written question – 213507](#), 11 November 2014", Paper(number="213507", day=date(2014, 11, 11))),
    ("the Answer of 15 January 2015 to Question 219665", Paper(number="219665", day=date(2015, 1, 15))),
    ("HL2595", Paper(number="HL2595")),
    ("[HL2595]", Paper(number="HL2595")),
    ("hl2595", Paper(number="HL2595")),
    ("UIN HL2595", Paper(number="HL2595")),
    ("HCWS627", Paper(number="HCWS627")),
    ("HLWS 12, 9 January 2015", Paper(number="HLWS12", day=date(2015, 1, 9))),
    # Parliament's addresses
    (
        "https://questions-statements.parliament.uk/written-questions/detail/2014-11-05/213507",
        Paper(number="213507", day=date(2014, 11, 5)),
    ),
    (
        "questions-statements.parliament.uk/written-statements/detail/2015-01-09/hcws175",
        Paper(number="HCWS175", day=date(2015, 1, 9)),
    ),
    (f"{LEGACY}/Commons/2014-12-03/216988/", Paper(number="216988", day=date(2014, 12, 3))),
    (
        "https://hansard.parliament.uk/Commons/2014-10-30/debates/14103037000003/Refugees(SearchAndRescue)",
        Section(house=COMMONS, day=date(2014, 10, 30), section="14103037000003"),
    ),
    (
        "https://hansard.parliament.uk/lords/2026-01-14/debates/69FFB3CB-0000-4000-8000-00AB/Title#contribution-0A0B-0C0D",
        Section(
            house=LORDS,
            day=date(2026, 1, 14),
            section="69ffb3cb-0000-4000-8000-00ab",
            contribution="0a0b-0c0d",
        ),
    ),
    (
        "https://publications.parliament.uk/pa/cm201415/cmhansrd/cm141030/debtext/141030-0001.htm#column_397",
        URGENT_QUESTION,
    ),
    (
        "http://www.publications.parliament.uk/pa/cm200809/cmhansrd/cm091026/text/91026w0016.htm#column_70W",
        columns(70, series=Series.WRITTEN_ANSWERS, house=COMMONS, day=date(2009, 10, 26)),
    ),
]


@pytest.mark.parametrize(("text", "reference"), FORMS)
def test_every_form_is_read(text: str, reference: Reference) -> None:
    assert Reference.parse(text) == reference


@pytest.mark.parametrize(
    ("text", "printed", "oscola"),
    [
        ("HC Deb 30/10/2014 c. 397", "HC Deb 30 October 2014, c397", "HC Deb 30 October 2014, col 397"),
        ("HL Deb 15 October 2014 c41WA", "HL Deb 15 October 2014, c41WA", "HL Deb 15 October 2014, col 41WA"),
        ("HC Deb 30 October 2014, cc397–9", "HC Deb 30 October 2014, c397-399", "HC Deb 30 October 2014, cols 397–399"),
        (
            "HC Deb vol 628 11/09/2017 cc1-5",
            "HC Deb 11 September 2017, vol 628, c1-5",
            "HC Deb 11 September 2017, vol 628, cols 1–5",
        ),
        ("col. 49WS", "Official Report, column 49WS", "Official Report, col 49WS"),
        ("PQ 213507", "UIN 213507", "UIN 213507"),
        ("[HL2595]", "HL2595", "HL2595"),
        ("hcws627", "HCWS627", "HCWS627"),
    ],
)
def test_one_form_is_printed(text: str, printed: str, oscola: str) -> None:
    reference = Reference.parse(text)
    assert (str(reference), reference.oscola()) == (printed, oscola)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "nothing to read"),
        ("a briefing on Libya", "no form of reference"),
        ("HC Deb 30 October 2014", "no column"),
        ("HC Deb 31 February 2014, c397", "no day of the calendar"),
        ("HC Deb 30 October 2014, c399-397", "runs backwards"),
        ("HC Deb 30 October 2014, c0", "numbered from 1"),
        ("HC Deb 30 October 2014, c41XX", "“XX” is no series"),
        ("HC Deb 30 October 2014, c41W-43WS", "two series"),
        ("HL Deb 30 October 2014, c41WH", "only the Commons"),
        ("397", "may be a column or a UIN"),
        ("UIN 0", "no number of a question"),
        ("HC Deb 30 October 2014, cc397, 399", "“399” stands after it"),
        ("HC Deb 30 October 2014, c397 and HC Deb 30 October 2014, c398", "several references"),
        (f"{LEGACY}/Lords/2014-12-03/216988/", "no number of the Lords"),
    ],
)
def test_what_is_no_reference_is_refused_by_name(text: str, fault: str) -> None:
    with pytest.raises(MalformedReference, match=fault) as caught:
        Reference.parse(text)
    assert "HC Deb" in caught.value.remedy


def test_an_endless_text_is_not_repeated_in_the_message() -> None:
    with pytest.raises(MalformedReference) as caught:
        Reference.parse("nothing here " * 10_000)
    assert len(str(caught.value)) < 300


# Any reference, printed in any form, reads back as itself.


@given(references)
def test_what_is_printed_reads_back_as_the_same_reference(reference: Reference) -> None:
    assert Reference.parse(str(reference)) == reference
    assert Reference.parse(reference.oscola()) == reference


DAY_FORMS: list[Callable[[date], str]] = [
    printed_day,
    lambda day: f"{day.day} {printed_day(day).split()[1][:3]} {day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    date.isoformat,
]


@given(any_columns().filter(lambda one: one.house and one.day), st.sampled_from(DAY_FORMS), st.data())
def test_columns_are_read_however_day_cue_dash_and_suffix_are_written(
    reference: Columns, written: Callable[[date], str], data: st.DataObject
) -> None:
    assert reference.day
    initials = "HC" if reference.house is COMMONS else "HL"
    head = data.draw(
        st.sampled_from([f"{initials} Deb", f"Official Report, {reference.house},", f"{reference.house} Hansard,"])
    )
    volume = f", vol. {reference.volume}" if reference.volume else ""
    between = data.draw(st.sampled_from([", ", " ", "; "]))
    cue = data.draw(st.sampled_from(["c", "cc", "c. ", "col. ", "cols ", "column ", "Columns "]))
    dash = data.draw(st.sampled_from(["-", "–", " – ", " to "]))
    last = f"{dash}{reference.last}" if reference.last > reference.first else ""
    text = f"{head} {written(reference.day)}{volume}{between}{cue}{reference.first}{last}{reference.series}"
    assert Reference.parse(text) == reference
    assert [found.reference for found in find_references(f"As was said ({text}).")] == [reference]


# Statements

ANSWER = Version(
    kind=Kind.WRITTEN_ANSWER,
    date=date(2014, 11, 11),
    tabled=date(2014, 11, 5),
    house=COMMONS,
    title="Libya",
    uin="213507",
)


@pytest.mark.parametrize(
    ("column", "last", "house", "expected"),
    [
        ("397", 399, COMMONS, "HC Deb 11 November 2014, c397-399"),
        ("44WS", None, COMMONS, "HC Deb 11 November 2014, c44WS"),
        ("41WA", None, LORDS, "HL Deb 11 November 2014, c41WA"),
        ("WA41", 42, LORDS, "HL Deb 11 November 2014, c41-42WA"),
        ("HL Deb 15 October 2014 c41WA", None, LORDS, "HL Deb 15 October 2014, c41WA"),
        ("after the tables", None, COMMONS, "None"),
    ],
)
def test_a_statement_is_cited_by_its_column(column: str, last: int | None, house: House, expected: str) -> None:
    version = Version(kind=Kind.ORAL_ANSWER, date=date(2014, 11, 11), house=house, column=column, column_last=last)
    assert str(of(version)) == expected


def test_a_written_answer_without_a_column_is_cited_by_its_number() -> None:
    assert str(of(ANSWER)) == "UIN 213507"
    assert footnote(ANSWER) == "Libya: Written question – 213507, 11 November 2014"
    assert Reference.parse(footnote(ANSWER) or "") == Paper(number="213507", day=ANSWER.date)


def test_a_press_release_has_no_reference() -> None:
    release = Version(kind=Kind.PRESS_RELEASE, date=date(2014, 11, 7), title="A joint statement")
    assert of(release) is None
    assert footnote(release) is None
