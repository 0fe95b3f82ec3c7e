"""Every example of the parliamentary sources reads, with as many statements (or rows, people, days) as it holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.parsers import hansard, members, ministers, questions_statements
from statements.errors import ServiceFailed, SourceChanged
from statements.snapshot import Snapshot
from tests.crawler.parsers.answers import answer

pytestmark = pytest.mark.shared

single, listing = questions_statements.parse, questions_statements.listing
HELD: dict[str, tuple[Callable[[Snapshot], Any], int | type[Exception]]] = {
    "questions-statements/dailyreports-list-constructed.json": (listing, SourceChanged),  # pointers to PDF files
    "questions-statements/error-500-constructed.json": (listing, ServiceFailed),
    "questions-statements/question-single-constructed-213507.json": (single, 1),
    "questions-statements/question-single-constructed-corrected.json": (single, 1),
    "questions-statements/question-single-constructed-holding.json": (single, 1),
    "questions-statements/question-single-constructed-lords.json": (single, 1),
    "questions-statements/question-single-realtext-213403.json": (single, 1),
    "questions-statements/question-single-recorded-1679416.json": (single, 1),
    "questions-statements/questions-list-constructed-libya.json": (listing, 7),
    "questions-statements/questions-list-realtext-213403.json": (listing, 1),
    "questions-statements/questions-list-recorded-2024-01-05.json": (listing, 20),
    "questions-statements/statement-single-constructed.json": (single, 1),
    "questions-statements/statements-list-constructed.json": (listing, 1),
    "hansard-api/debate-constructed-2014-10-30-mare-nostrum.json": (hansard.parse, 4),
    "hansard-api/debate-recorded-69FFB3CB.json": (hansard.parse, 6),
    "hansard-api/debate-with-child-recorded-565DB7B1.json": (hansard.parse, 0),  # its words are in the nested section
    "hansard-api/overview-calendar-recorded-2026-01.json": (hansard.sitting_days, 16),
    "hansard-api/overview-sectionsforday-constructed.json": (hansard.sections, 3),
    "hansard-api/overview-sectiontrees-constructed-2025-06-25.json": (hansard.tree, 4),
    "hansard-api/search-contributions-Spoken-constructed.json": (hansard.search, 1),
    "hansard-api/search-debates-day-recorded-2026-01-14.json": (
        hansard.search,
        SourceChanged,
    ),  # 25 rows, whatever asked
    "hansard-api/search-full-constructed.json": (hansard.search, SourceChanged),  # four rows of each, whatever asked
    "members-api/government-posts-constructed.json": (members.history, SourceChanged),  # present holders, no history
    "members-api/member-biography-constructed.json": (members.parse, 2),
    "members-api/members-history-constructed.json": (members.history, 1),
    "members-api/members-search-recorded.json": (members.search, 3),
}
FOLDERS = ("questions-statements", "hansard-api", "members-api")


def example(shared: Path, name: str) -> Snapshot:
    body = (shared / "sources" / "examples" / name).read_bytes()
    return answer(body, source=name.partition("/")[0], url="https://example.invalid/api/Members/1487/Biography")


def count(found: Any) -> int:
    """How many a parser found: a page of rows, sections or members, or the things themselves."""
    for name in ("rows", "sections", "members"):
        found = getattr(found, name, found)
    return len(tuple(found))


@pytest.mark.parametrize("name", HELD)
def test_an_example_holds_what_it_should(shared: Path, name: str) -> None:
    parser, held = HELD[name]
    if isinstance(held, int):
        assert count(parser(example(shared, name))) == held
    else:
        with pytest.raises(held, match=r"example\.invalid"):
            parser(example(shared, name))


def test_no_example_is_left_out(shared: Path) -> None:
    examples = shared / "sources" / "examples"
    assert {f"{folder}/{path.name}" for folder in FOLDERS for path in (examples / folder).iterdir()} == set(HELD)


def test_the_ministers_database_reads_whole(shared: Path) -> None:
    folder = shared / "people" / "ifg"
    people, tenures = ministers.parse({name: (folder / name).read_bytes() for name in ministers.FILES})
    assert (len(people), len(tenures)) == (1149, 3667)
    hague = next(person for person in people if person.member_id == 379)
    assert [name.name for name in hague.names] == ["Lord Hague of Richmond", "William Hague"]
    assert sum(tenure.until is not None and tenure.until < tenure.since for tenure in tenures) == 2
