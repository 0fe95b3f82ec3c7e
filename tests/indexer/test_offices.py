"""The table of facts in `config/people.toml`."""

from datetime import date
from pathlib import Path

import pytest

from indexer.offices import load_people
from statements.errors import ConfigError
from statements.people import Person, Rank


def _table(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "people.toml").write_text(text, "utf-8")
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(folder))


def test_the_table_has_the_offices_that_the_first_topic_needs() -> None:
    people, tenures = load_people()
    held = {(tenure.office.department, tenure.office.rank) for tenure in tenures}
    assert {
        ("Prime Minister's Office", Rank.PRIME_MINISTER),
        ("Foreign and Commonwealth Office", Rank.SECRETARY_OF_STATE),
        ("Ministry of Defence", Rank.UNDER_SECRETARY),
        ("Home Office", Rank.MINISTER_OF_STATE),
        ("Department for International Development", Rank.SECRETARY_OF_STATE),
        ("Government Whips-House of Lords", Rank.OTHER),
    } <= held
    assert all(tenure.source == "config" and tenure.cites for tenure in tenures)
    assert {tenure.person for tenure in tenures} <= {person.id for person in people}


def test_no_department_bears_a_name_before_its_time() -> None:
    _, tenures = load_people()
    early = [tenure for tenure in tenures if tenure.since < date(2020, 9, 2)]
    assert early
    assert not any("Development Office" in (tenure.office.department or "") for tenure in early)


def test_an_envoy_is_a_person_without_an_office() -> None:
    people, tenures = load_people()
    assert Person(id="jonathan-powell", name="Jonathan Powell") in people
    assert not any(tenure.person == "jonathan-powell" for tenure in tenures)


def test_every_fault_is_named_with_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _table(
        tmp_path,
        """
        [[person]]
        name = "Ann Marl"
        member_id = 0
        cites = "a list"
        [[person]]
        name = "Bob Brook"
        id = "bob-brook"
        offices = [{ name = "Minister for Ships", department = "Ships", since = 2014-02-30x }]
        """.replace("2014-02-30x", '"never"'),
        monkeypatch,
    )
    with pytest.raises(ConfigError) as raised:
        load_people()
    keys = {key for _, key, _ in raised.value.faults}
    assert keys == {"person.0.member_id", "person.1.offices.0.since", "person.1.offices.0.cites"}
    assert all(file.endswith("people.toml") for file, _, _ in raised.value.faults)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('name = "Ann"\ncites = "a list"', "give either member_id"),
        ('name = "Ann"\nid = "ann"\nmember_id = 3\ncites = "a list"', "give either member_id"),
        ('name = "Ann"\nid = "ann"', "needs `cites`"),
        (
            'name = "Ann"\nid = "ann"\ncites = "x"\nnames = [{ name = "A", since = 2014-02-02, until = 2014-02-01 }]',
            "ends",
        ),
        ('name = "Ann"\nid = "ann"\ncites = "x"\nnick = "A"', "Extra inputs"),
    ],
)
def test_a_person_that_says_too_little_or_too_much_is_refused(
    entry: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _table(tmp_path, f"[[person]]\n{entry}\n", monkeypatch)
    with pytest.raises(ConfigError, match=fault):
        load_people()


def test_a_person_twice_in_the_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = '[[person]]\nname = "Ann"\nmember_id = 3\ncites = "a list"\n'
    _table(tmp_path, once + once, monkeypatch)
    with pytest.raises(ConfigError, match=r"person\.1: member-3 is person\.0 already"):
        load_people()


def test_a_table_that_is_no_toml_or_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _table(tmp_path, "[[person", monkeypatch)
    with pytest.raises(ConfigError, match=r"people\.toml"):
        load_people()
    (tmp_path / "people.toml").unlink()
    with pytest.raises(ConfigError, match=r"people\.toml"):
        load_people()
