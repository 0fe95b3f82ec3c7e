"""Politeness: robots.txt after RFC 9309, delays, Retry-After and an honest name."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawler.operator import Operator
from tests.crawler.site import QUESTIONS, Answer, Site, serving

TEXT = (("Content-Type", "text/plain"),)


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), status=status, headers=TEXT)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as site:
        site.hold(2)
        yield site


@pytest.mark.parametrize("status", [503, 429])
def test_robots_that_cannot_be_read_bar_the_host(site: Site, tmp_path: Path, status: int) -> None:
    site.always["/robots.txt"] = robots("out of order", status)
    told = Operator(tmp_path, site).crawl()
    assert (told.status, told.of()["outcome"]) == (1, "failed")
    assert set(site.paths()) == {"/robots.txt"}
    assert f"robots.txt was answered with {status}" in str(told.of()["note"])


def test_robots_that_break_off_bar_the_host(site: Site, tmp_path: Path) -> None:
    site.always["/robots.txt"] = Answer(fault="reset")
    assert Operator(tmp_path, site).crawl().of()["outcome"] == "failed"
    assert set(site.paths()) == {"/robots.txt"}


@pytest.mark.parametrize("failing", [robots("oh", 503), Answer(fault="reset")])
def test_robots_that_fail_once_are_asked_again_like_any_page(site: Site, tmp_path: Path, failing: Answer) -> None:
    site.script["/robots.txt"] = [failing]
    assert Operator(tmp_path, site).crawl().of()["statements"] == 2


@pytest.mark.parametrize("status", [403, 404])
def test_a_host_without_robots_may_be_asked(site: Site, tmp_path: Path, status: int) -> None:
    site.always["/robots.txt"] = robots("none", status)
    assert Operator(tmp_path, site).crawl().of()["statements"] == 2
    assert site.paths().count("/robots.txt") == 1


def test_what_robots_forbid_is_not_asked(site: Site, tmp_path: Path) -> None:
    site.always["/robots.txt"] = robots(
        f"User-agent: DispatchBox\nDisallow: {QUESTIONS}/1\n\nUser-agent: *\nDisallow: /"
    )
    told = Operator(tmp_path, site).crawl()
    assert f"{QUESTIONS}/1" not in site.paths()
    assert (told.of()["outcome"], told.of()["statements"]) == ("failed", 1)
    assert "robots.txt forbids it" in str(told.of()["note"])


def test_rules_beyond_500_kib_are_not_read(site: Site, tmp_path: Path) -> None:
    site.always["/robots.txt"] = robots("# filler\n" * 60_000 + "User-agent: *\nDisallow: /\n")
    assert Operator(tmp_path, site).crawl().of()["statements"] == 2


def test_crawl_delay_is_kept_between_any_two_requests(site: Site, tmp_path: Path) -> None:
    site.always["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.4\nDisallow:\n")
    assert Operator(tmp_path, site, concurrency=4).crawl().of()["statements"] == 2
    times = [asked.at for asked in site.asked]
    assert min(later - sooner for sooner, later in pairwise(times)) >= 0.35


def test_the_sources_own_delay_is_kept(site: Site, tmp_path: Path) -> None:
    assert Operator(tmp_path, site, delay=0.4).crawl().of()["statements"] == 2
    times = [asked.at for asked in site.asked]
    assert min(later - sooner for sooner, later in pairwise(times)) >= 0.35


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_leaves_the_whole_source_alone(site: Site, tmp_path: Path, status: int) -> None:
    site.hold(6)
    site.script[f"{QUESTIONS}/2"] = [Answer(b"busy", status=status, headers=(("Retry-After", "2"),))]
    assert Operator(tmp_path, site).crawl().of()["statements"] == 6
    (busy,) = [place for place, asked in enumerate(site.asked) if asked.path == f"{QUESTIONS}/2"][:1]
    assert site.asked[busy + 1].at - site.asked[busy].at >= 1.9


def test_the_crawler_says_who_it_is_and_nothing_else(site: Site, tmp_path: Path) -> None:
    site.script["/robots.txt"] = [Answer(b"", headers=(("Set-Cookie", "id=1; Path=/"), *TEXT))]
    Operator(tmp_path, site).crawl()
    sent = [asked.headers for asked in site.asked]
    assert {headers["user-agent"].partition("/")[0] for headers in sent} == {"DispatchBox"}
    assert all(headers["user-agent"].endswith(" (+tracker@library.example)") for headers in sent)
    assert not any({"cookie", "referer"} & headers.keys() for headers in sent)


def test_nothing_is_asked_twice(site: Site, tmp_path: Path) -> None:
    site.hold(12)
    Operator(tmp_path, site, page=5, concurrency=3).crawl()
    addresses = [asked.address for asked in site.asked]
    assert len(addresses) == len(set(addresses))
