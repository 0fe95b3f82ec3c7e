"""One statement in print, in files and on GOV.UK: what makes it the same, and what does not."""

from dataclasses import replace
from datetime import date

from statements.identity import (
    content_keys,
    contradicted,
    numbered_id,
    printed_keys,
    spoken_keys,
    statement_id,
    written_keys,
)
from statements.statement import House, Kind, Version

DAY = date(2014, 10, 30)
SPOKEN = Version(
    kind=Kind.ORAL_CONTRIBUTION, date=DAY, house=House.COMMONS, text="They are lit.", speaker="Ada Example"
)
MADE = Version(
    kind=Kind.WRITTEN_STATEMENT, date=DAY, house=House.COMMONS, text="An account.", speaker="Ada Example", title="Lamps"
)
ANSWER = Version(
    kind=Kind.WRITTEN_ANSWER, date=DAY, house=House.COMMONS, text="Forty.", speaker="Ada Example", uin="967391"
)


def shares(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(not contradicted(key, one, other) for key in one if key in other)


def test_a_contribution_is_the_same_by_either_id_of_its_page() -> None:
    page = printed_keys(SPOKEN, ("st_o3", "14103098000016", "14103098000216"), "141030-0001.htm")
    assert shares(page, spoken_keys(SPOKEN, "14103098000016"))
    assert shares(page, printed_keys(SPOKEN, ("14103098000216",), "141030-0001.htm"))
    assert not shares(page, spoken_keys(SPOKEN, "14103098000017"))


def test_the_same_words_under_another_number_on_the_page_are_another_speech() -> None:
    page = printed_keys(SPOKEN, ("st_7",), "141030-0001.htm")
    assert shares(page, printed_keys(SPOKEN, ("st_7",), "141030-0001.htm"))
    assert not shares(page, printed_keys(SPOKEN, ("st_8",), "141030-0001.htm"))
    assert not shares(page, printed_keys(SPOKEN, ("st_7",), "141030-0002.htm"))


def test_an_id_of_an_earlier_edition_counts_for_the_same_speaker_alone() -> None:
    known = printed_keys(SPOKEN, (), "", ("debate/2014-10-30.397.1",))
    changed = Version(kind=SPOKEN.kind, date=DAY, house=House.COMMONS, text="They were lit.", speaker="Ada Example")
    other = Version(kind=SPOKEN.kind, date=DAY, house=House.COMMONS, text="They were lit.", speaker="Cora Sample")
    gids = ("debate/2014-10-30.398.0", "debate/2014-10-30.397.1")
    assert shares(known, printed_keys(changed, (), "", gids))
    assert not shares(known, printed_keys(other, (), "", gids))


def test_an_answer_in_print_is_known_by_its_number_and_day() -> None:
    assert shares(printed_keys(ANSWER, ("110719982000087",), "w.htm"), written_keys(ANSWER))
    assert not any(key.startswith("contribution/") for key in printed_keys(ANSWER, ("110719982000087",), "w.htm"))


def test_a_written_statement_on_govuk_is_that_of_the_record() -> None:
    page = content_keys(MADE, "98000000-0000-4000-8000-000000000001", "en", "/government/speeches/lamps")
    assert shares(page, written_keys(MADE, "14103098000590"))
    twin = content_keys(MADE, "98000000-0000-4000-8000-000000000002", "en", "/government/speeches/lamps-2")
    assert not shares(page, twin)


def test_a_translation_is_a_page_of_its_own() -> None:
    speech = Version(kind=Kind.SPEECH, date=DAY, text="Lit.", speaker="Ada Example")
    pages = [content_keys(speech, "98000000-0000-4000-8000-000000000001", code, f"/x.{code}") for code in ("en", "cy")]
    assert not shares(*pages)
    assert [statement_id(speech, keys) for keys in pages] == [
        "govuk-98000000-0000-4000-8000-000000000001",
        "govuk-98000000-0000-4000-8000-000000000001-cy",
    ]


def test_a_written_statement_has_one_id_whichever_source_comes_first() -> None:
    numbered = replace(MADE, uin="HCWS627")
    unnumbered = replace(MADE, uin=None)
    assert statement_id(numbered, written_keys(numbered)) == statement_id(unnumbered, written_keys(unnumbered, "1"))
    assert numbered_id(numbered) != statement_id(numbered)
    assert numbered_id(unnumbered) is None


def test_two_ministers_under_one_heading_made_two_statements_in_whatever_order_they_are_seen() -> None:
    other = replace(MADE, speaker="Cora Sample", text="Another account.")
    numbered = written_keys(replace(MADE, uin="HCWS627"))
    assert shares(numbered, written_keys(MADE, "14103098000590"))
    assert not shares(numbered, written_keys(other, "14103098000591"))
    assert statement_id(MADE) != statement_id(other)
    nameless = replace(MADE, speaker=None, text="An account, abridged.")
    assert shares(numbered, written_keys(nameless))
