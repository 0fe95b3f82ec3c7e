"""What is news to the record, and what is not. Each test runs on both databases."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from indexer.intake import Intake
from indexer.store import Change, Record
from statements.errors import Rejected
from statements.statement import Evidence, House, Kind, Sighting, State, Version
from tests.sightings import ANSWERED, API, HANSARD, TABLED, answer, question, seen, sighting, speech

COSMETIC = "Every  lighthouse of the Isle of Quill is painted each spring."
CORRECTED = "Every lighthouse of the Isle of Quill is painted each second spring."
NAME = "commons-2013-05-06-90210"
PRINTED = "commons-2013-05-12-90210"  # the id it gets from a source that does not print the day of tabling


def take(intake: Intake, *versions: Version, by: Evidence | None = None, ours: bool = False, **keys: Any) -> Any:
    """Offers one sighting, by default of the questions and statements API."""
    return intake.take([(sighting(*versions, **keys), by or seen())], ours=ours)


def texts(record: Record, name: str = NAME) -> list[str | None]:
    held = record.statements.get(name)
    assert held is not None
    return [version.text for version in held.versions]


def changes(record: Record) -> list[tuple[int, Change]]:
    return [(entry.version, entry.change) for entry in record.journal.after(0)]


def latest(record: Record, name: str = NAME) -> Version:
    return record.statements.latest([name])[name]


def test_a_question_is_held_until_its_answer_is_a_second_version(record: Record, intake: Intake) -> None:
    assert take(intake, question()).new == 1
    assert record.statements.open_questions(date(2014, 1, 1), TABLED) == [(House.COMMONS, TABLED, "90210")]
    assert take(intake, answer(), by=seen(hour=1)).changed == 1
    held = record.statements.get(NAME)
    assert held is not None
    assert [(v.number, v.state, v.text) for v in held.versions] == [
        (1, State.TABLED, None),
        (2, State.SUBSTANTIVE, answer().text),
    ]
    assert held.evidence == ((1, seen()), (2, seen(hour=1)))
    assert record.statements.open_questions(date(2014, 1, 1), TABLED) == []
    assert changes(record) == [(1, Change.CREATED), (2, Change.TEXT_CHANGED)]


def test_the_same_again_writes_nothing_at_all(record: Record, intake: Intake) -> None:
    take(intake, answer())
    before = record.statements.get(NAME)
    again = take(intake, answer(), by=seen(hour=9))
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    assert record.statements.get(NAME) == before
    assert record.journal.head() == 1


def test_typography_is_no_news_and_the_first_form_stands(record: Record, intake: Intake) -> None:
    take(intake, answer(text="The “lamps” of Quill — all of them."))
    assert take(intake, answer(text='The "lamps" of Quill - all of them.'), by=seen(hour=1)).same == 1
    assert texts(record) == ["The “lamps” of Quill — all of them."]


@pytest.mark.parametrize("text", [CORRECTED, answer().text.upper() if answer().text else "", "In spring."])
def test_other_words_are_a_new_version(record: Record, intake: Intake, text: str) -> None:
    take(intake, answer())
    assert take(intake, answer(text=text), by=seen(hour=1)).changed == 1
    assert texts(record) == [answer().text, text]


def test_a_state_of_its_own_is_a_new_version(record: Record, intake: Intake) -> None:
    take(intake, answer(state=State.HOLDING))
    take(intake, answer(), by=seen(hour=1))
    take(intake, answer(state=State.WITHDRAWN), by=seen(hour=2))
    take(intake, answer(), by=seen(hour=3))
    assert changes(record) == [
        (1, Change.CREATED),
        (2, Change.TEXT_CHANGED),
        (3, Change.WITHDRAWN),
        (4, Change.RESTORED),
    ]


def test_an_alert_that_comes_or_goes_is_a_new_version_and_another_note_is_not(record: Record, intake: Intake) -> None:
    def advice(note: str | None) -> Version:
        return answer(kind=Kind.TRAVEL_ADVICE, note=note)

    some, all_of_it = "Alert: avoid all travel to parts. Quay closed.", "Alert: avoid all travel. Quay closed."
    told = [some, "Alert: avoid all travel to parts. Quay open.", all_of_it, "Quay closed.", None]
    news = [take(intake, advice(note), by=seen(hour=hour)) for hour, note in enumerate(told)]
    assert [(one.new, one.changed, one.same) for one in news] == [(1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 0), (0, 0, 1)]
    assert take(intake, advice(some), by=seen(hour=0)).same == 1  # the first page again
    (held,) = record.statements.walk()
    alerts = [version.alerts for version in held.versions]
    assert alerts == ["Alert: avoid all travel to parts", "Alert: avoid all travel", ""]


def test_a_corrected_answer_brings_its_original_along(record: Record, intake: Intake) -> None:
    original = answer(dated=ANSWERED)
    corrected = answer(text=CORRECTED, state=State.CORRECTED, dated=date(2013, 5, 20))
    assert take(intake, original, corrected).new == 1
    assert take(intake, original, corrected, by=seen(hour=1)).same == 1
    held = record.statements.get(NAME)
    assert held is not None
    assert [(v.text, v.dated) for v in held.versions] == [
        (original.text, ANSWERED),
        (CORRECTED, date(2013, 5, 20)),
    ]


def test_an_original_that_is_held_is_not_taken_twice(record: Record, intake: Intake) -> None:
    take(intake, answer())
    assert take(intake, answer(), answer(text=CORRECTED, state=State.CORRECTED), by=seen(hour=1)).changed == 1
    assert texts(record) == [answer().text, CORRECTED]


def test_details_that_were_missing_are_filled_in_place(record: Record, intake: Intake) -> None:
    take(intake, answer(party=None))
    take(intake, answer(party="Lamplighters", asker="Somebody Else"), by=seen(hour=1))
    assert (latest(record).party, latest(record).asker) == ("Lamplighters", "Bartholomew Thistle")
    assert changes(record) == [(1, Change.CREATED), (1, Change.AMENDED)]


def test_a_preferred_source_that_differs_cosmetically_takes_over(record: Record, intake: Intake) -> None:
    printed = answer(tabled=None, text=COSMETIC, title="LIGHTHOUSES", column="41W", source=HANSARD, question_text=None)
    take(intake, printed, by=seen(HANSARD))
    assert take(intake, answer(), by=seen(API, 1)).same == 1
    assert record.statements.resolve(NAME) == PRINTED
    held = latest(record, PRINTED)
    assert (held.text, held.title, held.column, held.source) == (answer().text, answer().title, "41W", API)
    assert take(intake, printed, by=seen(HANSARD, 2)).same == 1
    assert latest(record, PRINTED) == held


def test_a_preferred_source_with_other_words_is_a_new_version(record: Record, intake: Intake) -> None:
    take(intake, answer(text=CORRECTED, source=HANSARD), by=seen(HANSARD))
    assert take(intake, answer(), by=seen(API, 1)).changed == 1
    assert texts(record) == [CORRECTED, answer().text]


def test_a_lesser_source_with_other_words_is_kept_as_a_reading(record: Record, intake: Intake) -> None:
    take(intake, answer())
    printed = answer(text=CORRECTED, source=HANSARD, column="41W")
    assert take(intake, printed, by=seen(HANSARD, 1)).same == 1
    assert texts(record) == [answer().text]
    held = record.statements.get(NAME)
    assert held is not None
    assert [evidence.source for _, evidence in held.evidence] == [API, HANSARD]
    assert record.statements.readings(NAME) == {(1, HANSARD): CORRECTED}


def test_an_answer_from_any_source_displaces_the_open_question(record: Record, intake: Intake) -> None:
    take(intake, question())
    assert take(intake, answer(source=HANSARD), by=seen(HANSARD, 1)).changed == 1
    assert take(intake, question(), by=seen(API, 2)).same == 1
    assert texts(record) == [None, answer().text]


def test_an_answer_first_seen_elsewhere_is_merged_with_its_question(record: Record, intake: Intake) -> None:
    take(intake, question())
    take(intake, answer(tabled=None, source=HANSARD, column="41W"), by=seen(HANSARD, 1))
    assert record.statements.count().statements == 2
    take(intake, answer(), by=seen(API, 2))
    assert record.statements.count().statements == 1
    assert texts(record) == [None, answer().text]
    assert (latest(record).source, latest(record).column) == (API, "41W")
    assert record.statements.resolve(PRINTED) == NAME
    assert Change.MERGED in [change for _, change in changes(record)]
    before = record.journal.head()
    assert take(intake, answer(), by=seen(API, 2)).same == 1
    assert record.journal.head() == before


def test_grouped_answers_share_words_and_stay_apart(record: Record, intake: Intake) -> None:
    group = [(sighting(answer(uin=uin)), seen()) for uin in ("1", "2", "3")]
    assert intake.take(group).new == 3
    assert intake.take(group).same == 3


def test_the_same_number_in_another_session_or_house_is_another_statement(record: Record, intake: Intake) -> None:
    later = {"tabled": date(2014, 5, 6), "date": date(2014, 5, 12)}
    batch = [answer(), answer(**later, text="No."), answer(house=House.LORDS, text="Perhaps.")]
    assert intake.take([(sighting(version), seen()) for version in batch]).new == 3


def test_two_speeches_at_one_place_get_ids_of_their_own(record: Record, intake: Intake) -> None:
    first, second = speech(), speech(text="Hear, hear.")
    assert take(intake, first, contribution="a").new == 1
    assert take(intake, second, contribution="b", by=seen(hour=1)).new == 1
    assert [statement.id for statement in record.statements.walk()] == [
        "lords-2013-05-12-quill-lamps-3",
        "lords-2013-05-12-quill-lamps-3-2",
    ]


def test_an_older_page_never_displaces_a_newer_one(record: Record, intake: Intake) -> None:
    take(intake, answer())
    take(intake, answer(text=CORRECTED), by=seen(hour=2))
    before = record.journal.head()
    assert take(intake, answer(), by=seen(hour=0)).same == 1
    assert take(intake, answer(), by=seen(hour=1)).same == 1
    assert record.journal.head() == before
    assert take(intake, answer(), by=seen(hour=3)).changed == 1


def test_a_correction_that_a_page_shows_is_the_sources_own_when_it_is_read_again(
    record: Record, intake: Intake
) -> None:
    take(intake, answer(), answer(text=CORRECTED, state=State.CORRECTED), ours=True)
    assert [version.ours for version in record.statements.get(NAME).versions] == [False, False]  # type: ignore[union-attr]  # held


def test_what_was_seen_while_the_clock_was_set_back_is_news_when_it_is_right_again(
    record: Record, intake: Intake
) -> None:
    take(intake, answer(), by=seen(hour=9))
    assert take(intake, answer(text=CORRECTED), by=seen(hour=1)).changed == 0  # it seems to be older
    assert take(intake, answer(text=CORRECTED), by=seen(hour=10)).changed == 1
    assert [version.text for version in record.statements.get(NAME).versions] == [answer().text, CORRECTED]  # type: ignore[union-attr]  # held


def test_a_difference_of_our_own_making_is_marked_as_ours(record: Record, intake: Intake) -> None:
    take(intake, answer())
    assert take(intake, answer(text=CORRECTED), ours=True).changed == 1
    assert [version.ours for version in record.statements.get(NAME).versions] == [False, True]  # type: ignore[union-attr]  # held
    assert take(intake, answer(text=CORRECTED), ours=True).same == 1


def test_a_reparse_mends_details_from_the_very_bytes(record: Record, intake: Intake) -> None:
    take(intake, answer(asker="Bartholomew"))
    take(intake, answer(), by=seen(page="another"), ours=True)
    assert latest(record).asker == "Bartholomew"
    take(intake, answer(), ours=True)
    assert latest(record).asker == "Bartholomew Thistle"


def test_a_given_id_is_kept_and_becomes_an_alias_of_what_is_held(record: Record, intake: Intake) -> None:
    take(intake, speech(), given="whale-oil")
    assert [statement.id for statement in record.statements.walk()] == ["whale-oil"]
    take(intake, speech(), given="lamps")
    assert record.statements.resolve("lamps") == "whale-oil"
    assert record.statements.resolve("lords-2013-05-12-quill-lamps-3") == "whale-oil"
    assert record.statements.get("lamps") == record.statements.get("whale-oil")


def test_what_is_said_of_nobody_and_by_nobody_is_known_by_its_id(record: Record, intake: Intake) -> None:
    report = Version(kind=Kind.REPORT, date=ANSWERED, text="Quill is an island.")
    assert take(intake, report, given="quill-report").new == 1
    assert take(intake, report, given="quill-report").same == 1
    assert take(intake, report, given="another-report").new == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"date": date(1799, 12, 31)}, "date 1799-12-31"),
        ({"date": date(9999, 1, 1)}, "date 9999-01-01"),
        ({"tabled": date(1, 1, 1)}, "tabled 0001-01-01"),
        ({"text": "Quill. " * 750_000}, "text is longer"),
        ({"title": "Lighthouses\0"}, "title has a character"),
        ({"speaker": "Ada \ud800"}, "speaker has a character"),
        ({"uin": "9" * 501}, "uin is longer"),
        ({"member_id": 2**40}, "member_id"),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_is_taken(
    record: Record, intake: Intake, change: dict[str, Any], fault: str
) -> None:
    keys = sighting(answer()).identities
    bad = Sighting(identities=keys, versions=(answer(**change),))
    taken = intake.take([(bad, seen()), (sighting(answer(uin="2", text="Yes.")), seen())])
    assert taken.new == 1
    assert [refusal.place for refusal in taken.refused] == [seen().url]
    assert fault in str(taken.refused[0])
    assert all(isinstance(refusal, Rejected) for refusal in taken.refused)


@pytest.mark.parametrize(
    ("identities", "fault"),
    [
        ((), "nothing identifies it"),
        (("uin/a", "uin/a"), "one identity twice"),
        (("colour/blue",), "no known family"),
        (("id/two words",), "cannot be an address"),
        (("id/",), "cannot be an address"),
    ],
)
def test_what_cannot_be_known_again_is_refused(intake: Intake, identities: tuple[str, ...], fault: str) -> None:
    taken = intake.take([(Sighting(identities=identities, versions=(answer(),)), seen())])
    assert fault in str(taken.refused[0])


def test_a_sighting_without_versions_and_evidence_without_a_zone_are_refused(intake: Intake) -> None:
    empty = Sighting(identities=("uin/a",), versions=())
    timeless = replace(seen(), fetched_at=datetime(2013, 5, 13))  # noqa: DTZ001 - the fault under test
    taken = intake.take([(empty, seen()), (sighting(answer()), timeless)])
    assert [refusal.fault for refusal in taken.refused] == [
        "it has no version",
        "the time of its fetch has no time zone",
    ]


def test_a_heading_of_a_thousand_words_is_taken_in(record: Record, intake: Intake) -> None:
    statement = answer(kind=Kind.WRITTEN_STATEMENT, title="Lighthouses " * 1000, uin=None, speaker=None)
    assert take(intake, statement).new == 1
    assert take(intake, statement).same == 1
