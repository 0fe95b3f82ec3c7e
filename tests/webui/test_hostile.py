"""Text that others wrote is shown as the words that it is: nothing of it runs, on no page and in no export."""

import csv
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.webui.pages import page, words_of

HOSTILE = "/statements/commons-2016-06-23-199999"
TYPED = "%3Cscript%3Ealert(1)%3C/script%3E%22'%3E%3Cimg+src=x+onerror=alert(1)%3E"
PLACES = (
    "/",
    "/search?q=zanzibar",
    "/search",
    "/search?sort=newest&to=2016-12-31",
    HOSTILE,
    f"{HOSTILE}?marks=off",
    "/policies/lighthouse-loan",
    f"/search?q={TYPED}",
    f"/search?q={TYPED}%22",
    f"/search?{TYPED}=1",
    f"/search?minister={TYPED}",
    f"/search?department={TYPED}&policy={TYPED}&source={TYPED}&office={TYPED}",
    f"/search?from={TYPED}",
    f"/statements/{TYPED}",
    f"/statements/{HOSTILE.rpartition('/')[2]}?version={TYPED}",
    f"/people/{TYPED}",
    f"/policies/{TYPED}",
    f"/{TYPED}",
)


@pytest.mark.parametrize("address", PLACES)
def test_nothing_hostile_becomes_a_part_of_a_page(client: FlaskClient, address: str) -> None:
    tree = HTMLParser(client.get(address).text)
    assert [script.attributes.get("src", "")[:8] for script in tree.css("script")] == ["/static/"]
    assert not tree.css("img, iframe, object, base, body style, main link")
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
        assert not re.match(r"(?i)\s*(javascript|data):", node.attributes.get("href") or "")


def test_hostile_words_are_shown_as_they_are(client: FlaskClient) -> None:
    shown = page(client, HOSTILE)
    assert (
        "<script>alert('text')</script>\"'><img src=x onerror=alert(1)>{{7*7}} text" in words_of(shown, ".db-said")[1]
    )
    assert "<script>alert('title')</script>" in words_of(shown, "h1")[0]
    assert words_of(shown, ".db-said-table td")[1:] == ["=SUM(1)", "<b>a</b>", "<i>b</i>"]


def test_a_spreadsheet_runs_no_cell(client: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/search.csv?q=zanzibar").text)))
    assert len(rows) == 3
    cells = [cell for row in rows for cell in row]
    assert "'=1+1 Zanzibar" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_exports_keep_hostile_words_whole_and_are_no_pages(client: FlaskClient) -> None:
    for address in ("/search.json?q=zanzibar", f"{HOSTILE}.json"):
        answer = client.get(address)
        assert answer.mimetype == "application/json"
        told = answer.get_json()
        assert any("<script>alert('title')</script>" in one["title"] for one in told.get("hits", [told]))
    ris = client.get(f"{HOSTILE}.ris")
    assert ris.mimetype == "application/x-research-info-systems"
    assert [line[:6] for line in ris.text.split("\r\n") if line][-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.text.split("\r\n") if line)


def test_no_template_calls_anything_safe() -> None:
    folder = Path(__file__).parents[2] / "webui"
    for path in [*folder.rglob("*.html"), *folder.rglob("*.py")]:
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|render_template_string", text), path
