"""Who speaks, in every form that Hansard prints."""

import pytest

from crawler.parsers.attribution import Attribution, attribution, plain_name
from crawler.parsers.cast import Cast

FORMS = {
    "Ada Example (Anytown North) (Lab)": Attribution(name="Ada Example", party="Lab"),
    "Ada Example": Attribution(name="Ada Example"),
    "Ms Ada Example (Anytown (North Ward)) (Lab/Co-op)": Attribution(name="Ada Example", party="Lab/Co-op"),
    "Ada Example (Anytown North)": Attribution(name="Ada Example"),
    "Mr Sample": Attribution(name="Mr Sample"),
    "Sir Basil Sample": Attribution(name="Sir Basil Sample"),
    "Lord Example (Con)": Attribution(name="Lord Example", party="Con"),
    "Lord Example (Non-Afl) [V]": Attribution(name="Lord Example", party="Non-Afl"),
    "The Earl of Sampleton (CB)": Attribution(name="The Earl of Sampleton", party="CB"),
    "The Lord Bishop of Sampleton": Attribution(name="The Lord Bishop of Sampleton"),
    "The Archbishop of Sampleton (Lord Example)": Attribution(name="The Archbishop of Sampleton"),
    "The Minister for Lanterns (Ada Example)": Attribution(name="Ada Example", role="The Minister for Lanterns"),
    "The Minister of State, Lantern Office (Lord Example) (Con)": Attribution(
        name="Lord Example", role="The Minister of State, Lantern Office", party="Con"
    ),
    "Minister of State (Lantern Office) (Ada Example)": Attribution(
        name="Ada Example", role="Minister of State (Lantern Office)"
    ),
    "The Attorney-General (Mr Basil Sample)": Attribution(name="Basil Sample", role="The Attorney-General"),
    "The Prime Minister": Attribution(role="The Prime Minister"),
    "The Lord Chancellor": Attribution(role="The Lord Chancellor"),
    "Mr Speaker": Attribution(role="Mr Speaker", chair=True),
    "Madam Deputy Speaker (Dame Dora Draft)": Attribution(
        name="Dame Dora Draft", role="Madam Deputy Speaker", chair=True
    ),
    "The Lord Speaker (Lord Example)": Attribution(name="Lord Example", role="The Lord Speaker", chair=True),
    "Sir Felix Fiction (in the Chair)": Attribution(name="Sir Felix Fiction", role="in the Chair", chair=True),
    "Several hon. Members": Attribution(crowd=True),
    "Noble Lords": Attribution(crowd=True),
    "1. Ada Example (Anytown North) (SNP)": Attribution(name="Ada Example", party="SNP"),
    "T12. Ada Example:": Attribution(name="Ada Example"),
    "Asked by Lord Example": Attribution(name="Lord Example"),
    "Ada Example (Anytown North) (Lab) (Urgent Question)": Attribution(name="Ada Example", party="Lab", question=True),
    "General Sir Basil Sample (Con)": Attribution(name="General Sir Basil Sample", party="Con"),
    "Mr Chamberlain": Attribution(name="Mr Chamberlain"),
}


@pytest.mark.parametrize("printed", FORMS)
def test_a_printed_form_tells_who_speaks(printed: str) -> None:
    found = attribution(printed)
    wanted = FORMS[printed]
    told = ("name", "role", "party", "chair", "crowd", "question")
    assert {key: getattr(found, key) for key in told} == {key: getattr(wanted, key) for key in told}
    assert found.printed == printed


def test_tags_are_not_part_of_what_is_printed() -> None:
    assert attribution("Ada Example <em>(Urgent Question)</em>").printed == "Ada Example (Urgent Question)"
    assert attribution(" <em></em>") == Attribution()


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Mr Basil Sample", "Basil Sample"), ("Mrs. Ada Example", "Ada Example"), ("Mr Sample", "Mr Sample")]
    + [(name, name) for name in ("Dr Dora Draft", "Lord Example of Mr", "Missy Example", "Sir Mr Sample Smith")]
    + [("", None)],
)
def test_courtesy_titles_are_left_out_before_a_full_name_alone(name: str, plain: str | None) -> None:
    assert plain_name(name) == plain


class TestCast:
    """A later turn is known again by number, name, surname or office, and by nothing less."""

    def test_a_bare_surname_is_the_only_speaker_who_bears_it(self) -> None:
        cast = Cast()
        cast.speaker(attribution("The Minister for Lanterns (Basil Sample)"), None)
        assert cast.speaker(attribution("Mr Sample"), None).name == "Basil Sample"

    def test_a_bare_surname_that_two_bear_stays_as_printed(self) -> None:
        cast = Cast()
        cast.speaker(attribution("Basil Sample (Othertown) (Con)"), None)
        cast.speaker(attribution("Cora Sample (Anytown) (Lab)"), None)
        assert cast.speaker(attribution("Mr Sample"), None).name == "Mr Sample"

    def test_another_number_is_another_member(self) -> None:
        cast = Cast()
        cast.speaker(attribution("Basil Sample (Othertown) (Con)"), 1)
        assert cast.speaker(attribution("Basil Sample"), 2).party is None
        assert cast.speaker(attribution("Mr Sample"), 3).name == "Mr Sample"

    def test_an_office_is_not_carried_to_a_turn_printed_without_it(self) -> None:
        cast = Cast()
        cast.speaker(attribution("The Minister for Lanterns (Basil Sample)"), 1)
        assert cast.speaker(attribution("Basil Sample"), 1).role is None

    def test_a_full_name_and_a_party_are_learnt(self) -> None:
        cast = Cast()
        cast.speaker(attribution("Mr Sample"), 1)
        assert cast.speaker(attribution("Basil Sample (Othertown) (Con)"), 1).name == "Basil Sample"
        later = cast.speaker(attribution("Mr Sample"), 1)
        assert (later.name, later.party) == ("Basil Sample", "Con")

    def test_words_of_many_are_nobodys(self) -> None:
        cast = Cast()
        assert cast.speaker(attribution("Hon. Members"), None).name is None
