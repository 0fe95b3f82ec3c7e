"""Whatever is taken in, in whatever order: versions are in order, nothing is written twice, the journal tells all."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.intake import Intake
from indexer.store import Change, Record
from statements.statement import Evidence, Sighting, State, Statement
from statements.text import same_words
from tests.sightings import API, HANSARD, answer, question, seen, sighting

TEXTS = ("Yes.", "No.", "No .", "Yes, “soon”.", 'Yes, "soon".')
Batch = list[tuple[Sighting, Evidence]]


@st.composite
def sequences(draw: st.DrawFn) -> list[Batch]:
    """Batches of sightings of three questions, in any order; what one page says of one question is always the same."""
    pages: dict[tuple[str, str, int], tuple[Sighting, Evidence]] = {}

    def offered() -> tuple[Sighting, Evidence]:
        uin, source, hour = draw(st.sampled_from("123")), draw(st.sampled_from((API, HANSARD))), draw(st.integers(0, 6))
        if (uin, source, hour) not in pages:
            pages[uin, source, hour] = (draw(sightings(uin, source)), seen(source, hour))
        return pages[uin, source, hour]

    return [[offered() for _ in range(draw(st.integers(1, 6)))] for _ in range(draw(st.integers(1, 5)))]


@st.composite
def sightings(draw: st.DrawFn, uin: str, source: str) -> Sighting:
    """A question while it waits, or its answer in any state, perhaps with its original. Hansard prints no tabling."""
    if source == API and draw(st.integers(0, 3)) == 0:
        return sighting(question(uin=uin))
    states = st.sampled_from((State.HOLDING, State.SUBSTANTIVE, State.CORRECTED, State.WITHDRAWN))
    texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2, unique=True)
    party = draw(st.sampled_from((None, "Lamplighters", "Whalers")))
    tabled = answer().tabled if source == API else None
    return sighting(
        *(
            answer(uin=uin, text=f"{uin}: {text}", state=draw(states), party=party, tabled=tabled, source=source)
            for text in draw(texts)
        )
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequences())
def test_any_sequence_of_sightings_leaves_a_record_in_order(sequence: Sequence[Batch]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = Record.open(f"sqlite:///{Path(folder) / 'record.sqlite'}")
        intake = Intake(record)
        for batch in sequence:
            intake.take(batch)
            held = list(record.statements.walk())
            head = record.journal.head()
            intake.take(batch)
            assert list(record.statements.walk()) == held
            assert record.journal.head() == head
        check_versions(held)
        assert replayed(record) == {statement.id: len(statement.versions) for statement in held}
        record.close()


def check_versions(held: Sequence[Statement]) -> None:
    for statement in held:
        assert [version.number for version in statement.versions] == list(range(1, len(statement.versions) + 1))
        for before, after in zip(statement.versions, statement.versions[1:], strict=False):
            assert before.state is not after.state or not same_words(before.text, after.text)
        assert {number for number, _ in statement.evidence} == {version.number for version in statement.versions}


def replayed(record: Record) -> dict[str, int]:
    """The statements and their numbers of versions, as the journal alone tells them."""
    told: dict[str, int] = {}
    for entry in record.journal.after(0, limit=10_000):
        match entry.change:
            case Change.CREATED:
                assert entry.statement not in told
                told[entry.statement] = 1
            case Change.TEXT_CHANGED | Change.WITHDRAWN | Change.RESTORED:
                assert entry.version == told[entry.statement] + 1
                told[entry.statement] = entry.version
            case Change.MERGED:
                del told[entry.statement]
            case _:
                assert entry.version <= told[entry.statement]
    return told
