"""One crawl of a source at a time: the second says who is at it, fetches nothing, and the first is not disturbed."""

from pathlib import Path
from time import monotonic, sleep

from tests.crawler.operator import Operator, told
from tests.crawler.site import Site, serving

PATIENCE = 60.0  # seconds, on a machine that is busy with other tests


def test_the_second_of_two_crawls_says_who_is_at_it(tmp_path: Path) -> None:
    with serving(Site()) as site:
        site.hold(3)
        operator = Operator(tmp_path, site, delay=1.0)
        first = operator.begin()
        until = monotonic() + PATIENCE
        while not site.asked and monotonic() < until:
            sleep(0.05)
        before = len(site.asked)
        second = operator.crawl(DISPATCHBOX_CRAWL_DELAY="0")
        assert second.status == 1
        assert "crawl questions-statements is already being done by" in second.messages
        assert "Traceback" not in second.messages
        assert not second.reports
        assert told(first).of()["statements"] == 3
    assert before
    assert [run.outcome for run in operator.runs()] == ["complete"]
