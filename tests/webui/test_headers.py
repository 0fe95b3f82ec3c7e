"""The headers that every answer bears."""

import pytest
from flask.testing import FlaskClient

from tests.webui.test_pages import EVERY_KIND

OTHERS = ("/search.json", "/search.csv", "/static/dispatchbox.css", "/static/favicon.svg")


@pytest.mark.parametrize("address", [*EVERY_KIND, *OTHERS])
def test_no_answer_may_run_or_load_anything_from_elsewhere(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("frame-ancestors") == "'none'"
    assert policy.pop("base-uri") == "'none'"
    assert set(policy.values()) == {"'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", EVERY_KIND)
def test_no_page_has_a_style_or_a_script_of_its_own(client: FlaskClient, address: str) -> None:
    shown = client.get(address).text
    assert "style=" not in shown
    assert "<style" not in shown
    assert "onclick" not in shown
    assert shown.count("<script") == shown.count('<script src="/static/') == 1


def test_browsers_are_kept_to_https_only_where_they_came_by_it(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" in client.get("/", base_url="https://box.example").headers


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/search?q=lamps")
    again = client.get("/search?q=lamps", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/search?q=loan", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_files_whose_folder_bears_their_version_are_kept_for_good(client: FlaskClient) -> None:
    with client.get("/static/vendor/source-serif-4-5.3.1/source-serif-4-latin-wght-normal.woff2") as font:
        assert font.status_code == 200
        assert "immutable" in font.headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-cache"
