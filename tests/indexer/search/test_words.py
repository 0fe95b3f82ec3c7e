"""What counts as a word: a table of cases, and properties that hold for any text."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.words import LOGIC, LONGEST, forms, sought, tokens

CASES = [
    ("Libya", "libya"),
    ("LIBYA’S fund", "libya fund"),
    ("the Ministers' letters", "the ministers letters"),
    ("O'Brien and O’Brien", "obrien and obrien"),
    ("don’t", "dont"),
    ("Sana'a Ba‘ath", "sanaa baath"),
    ("‘quoted’ 'plain' ‘rock ’n’ roll’", "quoted plain rock n roll"),
    ("search-and-rescue", "search and rescue"),
    ("search‑and‑rescue", "search and rescue"),
    ("inconceivable—the head", "inconceivable the head"),
    ("and/or R&D", "and or r d"),
    ("al-Qaeda, Al Qaeda, el-Sisi", "al qaeda al qaeda el sisi"),
    ("ʿAbd al-Raḥmān", "abd al rahman"),
    ("Élysée e\u0301lan Łódź Straße Ærø", "elysee elan lodz strasse aero"),
    ("ﬁnance Ｌｉｂｙａ", "finance libya"),
    ("de\u00adfence zero\u200bwidth \ufeffmark", "defence zerowidth mark"),
    ("no\u00a0break thin\u2009space", "no break thin space"),
    ("2,000 2000 £2,000,000", "2000 2000 2000000"),
    ("£2.5m, 1.5 and 0.7%", "2.5m 1.5 and 0.7"),
    ("It ended in 2014. Then", "it ended in 2014 then"),
    ("30.10.2014 1.2.3", "30 10 2014 1 2 3"),
    ("1,23 and 12,3456", "1 23 and 12 3456"),
    ("41WA c397–399 HL4817 HCWS627", "41wa c397 399 hl4817 hcws627"),
    ("the 1990’s, the 1990s", "the 1990 the 1990s"),
    ("U.N. and UN, e.g. this; a.m.", "un and un eg this am"),
    ("J.P.Morgan gov.uk No.10", "jp morgan gov uk no 10"),
    ("deaths² ¹note 1½", "deaths note 1"),
    ("snake_case", "snake case"),
    ("<script>alert('x')</script>", "script alert x script"),
    ("… – — ’ “” ² ½ _", ""),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "exact"), CASES)
def test_exact_forms(printed: str, exact: str) -> None:
    assert list(forms(printed).exact) == exact.split()


@pytest.mark.parametrize(
    ("one", "other"), [("training", "trained"), ("policies", "policy"), ("2,000", "2000"), ("Libyans", "Libyan’s")]
)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert forms(one).stem == forms(other).stem


@pytest.mark.parametrize(("one", "other"), [("Triton", "trite"), ("UN", "unit"), ("2,000", "20000"), ("al", "el")])
def test_words_of_two_stems(one: str, other: str) -> None:
    assert forms(one).stem != forms(other).stem


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("training", "train"),
        ("search-and-rescue", "search and rescu"),
        ("al-Sarraj", "sarraj"),
        ("El-Sisi’s", "sisi"),
        ("al", "al"),
        ("Abd-al-Rahman", "abd al rahman"),
        ("at-risk", "at risk"),
        ("—", ""),
    ],
)
def test_what_an_unquoted_word_asks_for(word: str, stems: str) -> None:
    assert sought(word) == tuple(stems.split())


@given(st.text())
def test_offsets_slice_back_to_the_word(text: str) -> None:
    found = tokens(text)
    for token in found:
        assert tokens(text[token.start : token.end])[0].exact == token.exact
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert forms(text).exact == tuple(token.exact for token in found)
    assert forms(text).stem == tuple(token.stem for token in found)


@given(st.text(st.sampled_from("aZ1é.,'’-–\u00ad\u200b\u0301²½ß _ı") | st.characters()))
def test_folding_twice_is_folding_once(text: str) -> None:
    exact = forms(text).exact
    assert forms(" ".join(exact)).exact == exact
    assert forms("-".join(exact)).exact == exact
    assert all(word and len(word) <= LONGEST and not word.isspace() for word in exact)


def test_every_character_of_the_first_two_planes_folds_to_a_form_of_its_own() -> None:
    strange = []
    for code in range(0x20000):
        character = "" if 0xD800 <= code < 0xE000 else chr(code)
        exact = forms(f"a{character}b").exact
        if forms("-".join(exact)).exact != exact:
            strange.append(f"U+{code:04X}")
    assert strange == []


SPECIMEN = (
    "Libya’s 2,000 troops; search-and-rescue, al-Qaeda, U.N. O’Brien’s Élysée deaths² 1.5 30.10.2014 trained policies"
)
DIGEST_OF_LOGIC = {1: "cd17de034192"}


def test_other_tokens_are_another_logic() -> None:
    """If this fails, indexes made before are wrong now: raise LOGIC and note the new digest."""
    assert hashlib.sha256(repr(forms(SPECIMEN)).encode()).hexdigest()[:12] == DIGEST_OF_LOGIC[LOGIC]


def test_a_word_of_any_length_is_kept_by_its_beginning() -> None:
    assert forms("x" * 70_000).exact == ("x" * LONGEST,)
