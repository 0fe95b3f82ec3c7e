"""Hostile pages of print, files and pages of GOV.UK: the fault is named, or the statement is clean. Nothing hangs."""

import json
import time
from typing import Any

import pytest

from crawler.parsers import govuk, publications, theyworkforyou
from statements.errors import SourceChanged
from tests.crawler.hostile.payloads import DEEP, SCRIPT
from tests.crawler.hostile.test_hostile import Parser, altered, read
from tests.crawler.parsers.answers import answer

LARGE = 300_000
PATIENCE = 20  # seconds: what takes time by the square of its length takes minutes

PRINT = "https://publications.parliament.uk/pa/cm201415/cmhansrd/cm141030/debtext/141030-0001.htm"
WRITTEN = "https://publications.parliament.uk/pa/cm201415/cmhansrd/cm141030/text/141030w0001.htm"
FILE = "https://www.theyworkforyou.com/pwdata/scrapedxml/debates/debates2014-10-30a.xml"
CONTENT = "https://www.gov.uk/api/content/government/news/lanterns"


def printed(words: str) -> str:
    column = '<a class="anchor-column" name="column_397"> </a><p><b>30 Oct 2014 : Column 397</b></p>'
    opening = '<p><a class="anchor" name="st_0"> </a><a class="anchor" name="14103098000012"> </a>'
    return f'<div id="content-small">{column}{opening}{words}</p></div>'


def filed(words: str, doctype: str = "") -> str:
    speech = '<speech id="uk.org.publicwhip/debate/2014-10-30a.1.0" speakername="Ada Example" url="#14103098000012">'
    return f'<?xml version="1.0"?>{doctype}<publicwhip latest="yes">{speech}<p>{words}</p></speech></publicwhip>'


def nested(depth: int) -> str:
    names = [f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, depth)]
    return f'<!DOCTYPE publicwhip [<!ENTITY a0 "lol">{"".join(names)}]>'


