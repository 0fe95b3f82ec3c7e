"""All sources together, against the twin: texts as in its truth, merged as it says, and every state of a page kept."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from statements.statement import Kind, State, Statement
from tests.journeys.test_twin import FAULTS, Crawler, Twin, questions_put, running, words

pytestmark = pytest.mark.shared

SOURCES = ("questions-statements", "hansard", "theyworkforyou", "publications", "govuk")
EVERYTHING = ("--everything", "--since", "2011-01-01", "--until", "2017-01-31")
Truth = dict[str, list[dict[str, object]]]


class Everything(Crawler):
    """An installation that crawls what holds statements, with TheyWorkForYou's files mirrored."""

    def __init__(self, twin: Twin, folder: Path, sources: Sequence[str] = SOURCES) -> None:
        super().__init__(twin, folder / "data", sources)
        self._mirror, self._twin = folder / "mirror", twin.addresses["_twin"]

    def mirror(self, shared: Path) -> None:
        """Copy TheyWorkForYou's files as they are on the twin's day."""
        command = [sys.executable, str(shared / "twin" / "mirror"), str(self._mirror), self._twin]
        subprocess.run(command, check=True, capture_output=True, timeout=60)

    def crawl(self, *arguments: str, **settings: str) -> dict[str, dict[str, object]]:
        folder = {"DISPATCHBOX_THEYWORKFORYOU_DIR": str(self._mirror)}
        return super().crawl(*arguments, **folder, DISPATCHBOX_CRAWL_CONCURRENCY="8", **settings)


def truth(twin: Twin) -> Truth:
    sources: Truth = twin.told("truth")["sources"]  # type: ignore[assignment]  # the twin's own word
    return {source: sources[source] for source in SOURCES}


def sources_of(statement: Statement) -> frozenset[str]:
    return frozenset(evidence.source for _, evidence in statement.evidence)


def preferred(told: Truth) -> dict[str, tuple[str, frozenset[str]]]:
    """Each statement of the truth, by the corpus's id: its words in the preferred source, and the sources that have it.

    TheyWorkForYou prints questions answered together once, under the lowest number: that is evidence for each.
    """
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for source in ("govuk", "theyworkforyou", "publications", "hansard", "questions-statements"):
        for row in told[source]:
            name = str(row["corpus_id"])
            _, known = found.get(name, ("", frozenset()))
            found[name] = (words(source, row), known | {source})
    for row in told["theyworkforyou"]:
        for uin in row["uins"]:  # type: ignore[attr-defined]  # a list of numbers
            for name in (str(other["corpus_id"]) for other in told["questions-statements"] if other["uin"] == uin):
                text, known = found[name]
                found[name] = (text, known | {"theyworkforyou"})
    return found


def test_one_statement_whatever_number_of_sources(shared: Path, tmp_path: Path) -> None:
    with running(shared) as twin:
        crawler = Everything(twin, tmp_path)
        crawler.mirror(shared)
        reports = crawler.crawl(*EVERYTHING)
        assert {report["outcome"] for report in reports.values()} == {"complete"}
        held = crawler.held()
        wanted = Counter(preferred(truth(twin)).values())
        found = seen(held)
        assert wanted - found == Counter()
        assert Counter(text for text, _ in (found - wanted).elements()) == questions_put(held)
        answered = [statement for statement in held if "questions-statements" in sources_of(statement)]
        prints = {version.source for statement in answered for version in statement.versions}
        assert prints == {"questions-statements"}  # a print with other words is a reading, not a change

        before = crawler.journal()
        again = crawler.crawl(*EVERYTHING)
        assert [(report["new"], report["changed"]) for report in again.values()] == [(0, 0)] * len(SOURCES)
        assert crawler.journal() == before


def seen(held: list[Statement]) -> Counter[tuple[str, frozenset[str]]]:
    """The words of each statement held, with the sources that have it."""
    return Counter((statement.latest.text or "", sources_of(statement)) for statement in held)


def test_faults_change_nothing_of_what_is_held(shared: Path, tmp_path: Path) -> None:
    autumn = ("--everything", "--since", "2014-10-13", "--until", "2014-11-14")
    with running(shared) as twin:
        smooth, rough = Everything(twin, tmp_path / "smooth"), Everything(twin, tmp_path / "rough")
        smooth.mirror(shared)
        rough.mirror(shared)
        smooth.crawl(*autumn)
        twin.set("faults", spec=f"{FAULTS},retry_after=0".replace("+", "%2B"))
        reports = rough.crawl(*autumn)
        assert {report["outcome"] for report in reports.values()} == {"complete"}
        assert seen(rough.held()) == seen(smooth.held()) != Counter()


def walked(twin: Twin, crawler: Everything, *days: str) -> Iterator[str]:
    """Crawl GOV.UK on each of those days of the twin's clock, the first time from the beginning."""
    for day in days:
        twin.set("clock", date=day)
        report = crawler.crawl("--everything", "--until", day)["govuk"]
        assert report["outcome"] == "complete", report
        yield day


def test_every_state_of_a_page_is_a_version(shared: Path, tmp_path: Path) -> None:
    days = (
        "2012-12-22",
        "2013-05-12",
        "2014-07-28",
        "2014-11-14",
        "2014-11-18",
        "2014-12-12",
        "2014-12-16",
        "2015-02-03",
    )
    with running(shared, "--clock", days[0]) as twin:
        crawler = Everything(twin, tmp_path, ("govuk",))
        for _ in walked(twin, crawler, *days):
            assert dict(pages(crawler)) == told_pages(twin)
        advice = one(crawler, Kind.TRAVEL_ADVICE, "Libya travel advice")
        editions = ["2012-12-21", "2013-05-11", "2014-07-27", "2014-11-13", "2014-11-17"]
        assert [version.date.isoformat() for version in advice.versions] == editions
        story = one(crawler, Kind.PRESS_RELEASE, "Synthetic press release on Libya")
        assert [(version.state, f"{version.dated}") for version in story.versions] == [
            (State.SUBSTANTIVE, "2014-12-10"),
            (State.SUBSTANTIVE, "2014-12-15"),
            (State.WITHDRAWN, "2015-02-02"),
        ]
        assert [version.note for version in story.versions][1:] == [
            "[synthetic] Added an invented sentence.",
            "[synthetic] This invented press release was withdrawn.",
        ]


def pages(crawler: Everything) -> Iterator[tuple[str, str | None]]:
    for statement in crawler.held():
        yield (statement.latest.url or "").removeprefix("https://www.gov.uk"), statement.latest.text


def told_pages(twin: Twin) -> dict[str, object]:
    return {str(row["path"]): row["text"] for row in truth(twin)["govuk"]}


def one(crawler: Everything, kind: Kind, title: str) -> Statement:
    (found,) = [s for s in crawler.held() if s.latest.kind is kind and s.latest.title == title]
    return found
