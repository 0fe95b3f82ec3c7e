"""The traces of crawls: runs and which can be resumed, coverage, cursors, and the list of archived answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from indexer.intake import Intake
from indexer.store import Begun, DayCount, Record, Validators
from statements.coverage import Coverage, Outcome, Plan, RunOutcome, Window
from statements.snapshot import Snapshot
from statements.statement import House, Kind
from tests.sightings import ANSWERED, answer, seen, sighting, speech

NOW = datetime(2013, 6, 1, 12, 0, tzinfo=UTC)
PLAN = Plan(source="hansard", scope="lamps", since=None, until=date(2013, 6, 1))
URL = "https://hansard.example/lamps"


def finish(record: Record, run: int, outcome: RunOutcome = RunOutcome.COMPLETE) -> None:
    counts = {"fetched": 9, "statements": 8, "new": 3, "changed": 2, "errors": 1}
    record.coverage.finish(run, outcome, NOW + timedelta(minutes=5), note="a note", **counts)


def test_a_run_is_told_with_its_plan_and_counts(record: Record) -> None:
    begun = record.coverage.begin(PLAN, NOW)
    finish(record, begun.run)
    (run,) = record.coverage.runs()
    assert (run.plan, run.started, run.ended) == (PLAN, NOW, NOW + timedelta(minutes=5))
    assert (run.outcome, run.note) == (RunOutcome.COMPLETE, "a note")
    assert (run.fetched, run.statements, run.new, run.changed, run.errors) == (9, 8, 3, 2, 1)


def test_a_run_that_was_killed_is_resumed_by_the_next_of_its_plan(record: Record) -> None:
    first = record.coverage.begin(PLAN, NOW)
    second = record.coverage.begin(PLAN, NOW + timedelta(hours=1))
    third = record.coverage.begin(PLAN, NOW + timedelta(hours=2))
    assert first.resumes == ()
    assert second.resumes == (first.run,)
    assert third == Begun(third.run, (first.run, second.run))
    outcomes = [run.outcome for run in record.coverage.runs()]
    assert outcomes == [RunOutcome.RUNNING, RunOutcome.KILLED, RunOutcome.KILLED]


def test_nothing_is_resumed_across_a_complete_run(record: Record) -> None:
    record.coverage.begin(PLAN, NOW)
    second = record.coverage.begin(PLAN, NOW)
    finish(record, second.run)
    assert record.coverage.begin(PLAN, NOW).resumes == ()


def test_a_failed_run_is_not_resumed(record: Record) -> None:
    finish(record, record.coverage.begin(PLAN, NOW).run, RunOutcome.FAILED)
    assert record.coverage.begin(PLAN, NOW).resumes == ()


def test_neither_an_older_nor_another_plans_run_is_resumed(record: Record) -> None:
    record.coverage.begin(PLAN, NOW - timedelta(hours=25))
    record.coverage.begin(replace(PLAN, scope="everything"), NOW)
    record.coverage.begin(replace(PLAN, since=date(2013, 1, 1)), NOW)
    assert record.coverage.begin(PLAN, NOW).resumes == ()
    assert [run.outcome for run in record.coverage.runs()].count(RunOutcome.RUNNING) == 1


def test_the_newest_runs_come_first(record: Record) -> None:
    runs = [record.coverage.begin(PLAN, NOW + timedelta(minutes=n)).run for n in range(5)]
    assert [run.id for run in record.coverage.runs(limit=3)] == runs[:1:-1]


def test_coverage_is_told_newest_first_by_source(record: Record, intake: Intake) -> None:
    run = record.coverage.begin(PLAN, NOW).run
    window = Window(source="hansard", query="lamps", since=date(2013, 1, 1), until=date(2013, 1, 31))
    whole = Coverage(window=window, outcome=Outcome.COMPLETE, promised=4, received=4, statements=12, note="all", at=NOW)
    failed = replace(whole, outcome=Outcome.FAILED, promised=None, received=0, at=NOW + timedelta(hours=1))
    elsewhere = replace(whole, window=replace(window, source="members"))
    for coverage in (whole, failed, elsewhere):
        intake.cover(run, coverage)
    assert record.coverage.of("hansard") == [failed, whole]
    assert len(record.coverage.of()) == 3
    intake.cover(run, replace(whole, at=None))
    assert record.coverage.of("hansard")[0].at is not None


def test_a_cursor_is_of_a_source_and_a_scope(intake: Intake) -> None:
    assert intake.cursor("hansard", "lamps") is None
    intake.set_cursor("hansard", "lamps", date(2013, 1, 1))
    intake.set_cursor("hansard", "lamps", date(2013, 1, 2))
    intake.set_cursor("hansard", "everything", date(2012, 1, 1))
    assert intake.cursor("hansard", "lamps") == date(2013, 1, 2)
    assert intake.cursor("members", "lamps") is None


def snapshot(place: str, status: int = 200, **headers: str) -> Snapshot:
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Snapshot(
        source="hansard", url=URL, fetched_at=NOW, status=status, headers=told, body=b"", sha256="0" * 64, place=place
    )


def test_the_newest_good_answer_of_a_run_is_found_by_its_address(record: Record, intake: Intake) -> None:
    first, second = record.coverage.begin(PLAN, NOW).run, record.coverage.begin(PLAN, NOW).run
    intake.archived(first, [snapshot("a#0"), snapshot("a#1"), snapshot("a#2", status=503)])
    intake.archived(second, [snapshot("b#0")])
    assert intake.fetched_by([first], URL) == "a#1"
    assert intake.fetched_by([first, second], URL) == "b#0"
    assert intake.fetched_by([], URL) is None
    assert intake.fetched_by([first], URL + "?page=2") is None


def test_validators_are_those_of_the_newest_good_answer(record: Record, intake: Intake) -> None:
    run = record.coverage.begin(PLAN, NOW).run
    assert intake.validators(URL) is None
    intake.archived(run, [snapshot("a#0", etag='"one"', last_modified="Sat, 01 Jun 2013 12:00:00 GMT")])
    intake.archived(run, [snapshot("a#1", status=304, etag='"two"')])
    assert intake.validators(URL) == Validators('"one"', "Sat, 01 Jun 2013 12:00:00 GMT", "a#0")


def test_good_answers_are_replayed_oldest_first(record: Record, intake: Intake) -> None:
    run = record.coverage.begin(PLAN, NOW).run
    intake.archived(run, [snapshot(f"a#{n}", status=200 if n % 3 else 500) for n in range(10)])
    intake.archived(run, [snapshot("a#10", status=404), snapshot("a#11", status=410)])
    places = [kept.place for kept in record.responses.kept("hansard", batch=2)]
    assert places == ["a#1", "a#2", "a#4", "a#5", "a#7", "a#8", "a#11"]
    assert {kept.scope for kept in intake.kept("hansard")} == {"lamps"}
    assert list(intake.kept("members")) == []


def test_statements_are_counted_by_day_for_each_source_that_shows_them(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(uin="1")), seen()), (sighting(answer(uin="2")), seen())])
    intake.take([(sighting(answer(uin="1")), seen("hansard")), (sighting(speech()), seen("hansard"))])
    assert record.coverage.by_day() == [
        DayCount("hansard", ANSWERED, House.COMMONS, Kind.WRITTEN_ANSWER, 1),
        DayCount("hansard", ANSWERED, House.LORDS, Kind.ORAL_CONTRIBUTION, 1),
        DayCount("questions-statements", ANSWERED, House.COMMONS, Kind.WRITTEN_ANSWER, 2),
    ]
