"""Every kind of page in a real browser: nothing wider than a phone, nothing out of reach, nothing that axe finds."""

import shutil
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.webui.test_hostile import HOSTILE
from tests.webui.test_pages import EVERY_KIND

pytestmark = pytest.mark.browser

PAGES = (*EVERY_KIND, HOSTILE, "/search?q=HC+Deb+30+October+2014,+c398&house=Commons&from=2014-01-01")
CHROMIUM = shutil.which("chromium")
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def address(site: Flask) -> Iterator[str]:
    """Where the site is served for the browser."""
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def opened(browser: Browser, address: str, width: int, **options: Any) -> Page:
    """A page of that width; an error of a script or a refused load is a failure."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.on("pageerror", _fail)
    page.on("console", lambda message: _fail(message.text) if "Content Security Policy" in message.text else None)
    page.goto(address)
    return page


def _fail(error: object) -> None:
    raise AssertionError(error)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    for place in PAGES:
        page = opened(browser, address + place, width, color_scheme=scheme)
        found = Axe().run(page, options=AXE)
        assert not found.response["violations"], f"{place}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        page.close()


def test_without_javascript_a_reader_comes_from_the_first_page_to_the_archived_bytes(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, 1280, java_script_enabled=False)
    page.get_by_role("searchbox").fill("lighthouse years")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="House of Commons").click()
    assert page.locator("#total").inner_text() == "1 statement"
    page.get_by_role("heading", level=3).get_by_role("link").click()
    page.get_by_role("link", name="4 March 2013").click()
    assert "I will write" in page.locator(".db-said").last.inner_text()
    assert page.locator("[data-copy]").first.is_hidden()
    page.get_by_role("link", name="The archived bytes").first.click()
    assert page.evaluate("document.contentType") == "text/plain"
    page.close()


def test_filters_stand_open_beside_the_results_and_closed_above_them_on_a_phone(browser: Browser, address: str) -> None:
    wide, narrow = (opened(browser, f"{address}/search?q=lamps", width) for width in (1280, 320))
    assert wide.locator(".db-choice").first.is_visible()
    assert not narrow.locator(".db-choice").first.is_visible()
    narrow.get_by_text("Filters", exact=True).click()
    assert narrow.locator(".db-choice").first.is_visible()
    wide.close()
    narrow.close()


def test_the_tab_key_reaches_search_filters_and_results_and_no_bar_of_the_chart(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/search?q=lamps", 1280)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className.baseVal ?? document.activeElement.className"))
        assert page.evaluate("document.activeElement.closest('svg') === null")
    wanted = ("govuk-skip-link", "db-search__input", "db-search__button", "db-choice", "db-quiet-link")
    places = [next(at for at, name in enumerate(reached) if part in name) for part in wanted]
    assert places == sorted(places)
    page.close()


def test_keys_go_to_the_box_along_the_results_and_into_one(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/search?q=lamps", 1280)
    titles = page.locator(".db-result__title a")
    for keys, expected in (("jj", 1), ("k", 0)):
        page.keyboard.type(keys)
        assert titles.nth(expected).evaluate("link => link === document.activeElement")
    page.keyboard.type("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("/jo")
    assert page.input_value("#q") == "/jo"
    page.locator("h2").first.click()
    page.keyboard.type("jo")
    page.wait_for_url("**/statements/**")
    page.close()


def test_the_reference_is_copied(browser: Browser, address: str) -> None:
    page = opened(
        browser,
        f"{address}/statements/lords-2014-10-08-hl2595",
        1280,
        permissions=["clipboard-write", "clipboard-read"],
    )
    page.get_by_role("button", name="Copy the reference").click()
    assert page.evaluate("navigator.clipboard.readText()") == "HL Deb 15 October 2014, c41WA"
    page.close()


def test_paper_has_the_statement_with_its_address_and_no_furniture(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/statements/lords-2014-10-08-hl2595", 1280)
    page.emulate_media(media="print")
    assert page.locator(".db-said").last.is_visible()
    foot = page.locator(".db-print").inner_text()
    assert foot.startswith(
        "HL Deb 15 October 2014, c41WA. https://box.example/statements/lords-2014-10-08-hl2595, retrieved"
    )
    for furniture in (".db-masthead", ".db-foot", ".govuk-skip-link"):
        assert page.locator(furniture).is_hidden()
    page.close()
