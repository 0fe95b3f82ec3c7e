"""Statements are found by id, alias, column, UIN and section, and walked through in order of intake."""

from datetime import date

import pytest

from indexer.intake import Intake
from indexer.store import Counts, Record
from statements.errors import NotHeld
from statements.statement import House, Kind
from tests.sightings import ANSWERED, TABLED, answer, seen, sighting, speech


@pytest.mark.parametrize("printed", ["41WA", "HL Deb 15 October 2014 c41WA", "cc41-43WA", "Column WA41"])
def test_a_column_is_found_however_it_is_printed(record: Record, intake: Intake, printed: str) -> None:
    lords = answer(house=House.LORDS, uin="HL1", column=printed)
    intake.take([(sighting(lords), seen())])
    ((_, found),) = record.statements.in_column(House.LORDS, ANSWERED, 41, "WA")
    assert found.column == printed


@pytest.mark.parametrize("printed", ["2013-05-06", "see above", ""])
def test_what_is_no_column_is_kept_and_found_by_none(record: Record, intake: Intake, printed: str) -> None:
    intake.take([(sighting(answer(column=printed)), seen())])
    (held,) = record.statements.walk()
    assert held.latest.column == printed
    assert record.statements.in_column(None, None, 6, "") == []


def test_a_column_finds_what_it_spans_and_nothing_else(record: Record, intake: Intake) -> None:
    spoken = [
        speech(column="41", column_last=43, order=1, text="One."),
        speech(column="43", order=2, text="Two."),
        speech(column="43GC", order=3, text="Three."),
        speech(column="43", order=4, text="Four.", house=House.COMMONS),
        speech(column="43", order=5, text="Five.", date=date(2013, 5, 13)),
    ]
    intake.take([(sighting(version), seen("hansard")) for version in spoken])

    def found(column: int, series: str = "", last: int | None = None) -> list[str | None]:
        return [v.text for _, v in record.statements.in_column(House.LORDS, ANSWERED, column, series, last=last)]

    assert found(42) == ["One."]
    assert found(43) == ["One.", "Two."]
    assert found(44) == []
    assert found(43, "GC") == ["Three."]
    assert found(40, last=43) == ["One.", "Two."]
    assert len(record.statements.in_column(None, None, 43, "")) == 4


def test_written_answers_are_one_series_in_both_houses(record: Record, intake: Intake) -> None:
    lords = answer(house=House.LORDS, uin="HL1", column="41WA", text="In the Lords.")
    intake.take([(sighting(lords), seen()), (sighting(answer(column="41W")), seen())])
    for series in ("W", "WA", "wa"):
        assert [v.uin for _, v in record.statements.in_column(House.LORDS, ANSWERED, 41, series)] == ["HL1"]


def test_a_uin_is_narrowed_by_house_and_day(record: Record, intake: Intake) -> None:
    later = answer(tabled=date(2014, 5, 6), date=date(2014, 5, 9), text="Later.")
    lords = answer(house=House.LORDS, text="In the Lords.")
    intake.take([(sighting(version), seen()) for version in (later, answer(), lords)])

    def found(house: House | None = None, day: date | None = None) -> list[str | None]:
        return [version.text for _, version in record.statements.by_uin("90210", house, day)]

    assert found() == [answer().text, "In the Lords.", "Later."]
    assert found(House.COMMONS, TABLED) == found(House.COMMONS, ANSWERED) == [answer().text]
    assert found(day=date(2014, 5, 9)) == ["Later."]
    assert found(day=date(1999, 1, 1)) == []


def test_a_lords_uin_is_found_however_it_is_written(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(house=House.LORDS, uin="HL2595")), seen())])
    assert len(record.statements.by_uin("hl2595")) == 1


def test_a_section_is_read_in_the_order_spoken(record: Record, intake: Intake) -> None:
    intake.take([(sighting(speech(order=order, text=f"Speech {order}.")), seen("hansard")) for order in (2, 10, 1)])
    assert [version.order for _, version in record.statements.in_section("quill-lamps")] == [1, 2, 10]
    assert record.statements.in_section("elsewhere") == []


def test_only_the_latest_version_is_found(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(column="41W")), seen())])
    intake.take([(sighting(answer(column="44W", text="Corrected.")), seen(hour=1))])
    assert record.statements.in_column(House.COMMONS, ANSWERED, 41, "W") == []
    assert [v.number for _, v in record.statements.in_column(House.COMMONS, ANSWERED, 44, "W")] == [2]


def test_the_walk_goes_through_all_in_order_of_intake(record: Record, intake: Intake) -> None:
    uins = [str(9000 - number) for number in range(25)]
    intake.take([(sighting(answer(uin=uin, text=uin)), seen()) for uin in uins])
    walked = list(record.statements.walk(batch=4))
    assert [statement.latest.uin for statement in walked] == uins
    assert walked[3] == record.statements.get(walked[3].id)
    assert record.statements.count() == Counts(25, 25)


def test_a_walk_meets_what_is_taken_in_meanwhile(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(uin=uin, text=uin)), seen()) for uin in ("1", "2")])
    walk = record.statements.walk(batch=1)
    next(walk)
    intake.take([(sighting(answer(uin="3", text="3")), seen())])
    assert [statement.latest.uin for statement in walk] == ["2", "3"]


def test_the_sort_key_goes_by_day_and_then_by_intake(record: Record, intake: Intake) -> None:
    versions = [answer(uin="1", text="1"), answer(uin="2", text="2"), answer(uin="3", text="3", date=date(2013, 5, 11))]
    intake.take([(sighting(version), seen()) for version in versions])
    ids = [statement.id for statement in record.statements.walk()]
    keys = [record.statements.sort_key(name) for name in ids]
    assert keys[2] < keys[0] < keys[1]
    assert keys[0] == (ANSWERED - date(1800, 1, 1)).days << 32 | 1
    assert record.statements.serials(ids) == {name: serial for serial, name in enumerate(ids, 1)}
    with pytest.raises(NotHeld):
        record.statements.sort_key("nowhere")


def test_the_record_tells_when_it_held_each_version(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer()), seen())])
    intake.take([(sighting(answer(text="Corrected.")), seen(hour=1))])
    (name,) = (statement.id for statement in record.statements.walk())
    first, second = record.statements.recorded([name])[name]
    assert first.until == second.since
    assert first.since <= second.since
    assert second.until is None


def test_what_is_not_held_is_none_or_left_out(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(kind=Kind.WRITTEN_STATEMENT)), seen())])
    (held,) = record.statements.walk()
    assert record.statements.get("nowhere") is None
    assert record.statements.resolve("nowhere") is None
    assert set(record.statements.latest(["nowhere", held.id])) == {held.id}
    assert record.statements.many(["nowhere", held.id]) == {held.id: held}
