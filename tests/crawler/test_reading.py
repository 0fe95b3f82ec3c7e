"""From an archived answer to its statements: what only some sources say."""

from pathlib import Path

import pytest

from crawler.reading import sightings_in, whole_sections
from statements.statement import State
from tests.crawler.parsers.answers import answer

GONE = Path(__file__).parent / "cases" / "govuk" / "gone" / "response.json"
PAGE = "https://www.gov.uk/api/content/government/news/no-lanterns"


def test_a_page_of_govuk_that_is_gone_is_a_withdrawal_whatever_the_topics() -> None:
    (found,) = sightings_in(answer(GONE.read_bytes(), source="govuk", url=PAGE, status=410), ())
    assert found.latest.state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("hansard", "https://hansard-api.parliament.uk/debates/debate/lamps.json"),
        ("publications", "https://publications.parliament.uk/pa/cm201415/cmhansrd/cm141030/debtext/141030-0001.htm"),
        ("theyworkforyou", "https://www.theyworkforyou.com/api/getWrans?gid=2014-11-05.970007.h"),
    ],
)
def test_elsewhere_a_page_that_is_gone_states_nothing(source: str, url: str) -> None:
    assert sightings_in(answer(b"gone", source=source, url=url, status=410), None) == ()


def test_only_answers_of_hansard_show_whole_sections() -> None:
    hansard, printed = answer(b"", source="hansard").evidence, answer(b"", source="publications").evidence
    (lamps,) = sightings_in(answer(GONE.read_bytes(), source="govuk", url=PAGE, status=410), None)
    assert whole_sections([(lamps, hansard), (lamps, printed)]) == [(lamps, hansard)]