PAGES: dict[str, str | bytes] = {
    "nothing": b"",
    "zero bytes": b"\x00" * 1000,
    "half a character": printed("<b>Ada Example:</b> caf").encode() + b"\xe9",
    "script in words": printed(f"<b>Ada Example:</b> {SCRIPT} lit"),
    "script in a name": printed(f"<b>{SCRIPT}:</b> lit"),
    "script in an anchor": printed(f'<a class="anchor" name="{SCRIPT}"></a><b>Ada Example:</b> lit'),
    "deep": printed("<div>" * DEEP + "<b>Ada Example:</b> lit"),
    "deep bold type": printed("<b>" * DEEP + "Ada Example:" + "</b>" * DEEP),
    "tables in tables": printed("<table><tr><td>" * 20_000),
    "a name that never ends": printed("<b>" + "A" * LARGE),
    "brackets that never close": printed("<b>" + "(" * LARGE + ":</b>"),
    "colons": printed("<b>" + "A: " * 100_000 + "</b>:" * 1000),
    "columns": printed("<p>30 Oct 2014 : Column 1</p>" * 20_000),
    "columns in one line": printed("30 Oct 2014 : Column 1 " * 20_000),
    "a tag that never ends": printed("<b>Ada Example:</b> lit <p " + "x" * LARGE),
    "a comment that never ends": printed("<b>Ada Example:</b> lit <!-- " + "x" * LARGE),
    "anchors": printed('<a class="anchor" name="14103098000012"> </a>' * 20_000 + "<b>Ada Example:</b> lit"),
    "a number too large": printed(f'<a name="column_{9 * 10**40}"></a><p>Column {"9" * 5000}</p><b>A B:</b> lit'),
    "white space": printed("<b>Ada Example:</b>" + " \n" * LARGE + "lit"),
    "questions without end": printed("<b>Asked by Lord Example</b></p><p>Why?</p>" * 20_000),
}
FILES: dict[str, str | bytes] = {
    "nothing": b"",
    "zero bytes": b"\x00" * 1000,
    "billion laughs": filed("&a20;", nested(21)),
    "quadratic": filed("&a;" * 10_000, f'<!DOCTYPE publicwhip [<!ENTITY a "{"x" * 10_000}">]>'),
    "itself": filed("&a;", '<!DOCTYPE publicwhip [<!ENTITY a "&a;">]>'),
    "outside": filed("&a;", '<!DOCTYPE publicwhip [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "parameter": filed("lit", '<!DOCTYPE publicwhip [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>'),
    "document type outside": filed("lit", '<!DOCTYPE publicwhip SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "names without end": filed(
        "lit", f"<!DOCTYPE publicwhip [{''.join(f'<!ENTITY n{n} {chr(34)}x{chr(34)}>' for n in range(5000))}]>"
    ),
    "a name for a sign": filed("&lt;b&gt;&a;", '<!DOCTYPE publicwhip [<!ENTITY a "&#38;">]>'),
    "deep": filed("<i>" * DEEP + "lit" + "</i>" * DEEP),
    "half": filed("lit")[:-30],
    "not UTF-8": filed("lit").encode() + b"\xff",
    "unknown encoding": filed("lit").replace('"1.0"', '"1.0" encoding="lantern"', 1),
    "script": filed("<script>alert(1)</script><img src='x' onerror='alert(2)'/>lit"),
    "attributes twice": filed('<i x="1" x="2">lit</i>'),
    "white space": filed(" \n" * LARGE + "lit"),
    "no day": filed("lit").replace("2014-10-30", "2014-99-99"),
    "ids without end": filed("lit").replace("debate/2014-10-30a.1.0", "debate/2014-10-30a." + "1" * LARGE),
    "redirections": '<publicwhip><gidredirect oldgid="x" newgid="y"/></publicwhip>'.replace("/>", "/>" * 1),
}
PAGE: dict[str, Any] = {
    "base_path": "/government/news/lanterns",
    "content_id": "98000000-0000-4000-8000-000000000001",
    "document_type": "press_release",
    "schema_name": "news_article",
    "title": "Lanterns",
    "locale": "en",
    "first_published_at": "2014-11-07T18:30:00Z",
    "public_updated_at": "2014-11-07T18:30:00Z",
    "withdrawn_notice": {"explanation": "<p>Out.</p>", "withdrawn_at": "2014-12-07T18:30:00Z"},
    "links": {"organisations": [{"title": "Lantern Office"}], "people": [{"title": "Ada Example MP"}]},
    "details": {
        "body": "<p>They are lit.</p>",
        "change_history": [{"public_timestamp": "2014-11-07T18:30:00Z", "note": "First published."}],
        "parts": [{"slug": "summary", "title": "Summary", "body": "<p>They are lit.</p>"}],
        "delivered_on": "2014-11-07T18:30:00Z",
    },
}
ADVICE = {**PAGE, "document_type": "travel_advice", "schema_name": "travel_advice"}
SPOKEN = {**PAGE, "document_type": "written_statement", "schema_name": "speech"}
GONE = {"schema_name": "gone", "base_path": "/x", "public_updated_at": "2014-11-07T18:30:00Z", "details": {}}


def in_time(parser: Parser, body: str | bytes, source: str, url: str) -> Any:
    began = time.monotonic()
    sent = body if isinstance(body, bytes) else body.encode()
    found = read(parser, answer(sent, source=source, url=url))
    assert time.monotonic() - began < PATIENCE
    return found


@pytest.mark.parametrize("url", [PRINT, WRITTEN], ids=["debate", "written"])
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_of_print(name: str, url: str) -> None:
    in_time(publications.parse, PAGES[name], "publications", url)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"half a character"}))
def test_hostile_links(name: str) -> None:
    body = PAGES[name]
    sent = body if isinstance(body, bytes) else body.encode()
    snapshot = answer(sent, source="publications", url=PRINT)
    assert publications.next_page(snapshot) is None
    with pytest.raises(SourceChanged, match="leads to no page"):
        publications.day_index(snapshot)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(name: str) -> None:
    in_time(theyworkforyou.parse, FILES[name], "theyworkforyou", FILE)


@pytest.mark.parametrize("name", ["billion laughs", "quadratic", "itself", "outside", "parameter", "names without end"])
def test_what_a_document_type_may_not_do_is_named(name: str) -> None:
    assert isinstance(in_time(theyworkforyou.parse, FILES[name], "theyworkforyou", FILE), SourceChanged)


@pytest.mark.parametrize("healthy", [PAGE, ADVICE, SPOKEN, GONE], ids=["news", "advice", "statement", "gone"])
def test_every_part_of_a_page_gone_or_of_another_type(healthy: dict[str, Any]) -> None:
    assert in_time(govuk.parse, json.dumps(healthy), "govuk", CONTENT)
    for wrong in altered(healthy):
        read(govuk.parse, answer(wrong, source="govuk", url=CONTENT))
