"""The parameters of relevance come from `config/search.toml`, and its faults are named."""

from pathlib import Path

import pytest

from indexer.search.ranking import load_ranking
from statements.errors import ConfigError


def test_the_shipped_parameters_put_the_title_first() -> None:
    weights = load_ranking().weights
    assert weights.title > weights.answer > weights.question > 0


def test_every_fault_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    (tmp_path / "search.toml").write_text('[weights]\ntitle = "much"\nanswer = 0\n[passage]\nlength = true\n')
    with pytest.raises(ConfigError) as caught:
        load_ranking()
    named = {key: fault for _, key, fault in caught.value.faults}
    assert named.keys() == {"weights.title", "weights.question", "weights.answer", "passage.length"}
    assert named["weights.question"] == "is missing"


@pytest.mark.parametrize("text", [None, "weights = ["])
def test_a_file_that_is_absent_or_broken_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    monkeypatch.setenv("DISPATCHBOX_CONFIG", str(tmp_path))
    if text is not None:
        (tmp_path / "search.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"search\.toml"):
        load_ranking()
