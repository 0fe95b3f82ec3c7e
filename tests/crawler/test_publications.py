"""Which pages of printed Hansard are asked for: all of them, or those under a heading that fits a topic."""

import pytest

from crawler.parsers.publications import Listed
from crawler.spiders.publications import chosen
from statements.policy import Topic
from tests import builders

LAMPS = Listed("/pa/1.htm", ("Oral Answers to Questions", "Lamps for Ruritania"))
OIL = Listed("/pa/2.htm", ("Whale Oil",))
UNNAMED = Listed("/pa/3.htm", ())


@pytest.mark.parametrize(
    ("topics", "known", "paths"),
    [
        (None, (), ["/pa/1.htm", "/pa/2.htm", "/pa/3.htm"]),
        ((builders.TOPIC,), (), ["/pa/1.htm", "/pa/3.htm"]),
        ((builders.TOPIC,), ("whale oil",), ["/pa/1.htm", "/pa/2.htm", "/pa/3.htm"]),
        ((), (), ["/pa/3.htm"]),
    ],
    ids=["everything", "a topic", "words found under the heading elsewhere", "no topic"],
)
def test_a_page_is_chosen_by_the_headings_that_lead_to_it(
    topics: tuple[Topic, ...] | None, known: tuple[str, ...], paths: list[str]
) -> None:
    assert chosen((LAMPS, OIL, UNNAMED), topics, known) == paths
