"""Every recorded example of the sources that read print and pages is read, with its statements counted."""

import re
from pathlib import Path

import pytest

from crawler.reading import sightings_in
from tests.crawler.parsers.answers import answer

pytestmark = pytest.mark.shared

PUBLICATIONS = {
    "commons-debate_with_division.html": ("cm201011/cmhansrd/cm110719/debtext/110719-0001.htm", 7),
    "commons-debates_and_oral_answers.html": ("cm201011/cmhansrd/cm110719/debtext/110719-0001.htm", 10),
    "commons-debtext-141030-0001-constructed.htm": ("cm201415/cmhansrd/cm141030/debtext/141030-0001.htm", 4),
    "commons-ministerial_correction.html": ("cm201314/cmhansrd/cm140116/corrtext/140116c0001.htm", 7),
    "commons-petitions.html": ("cm201314/cmhansrd/cm140116/petntext/140116p0001.htm", 3),
    "commons-topical_questions.html": ("cm201011/cmhansrd/cm110719/debtext/110719-0001.htm", 6),
    "commons-wh_debates.html": ("cm201011/cmhansrd/cm110719/halltext/110719h0001.htm", 3),
    "commons-wh_debates_mid-debate_change.html": ("cm201314/cmhansrd/cm140109/halltext/140109h0001.htm", 5),
    "commons-wms-index-2011-11.html": ("cm201011/cmhansrd/cm111121/wmsindx/111121-x.htm", 0),
    "commons-wms.html": ("cm201011/cmhansrd/cm110719/wmstext/110719m0001.htm", 2),
    "commons-written_answers.html": ("cm201011/cmhansrd/cm110719/text/110719w0001.htm", 3),
    "lords-contents-2011-01-17.first30k.html": ("ld201011/ldhansrd/index/110117.html", 0),
    "lords-debates-introductions.html": ("ld201011/ldhansrd/text/110111-0001.htm", 3),
    "lords-text-141015w0001-constructed.htm": ("ld201415/ldhansrd/text/141015w0001.htm", 1),
}
THEYWORKFORYOU = {
    "debates2009-10-26b.extract.xml": 7,
    "debates2014-10-30-personid-constructed.xml": 2,
    "lordspages-daylord2014-03-03a.first22k.xml": 20,
    "lordswms2009-10-26a.extract.xml": 2,
    "lordswrans2009-10-26a.extract.xml": 3,
    "westminhall2009-10-27a.extract.xml": 3,
    "wms-ministerial-newstyle-constructed.xml": 1,
    "wms-ministerial2009-10-26a.superseded.xml": 0,
    "wms-ministerial2009-10-29a.extract.xml": 2,
    "wrans-answers2009-10-26f.extract.xml": 3,
    "wrans-answers2014-11-11-newstyle-constructed.xml": 2,
}
NO_STATEMENT = re.compile("ministers_index|redirect|role|travel_advice_index")


def examples(shared: Path, source: str, pattern: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (shared / "sources" / "examples" / source).glob(pattern)}


def test_printed_hansard(shared: Path) -> None:
    files = examples(shared, "publications-html", "*.htm*")
    assert files.keys() == PUBLICATIONS.keys()
    for name, (path, count) in PUBLICATIONS.items():
        url = f"https://publications.parliament.uk/pa/{path}"
        found = sightings_in(answer(files[name], source="publications", url=url), None)
        assert (name, len(found)) == (name, count)


def test_theyworkforyou(shared: Path) -> None:
    files = examples(shared, "theyworkforyou", "*.xml")
    assert files.keys() == THEYWORKFORYOU.keys()
    for name, count in THEYWORKFORYOU.items():
        url = f"https://www.theyworkforyou.com/pwdata/scrapedxml/{mirrored(name)}"
        found = sightings_in(answer(files[name], source="theyworkforyou", url=url), None)
        assert (name, len(found)) == (name, count)


def mirrored(name: str) -> str:
    """The name that a file has in a mirror."""
    kind = re.search("debates|westminhall|answers|lordswrans|ministerial|lordswms|daylord", name)
    day = re.search(r"\d{4}-\d\d-\d\d[a-z]?", name)
    assert kind is not None
    return f"{kind[0].replace('westminhall', 'westminster')}{day[0] if day else '2014-11-24'}.xml"


def test_govuk(shared: Path) -> None:
    files = examples(shared, "govuk", "content-*.json")
    assert len(files) == 23
    for name, body in files.items():
        status = 410 if "gone" in name else 200
        page = answer(body, source="govuk", url="https://www.gov.uk/api/content/x", status=status)
        assert (name, len(sightings_in(page, None))) == (name, 0 if NO_STATEMENT.search(name) else 1)


def test_answers_that_hold_no_statements(shared: Path) -> None:
    for name, body in examples(shared, "govuk", "*[!t]*").items():
        if not name.startswith("content-"):
            assert sightings_in(answer(body, source="govuk", url=f"https://www.gov.uk/{name}"), None) == ()
