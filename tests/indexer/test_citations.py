"""A reference names the statements it names, and where it names none it says what is missing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.citations import Citation, cite
from indexer.intake import Intake
from indexer.store import Record
from statements.coverage import Coverage, Outcome, Plan, Window
from statements.errors import MalformedReference
from statements.identity import spoken_keys, statement_id, written_keys
from statements.reference import footnote, of
from statements.statement import Evidence, House, Kind, Sighting, Version

DEBATE = date(2014, 10, 30)
FETCHED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def spoken(order: int, column: str, last: int | None = None, house: House = House.COMMONS, **given: Any) -> Version:
    day = given.pop("date", DEBATE)
    return Version(
        kind=Kind.ORAL_ANSWER,
        house=house,
        date=day,
        title="Rescue at sea (invented)",
        text=f"Invented words number {order} of the {house}.",
        speaker="A Minister",
        section=f"{day:%y%m%d}9900000{1 if house is House.COMMONS else 2}",
        order=order,
        column=column,
        column_last=last,
        url=f"https://hansard.parliament.uk/{house}/2014-10-30/debates/14103099000001/Rescue#contribution-1410309900000{order}",
    )


def written(uin: str, answered: date, tabled: date, house: House = House.COMMONS, **given: Any) -> Version:
    return Version(
        kind=given.pop("kind", Kind.WRITTEN_ANSWER),
        house=house,
        date=answered,
        tabled=tabled,
        title="Training (invented)",
        text=f"An invented answer to {uin} of {answered}.",
        uin=uin,
        **given,
    )


HELD = [
    spoken(1, "397", 399),
    spoken(2, "399"),
    spoken(3, "400", 401),
    spoken(1, "399", house=House.LORDS),
    spoken(4, "7WH"),
    spoken(5, "397", date=date(2014, 10, 31)),
    written("213507", date(2014, 11, 11), date(2014, 11, 5)),
    written("8024", date(2014, 7, 1), date(2014, 6, 25)),
    written("8024", date(2015, 7, 1), date(2015, 6, 25)),
    written("HL2595", date(2014, 10, 15), date(2014, 10, 1), House.LORDS, column="41WA"),
    written("HCWS175", date(2015, 1, 9), date(2015, 1, 9), kind=Kind.WRITTEN_STATEMENT),
]


def sighting(version: Version) -> Sighting:
    keys = spoken_keys(version, None) if version.kind.spoken else written_keys(version)
    return Sighting(identities=keys, versions=(version,))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    record = Record.open(f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.sqlite'}")
    intake = Intake(record)
    seen = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256=None)
    intake.take([(sighting(version), seen) for version in HELD])
    run = intake.begin(Plan(source="hansard", scope="everything", since=None, until=date(2014, 12, 1))).run
    window = Window(source="hansard", query="sitting day", since=DEBATE, until=DEBATE)
    intake.cover(run, Coverage(window=window, outcome=Outcome.COMPLETE, promised=None, received=9, statements=9))
    yield record
    record.close()


def ids(*places: int) -> tuple[str, ...]:
    return tuple(statement_id(HELD[place]) for place in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HC Deb 30 October 2014, c397", ids(0)),
        ("HC Deb 30 October 2014 c398", ids(0)),  # within the contribution that begins in 397
        ("HC Deb 30 October 2014, c399", ids(0, 1)),
        ("HC Deb 30 October 2014, cc398-400", ids(0, 1, 2)),
        ("HL Deb 30 October 2014, c399", ids(3)),
        ("HC Deb 30 October 2014, c7WH", ids(4)),
        ("Official Report, 30 October 2014, column 400", ids(2)),  # one House has it, so nothing is unclear
        ("UIN 213507", ids(6)),
        ("Libya: Written question – 213507, 11 November 2014", ids(6)),
        ("https://questions-statements.parliament.uk/written-questions/detail/2014-11-05/213507", ids(6)),
        ("UIN 8024, 1 July 2015", ids(8)),
        ("HL2595", ids(9)),
        ("HL Deb 15 October 2014 c41WA", ids(9)),
        ("hcws175", ids(10)),
        ("https://hansard.parliament.uk/Commons/2014-10-30/debates/14103099000001/Rescue", ids(0, 1, 2, 4)),
        (
            "https://hansard.parliament.uk/Commons/2014-10-30/debates/14103099000001/Rescue#contribution-14103099000002",
            ids(1),
        ),
        (ids(6)[0], ids(6)),
    ],
)
def test_a_reference_names_its_statements(record: Record, text: str, expected: tuple[str, ...]) -> None:
    citation = cite(record, text)
    assert (sorted(citation.statements), citation.missing, citation.candidates) == (sorted(expected), None, ())


def test_a_number_used_in_two_sessions_names_both_and_leaves_the_choice(record: Record) -> None:
    assert cite(record, "UIN 8024") == Citation(reference="UIN 8024", statements=ids(7, 8), candidates=ids(7, 8))


@pytest.mark.parametrize(
    ("text", "fault", "candidates"),
    [
        ("Official Report, column 397", "names no day", ids(0, 5)),
        ("vol 587, column 7WH", "names no day", ids(4)),
        ("Official Report, 30 October 2014, column 399", "both Houses", ids(0, 1, 3)),
        ("UIN 213507, 12 November 2014", "is held, but of 11 November 2014", ids(6)),
        ("HC Deb 30 October 2014, c500", "30 October 2014 was collected from hansard (sitting day): complete", ()),
        ("HC Deb 3 November 2014, c500", "3 November 2014 was not collected from any source", ()),
        ("UIN 999999", "is not held; with its day", ()),
        ("https://hansard.parliament.uk/Lords/2014-11-03/debates/14110399000001/Else", "not collected from any", ()),
    ],
)
def test_what_names_nothing_says_what_is_missing(
    record: Record, text: str, fault: str, candidates: tuple[str, ...]
) -> None:
    citation = cite(record, text)
    assert citation.statements == ()
    assert fault in (citation.missing or "")
    assert sorted(citation.candidates) == sorted(candidates)


def test_what_is_no_reference_is_an_error(record: Record) -> None:
    with pytest.raises(MalformedReference, match="no form of reference"):
        cite(record, "what the Minister said")


def test_every_statement_is_found_by_its_own_reference_and_footnote(record: Record) -> None:
    for version in HELD:
        name = statement_id(version)
        assert name in cite(record, str(of(version))).statements
        assert name in cite(record, footnote(version) or "").statements


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(390, 410), st.integers(0, 10), st.integers(-1, 2))
def test_a_range_names_what_its_columns_name(record: Record, first: int, length: int, days: int) -> None:
    day = (DEBATE + timedelta(days=days)).isoformat()
    singly = {
        name
        for column in range(first, first + length + 1)
        for name in cite(record, f"HC Deb {day} c{column}").statements
    }
    assert set(cite(record, f"HC Deb {day} c{first}-{first + length}").statements) == singly
