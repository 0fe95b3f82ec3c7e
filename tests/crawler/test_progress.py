"""Progress: what is shown says how each source is doing, on a terminal and in a log."""

import io

from rich.console import Console

from crawler.progress import left, line, lines, table
from crawler.tally import Tally


def under_way(**values: object) -> Tally:
    tally = Tally("hansard", fetched=1200, statements=34, new=30, changed=4)
    for name, value in values.items():
        setattr(tally, name, value)
    return tally


def test_the_time_left_is_told_from_the_windows_done() -> None:
    assert left(under_way()) == "under way"
    tally = under_way(expected=100, done=50)
    tally.began -= 600
    assert left(tally) == "10 min left"
    tally.done = 99
    assert left(tally).endswith("s left")


def test_how_it_ended_is_told() -> None:
    assert left(under_way(stopped=1.0, ended=True)) == "done"
    assert left(under_way(stopped=1.0)) == "stopped"
    assert left(under_way(stopped=1.0, failed="no answer")) == "failed"


def test_a_line_and_a_table_hold_every_count() -> None:
    tally = under_way(errors=2, stopped=1.0, ended=True)
    told = "hansard: 1,200 fetched, 34 statements, 30 new, 4 changed, 2 errors, done"
    assert line(tally) == told
    drawn = io.StringIO()
    Console(file=drawn, width=100).print(table([tally]))
    assert drawn.getvalue().split()[-7:] == ["hansard", "1,200", "34", "30", "4", "2", "done"]


def test_a_log_has_lines_now_and_then_for_those_at_work_and_at_the_end_for_all() -> None:
    stream, working, ended = io.StringIO(), under_way(), under_way(stopped=1.0, ended=True)
    with lines([working, ended], stream, every=0.01):
        while stream.getvalue().count("\n") < 3:
            pass
    told = stream.getvalue().splitlines()
    assert all("under way" in text for text in told[:-1])
    assert told[-1].endswith("done")


def test_the_note_says_why_it_failed_or_what_the_first_error_was() -> None:
    tally = Tally("hansard")
    assert tally.note == ""
    tally.error("one page was odd")
    assert tally.note == "one page was odd"
    tally.error("another was gone")
    assert tally.note == "one page was odd (2 errors in all)"
    tally.fail("no answer")
    tally.fail("a later reason")
    assert tally.note == "no answer (2 errors in all)"
