"""Whatever a source sends, the parser names what is wrong or gives a clean statement, and nothing else is lost."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.parsers import hansard, members, ministers, questions_statements
from indexer.intake import Intake
from indexer.store import Record
from statements.errors import SourceChanged
from statements.snapshot import Snapshot
from statements.statement import Evidence, Sighting, Version
from statements.text import canonical
from tests.crawler.hostile.payloads import (
    CIRCLES,
    DEEP,
    ENTRY,
    OVERVIEW,
    QUESTION,
    QUESTIONS,
    SCRIPT,
    SECTIONS,
    STATEMENT,
    encoded,
    entry,
    heading,
    question,
    section,
    tree,
    with_a_wrong_value,
)
from tests.crawler.parsers.answers import answer

Parser = Callable[[Snapshot], Any]


def sent(body: bytes, source: str = "questions-statements", address: str = "https://example.invalid/1") -> Snapshot:
    return answer(body, source=source, url=address)


def read(parser: Parser, snapshot: Snapshot) -> tuple[Sighting, ...] | SourceChanged:
    """The clean statements that a parser gives, or the error that it raises; any other error is a fault of ours."""
    try:
        found = tuple(parser(snapshot))
    except SourceChanged as error:
        return assert_named(error, snapshot)
    for sighting in found:
        assert sighting.identities
        for version in sighting.versions:
            assert_clean(version)
    return found


def assert_named(error: SourceChanged, snapshot: Snapshot) -> SourceChanged:
    """The error, which names the answer and is short enough to read."""
    assert snapshot.url in str(error)
    assert len(str(error)) < 500
    return error


def assert_clean(version: Version) -> None:
    assert version.text == canonical(version.text)
    assert 1800 <= version.date.year <= 2199
    for words in every_string(version):
        words.encode("utf-8")
        assert not {character for character in words if ord(character) < 32} - {"\n", "\t"}
        assert "alert(" not in words


def every_string(version: Version) -> Iterator[str]:
    for name in version.__slots__:
        value = getattr(version, name)
        if isinstance(value, str):
            yield value


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_hostile_question_or_statement(name: str) -> None:
    read(questions_statements.parse, sent(QUESTIONS[name]()))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_hostile_section(name: str) -> None:
    read(hansard.parse, sent(SECTIONS[name](), "hansard"))


@pytest.mark.parametrize("name", CIRCLES)
def test_headings_that_stand_above_themselves(name: str) -> None:
    with pytest.raises(SourceChanged, match="stands above itself"):
        hansard.tree(sent(CIRCLES[name], "hansard"))


def test_headings_in_headings() -> None:
    rows = [heading(number, number - 1 if number else None) for number in range(DEEP)]
    assert hansard.tree(sent(tree(*rows), "hansard")).sections[-1].level == DEEP - 1


WHOLE: tuple[tuple[str, Parser, dict[str, Any], Callable[[dict[str, Any]], bytes]], ...] = (
    ("question", questions_statements.parse, QUESTION, lambda value: encoded({"value": value})),
    ("statement", questions_statements.parse, STATEMENT, lambda value: encoded({"value": value})),
    ("entry", hansard.parse, ENTRY, section),
    (
        "overview",
        hansard.parse,
        OVERVIEW,
        lambda value: encoded({"Overview": value, "Navigator": None, "Items": [ENTRY]}),
    ),
)


@pytest.mark.parametrize(("name", "parser", "whole", "body"), WHOLE, ids=[one[0] for one in WHOLE])
def test_every_key_gone_or_of_another_type(
    name: str, parser: Parser, whole: dict[str, Any], body: Callable[[dict[str, Any]], bytes]
) -> None:
    healthy = read(parser, sent(body(whole)))
    assert isinstance(healthy, tuple)
    assert len(healthy) == 1
    for _, wrong in with_a_wrong_value(whole):
        read(parser, sent(body(wrong)))


LISTS: dict[str, tuple[Parser, Any]] = {
    "listing": (questions_statements.listing, {"totalResults": 1, "results": [{"value": QUESTION}]}),
    "search": (
        hansard.search,
        {
            "TotalResultCount": 1,
            "Results": [
                {
                    "ContributionExtId": None,
                    "DebateSectionExtId": "98",
                    "House": "Lords",
                    "SittingDate": "2014-10-30",
                    "DebateSection": "Lanterns",
                }
            ],
        },
    ),
    "calendar": (hansard.sitting_days, [{"ItemDate": "2014-10-30T00:00:00"}]),
    "sections": (hansard.sections, ["Debate"]),
    "members": (members.search, {"totalResults": 1, "items": [{"value": {"id": 1, "nameDisplayAs": "Ada Example"}}]}),
    "member": (members.member, {"value": {"id": 1, "nameDisplayAs": "Ada Example"}}),
    "history": (
        members.history,
        [{"value": {"id": 1, "nameHistory": [{"nameDisplayAs": "A B", "startDate": None, "endDate": None}]}}],
    ),
    "biography": (
        members.parse,
        {
            "value": {
                "governmentPosts": [
                    {
                        "name": "Minister (Lantern Office)",
                        "startDate": "2014-10-30",
                        "endDate": None,
                        "additionalInfo": None,
                    }
                ]
            }
        },
    ),
}


def altered(value: Any) -> Iterator[Any]:
    """The value with each part of it, at any depth, gone or replaced by something else."""
    if isinstance(value, dict):
        for _, wrong in with_a_wrong_value(value):
            yield wrong
        for key, part in value.items():
            yield from ({**value, key: other} for other in altered(part))
    elif isinstance(value, list):
        yield from ([*value, *more] for more in ([None], [7], [SCRIPT], [[]], [{}]))
        yield from ([other] for part in value for other in altered(part))


@pytest.mark.parametrize("name", LISTS)
def test_every_part_of_a_list_gone_or_of_another_type(name: str) -> None:
    parser, healthy = LISTS[name]
    address = "https://example.invalid/api/Members/9002/Biography"
    assert parser(answer(healthy, url=address))
    for wrong in altered(healthy):
        snapshot = answer(wrong, url=address)
        try:
            parser(snapshot)
        except SourceChanged as error:
            assert_named(error, snapshot)


@pytest.mark.parametrize(
    "cells",
    [
        b"",
        b"\x00",
        b"id\n\xff",
        b'"never closed',
        b"id,id\n1,2",
        b"a" * 1_000_000,
        b"id\n" + b'"' + b"x" * 200_000 + b'"',
    ],
)
def test_hostile_tables(cells: bytes) -> None:
    healthy = {
        "person.csv": b"id,id_parliament,display_name,start_date,end_date\np,1.0,A B,,\n",
        "post.csv": b"id,organisation_id,name,rank_equivalence\nk,o,Minister,MoS\n",
        "organisation.csv": b"id,name\no,Lantern Office\n",
        "appointment.csv": b"id,person_id,post_id,start_date,end_date\na,p,k,2014-10-30,\n",
    }
    assert len(ministers.parse(healthy)[1]) == 1
    for name in healthy:
        with pytest.raises(SourceChanged, match=name):
            ministers.parse({**healthy, name: cells})


def healthy_and_hostile() -> Iterator[tuple[Parser, Snapshot]]:
    """Every hostile answer, one healthy one after each."""
    for number, make in enumerate([*QUESTIONS.values(), *SECTIONS.values()]):
        parser: Parser = questions_statements.parse if number < len(QUESTIONS) else hansard.parse
        body = make()
        if len(body) < 1_000_000:  # the large ones differ in size alone, and the record's own tests are about size
            yield parser, sent(body)
        yield questions_statements.parse, sent(question(uin=f"97{number:04}", dateTabled="2014-11-04T00:00:00"))
        yield hansard.parse, sent(entry(ExternalId=f"97{number:04}", OrderInSection=number, Value=f"Words {number}."))


def parsed(answers: Iterable[tuple[Parser, Snapshot]]) -> Iterator[tuple[Sighting, Evidence]]:
    for parser, snapshot in answers:
        found = read(parser, snapshot)
        if not isinstance(found, SourceChanged):
            yield from ((sighting, snapshot.evidence) for sighting in found)


def test_nothing_else_is_lost(tmp_path: Path) -> None:
    record = Record.open(f"sqlite:///{tmp_path / 'record.sqlite'}")
    offered = list(parsed(healthy_and_hostile()))
    taken = Intake(record).take(offered)
    held = {statement.latest.uin for statement in record.statements.walk()} | {
        statement.latest.text for statement in record.statements.walk()
    }
    record.close()
    count = len(QUESTIONS) + len(SECTIONS)
    assert {f"97{number:04}" for number in range(count)} <= held
    assert {f"Words {number}." for number in range(count)} <= held
    assert taken.refused == ()
