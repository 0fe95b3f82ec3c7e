"""What a crawl takes in: of a section published anew, what is no longer in it is withdrawn."""

from pathlib import Path

from crawler.door import Door, Reading
from crawler.tally import Tally
from indexer.archive import Archive
from indexer.intake import Intake
from indexer.store import Record
from statements.statement import State
from tests.sightings import seen, sighting, speech

LAMPS = [sighting(speech(text=f"Lamp {order} burns.", order=order), contribution=f"lamp-{order}") for order in (1, 2)]


def test_a_section_published_anew_withdraws_what_it_lacks(tmp_path: Path) -> None:
    record = Record.open(f"sqlite:///{tmp_path / 'record.sqlite'}")
    tally = Tally("hansard")
    door = Door(Intake(record), Archive(tmp_path / "archive").writer("hansard", 1), 1, tally)
    for hour, shown in ((0, LAMPS), (24, LAMPS[:1])):
        door.take(Reading(seen("hansard", hour), tuple(shown)))
        door.flush()
    door.close()
    states = {one.latest.text: one.latest.state for one in record.statements.walk()}
    record.close()
    assert states == {"Lamp 1 burns.": State.SUBSTANTIVE, "Lamp 2 burns.": State.WITHDRAWN}
    assert (tally.new, tally.changed) == (2, 1)
