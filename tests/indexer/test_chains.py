"""Chains: a reference in the words leads to the statement it means, and back."""

from dataclasses import replace

import pytest

from indexer.chains import chain
from indexer.intake import Intake
from indexer.store import Record
from statements.statement import Statement, Version
from statements.tag import Span, Tag, TagKind
from tests.indexer.test_citations import FETCHED, HELD, sighting
from tests.sightings import seen

LATER = replace(HELD[6], uin="299001", text="I refer to the answer of 11 November 2014, and to column 398.")


@pytest.fixture
def held(record: Record, intake: Intake) -> Record:
    """What a reference may mean, and a later answer whose references were tagged."""
    assert FETCHED
    assert not intake.take([(sighting(version), seen()) for version in (*HELD, LATER)]).refused
    return record


def _statement(record: Record, version: Version) -> Statement:
    [(name, _)] = [one for one in record.statements.by_uin(version.uin or "") if one[1].date == version.date]
    statement = record.statements.get(name)
    assert statement
    return statement


def _refer(record: Record, citing: Statement, *values: str, rejected: bool = False) -> None:
    tags = tuple(
        Tag(
            kind=TagKind.REFERENCE,
            value=value,
            rule="reference.test",
            logic="test",
            spans=(Span(place, place + 1),),
            rejected=rejected,
        )
        for place, value in enumerate(values)
    )
    record.tags.decide(citing.id, 1, tags)


@pytest.mark.parametrize(
    "value",
    ["UIN 213507", "UIN 213507, 11 November 2014", "UIN 213507, 5 November 2014"],
)
def test_a_number_leads_both_ways(held: Record, value: str) -> None:
    citing, meant = _statement(held, LATER), _statement(held, HELD[6])
    _refer(held, citing, value)
    [link] = chain(held, citing).refers_to
    assert link.citation.statements == (meant.id,)
    assert [name for name, _ in chain(held, meant).referred_to_by] == [citing.id]


@pytest.mark.parametrize("value", ["HC Deb 30 October 2014, c398", "Official Report, 30 October 2014, column 400"])
def test_a_column_within_a_statement_leads_both_ways(held: Record, value: str) -> None:
    citing = _statement(held, LATER)
    _refer(held, citing, value)
    [link] = chain(held, citing).refers_to
    [meant] = link.citation.statements
    statement = held.statements.get(meant)
    assert statement
    assert [name for name, _ in chain(held, statement).referred_to_by] == [citing.id]


def test_a_number_used_again_in_a_later_session_is_not_mistaken(held: Record) -> None:
    citing, earlier, later = _statement(held, LATER), _statement(held, HELD[7]), _statement(held, HELD[8])
    _refer(held, citing, "UIN 8024, 1 July 2015")
    assert chain(held, earlier).referred_to_by == ()
    assert [name for name, _ in chain(held, later).referred_to_by] == [citing.id]


def test_its_own_number_leads_nowhere(held: Record) -> None:
    citing = _statement(held, LATER)
    _refer(held, citing, "UIN 299001", "UIN 213507")
    assert [link.citation.reference for link in chain(held, citing).refers_to] == ["UIN 213507"]


def test_what_is_not_held_is_told_and_found_once_it_is(held: Record, intake: Intake) -> None:
    citing = _statement(held, LATER)
    _refer(held, citing, "UIN 299002")
    [link] = chain(held, citing).refers_to
    assert (link.citation.statements, bool(link.citation.missing)) == ((), True)
    intake.take([(sighting(replace(HELD[6], uin="299002", text="It was said late.")), seen())])
    [link] = chain(held, citing).refers_to
    assert len(link.citation.statements) == 1


def test_a_rejected_reference_leads_nowhere(held: Record) -> None:
    citing, meant = _statement(held, LATER), _statement(held, HELD[6])
    _refer(held, citing, "UIN 213507", rejected=True)
    assert (chain(held, citing).refers_to, chain(held, meant).referred_to_by) == ((), ())
