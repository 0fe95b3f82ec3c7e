"""Words that a section of Hansard no longer shows are withdrawn, with the page as evidence; they may come back."""

from collections.abc import Sequence

from indexer.intake import Intake
from indexer.store import Record
from indexer.vanishing import NOTE
from statements.statement import Evidence, State, Version
from tests.sightings import answer, seen, sighting, speech

FIRST, SECOND, THIRD = (speech(text=f"Lamp {order} burns.", order=order, section="quill-lamps") for order in (1, 2, 3))


def shown(intake: Intake, hour: int, *versions: Version, ours: bool = False) -> Evidence:
    """The section as it was published that many hours on, taken in as a crawl does."""
    page = seen("hansard", hour)
    batch = [(sighting(version, contribution=f"lamp-{version.order}"), page) for version in versions]
    intake.take(batch, ours=ours)
    intake.miss(batch, ours=ours)
    return page


def states(record: Record) -> dict[str | None, Sequence[State]]:
    """The states of each statement, by its words."""
    return {one.latest.text: [version.state for version in one.versions] for one in record.statements.walk()}


def test_what_is_no_longer_shown_is_withdrawn_by_that_page_and_nothing_else_is(record: Record, intake: Intake) -> None:
    shown(intake, 0, FIRST, SECOND, THIRD)
    page = shown(intake, 24, FIRST, THIRD)
    assert states(record) == {
        FIRST.text: [State.SUBSTANTIVE],
        SECOND.text: [State.SUBSTANTIVE, State.WITHDRAWN],
        THIRD.text: [State.SUBSTANTIVE],
    }
    (gone,) = (one for one in record.statements.walk() if one.latest.state is State.WITHDRAWN)
    assert gone.latest.note == NOTE
    assert (2, page) in gone.evidence
    head = record.journal.head()
    shown(intake, 48, FIRST, THIRD)
    assert record.journal.head() == head


def test_what_is_shown_again_is_restored(record: Record, intake: Intake) -> None:
    shown(intake, 0, FIRST, SECOND)
    shown(intake, 24, FIRST)
    shown(intake, 48, FIRST, SECOND)
    assert states(record)[SECOND.text] == [State.SUBSTANTIVE, State.WITHDRAWN, State.SUBSTANTIVE]


def test_an_older_page_withdraws_nothing_that_a_newer_one_shows(record: Record, intake: Intake) -> None:
    shown(intake, 24, FIRST, SECOND)
    shown(intake, 0, FIRST)
    assert states(record)[SECOND.text] == [State.SUBSTANTIVE]


def test_the_same_pages_parsed_again_change_nothing(record: Record, intake: Intake) -> None:
    pages = ((0, (FIRST, SECOND)), (24, (FIRST,)), (48, (FIRST, SECOND)))
    for hour, versions in pages:
        shown(intake, hour, *versions)
    before, head = states(record), record.journal.head()
    for hour, versions in pages:
        shown(intake, hour, *versions, ours=True)
    assert (states(record), record.journal.head()) == (before, head)


def test_other_sections_and_the_words_of_other_sources_stand(record: Record, intake: Intake) -> None:
    elsewhere = speech(text="The quay is dry.", order=2, section="quay")
    printed = answer(section="quill-lamps")
    intake.take([(sighting(elsewhere), seen("hansard")), (sighting(printed), seen())])
    shown(intake, 24, FIRST)
    assert set(map(tuple, states(record).values())) == {(State.SUBSTANTIVE,)}


def test_new_words_under_an_id_are_a_new_version_and_no_withdrawal(record: Record, intake: Intake) -> None:
    shown(intake, 0, FIRST, SECOND)
    shown(intake, 24, FIRST, speech(text="Lamp 2 is out.", order=2, section="quill-lamps"))
    assert states(record)["Lamp 2 is out."] == [State.SUBSTANTIVE, State.SUBSTANTIVE]
