"""Names: the known ones, those of a known form, and of what the model hears only what it is right about."""

import time
from datetime import date
from pathlib import Path

import pytest

from indexer.tagging.dates import dates
from indexer.tagging.entities import entities, tags
from indexer.tagging.figures import cardinals, figures
from indexer.tagging.gazetteer import load_gazetteer
from indexer.tagging.language import Heard
from statements.errors import ConfigError

GAZETTEER = load_gazetteer()
DAY = date(2014, 11, 3)


def named(text: str, heard: tuple[Heard, ...] = ()) -> list[str]:
    counted = cardinals(text, figures(text))
    found = entities(text, GAZETTEER, heard, dates(text, DAY), counted)
    return [f"{text[name.start : name.end]} {name.label}" for name in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr Ada Quill met Lord Marl of Tring.", ["Dr Ada Quill PERSON", "Lord Marl of Tring PERSON"]),
        ("The Harbour Agency wrote.", ["Harbour Agency ORG"]),
        ("The Foreign Affairs Committee met the Lamp Council.", ["Foreign Affairs Committee ORG", "Lamp Council ORG"]),
        ("The Department for Lamps and Bells paid.", ["Department for Lamps and Bells ORG"]),
        ("The Monetary Fund and the Lamp Bank agreed.", ["Monetary Fund ORG", "Lamp Bank ORG"]),
        ("The Italian Government asked.", ["Italian Government ORG"]),
        ("The Government asked the Committee.", []),
        ("The Foreign Secretary and the Prime Minister spoke.", []),
        ("HMS Lamp sailed to Malta.", ["HMS Lamp FACILITY", "Malta GPE"]),
        ("The British Embassy in Rabat is open.", ["British Embassy in Rabat FACILITY"]),
        ("Their embassy is shut; embassies are shut.", []),
        ("He went to southern Italy, not to the north African coast.", ["southern Italy LOC"]),
        ("Resolutions 1970 and 1973 stand.", ["Resolutions 1970 and 1973 TREATY"]),
        ("UNSCR 1701 (2006) stands.", ["UNSCR 1701 (2006) TREATY"]),
        ("The resolutions stand.", []),
        ("Operation Lantern has begun.", ["Operation Lantern OPERATION"]),
        ("2 Rifles went.", ["2 Rifles ORG"]),
        ("£4 million for two ships in May 2014.", ["£4 million MONEY", "two CARDINAL", "May 2014 DATE"]),
        ("It tripled; one ship and a fourfold rise.", []),
        ("The House of Representatives sat; the House rose.", ["House of Representatives ORG", "House ORG"]),
        ("Libyan and British officers of the general purpose force.", ["general purpose force ORG"]),
        ("Malta’s ships and the UK's boats.", ["Malta GPE", "UK GPE"]),
        ("Last year and that day, some weeks later.", []),
    ],
)
def test_the_names_of_a_sentence(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("Qadhafi", "Muammar Gaddafi"),
        ("Daesh", "ISIL"),
        ("Bernardino Leon", "Bernardino León"),
        ("Bassingbourne", "Bassingbourn"),
        ("GNC", "General National Congress"),
        ("UNSMIL", "UN Support Mission in Libya"),
    ],
)
def test_spellings_have_one_canonical_name(spelling: str, canonical: str) -> None:
    text = f"They spoke of {spelling}."
    [name] = entities(text, GAZETTEER, ())
    assert name.canonical == canonical


def heard(text: str, name: str, label: str) -> tuple[Heard, ...]:
    start = text.index(name)
    return (Heard(start, start + len(name), label),)


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Ivo Marl", "PERSON", ["Ivo Marl PERSON"]),
        ("Marl", "PERSON", []),
        ("Strelsau", "GPE", ["Strelsau GPE"]),
        ("Ruritanian", "NORP", []),
        ("QRTC", "ORG", ["QRTC ORG"]),
        ("Lanterns", "ORG", []),
    ],
)
def test_of_what_the_model_hears_only_the_likely_is_taken(name: str, label: str, expected: list[str]) -> None:
    text = f"So {name} it is."
    assert named(text, heard(text, name, label)) == expected


def test_what_is_named_twice_is_one_claim_with_both_places() -> None:
    [claim] = tags(entities("Malta, and Malta again", GAZETTEER, ()), "test")
    assert (claim.value, claim.get("label"), len(claim.spans)) == ("malta", "GPE", 2)


@pytest.mark.parametrize("piece", ["General A", "The A B and ", "Aa of the ", "Embassy in ", "Fund ", "UK ", "1 Aa "])
def test_a_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        begun = time.perf_counter()
        entities(piece * (length // len(piece)), GAZETTEER, ())
        return time.perf_counter() - begun

    assert seconds(200_000) < 20 * max(seconds(40_000), 0.05)


def test_every_fault_of_the_gazetteer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    (folder / "a.toml").write_text('GPE = ["Malta|", 7]\nSHIP = ["Lamp"]\nORG = ["UN", "Union of Nets|UN"]\n')
    monkeypatch.setattr("indexer.tagging.gazetteer.config_dir", lambda: tmp_path)
    with pytest.raises(ConfigError) as raised:
        load_gazetteer()
    assert [key for _, key, _ in raised.value.faults] == ["GPE.0", "GPE.1", "SHIP", "ORG"]
