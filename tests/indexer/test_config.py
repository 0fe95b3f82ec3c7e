"""Which sources are crawled without being named."""

from pathlib import Path

from indexer.config import load_settings, load_sources


def test_a_source_is_off_that_must_be_named_or_has_no_folder_to_be_read_from(tmp_path: Path) -> None:
    off = {name for name, source in load_sources(load_settings()).items() if source.off}
    assert off == {"publications", "theyworkforyou"}
    mirrored = load_sources(load_settings(theyworkforyou_dir=tmp_path))["theyworkforyou"]
    assert (mirrored.off, mirrored.folder) == (False, tmp_path)
    opened = load_sources(load_settings(theyworkforyou_key="Lamps0fQuill"))["theyworkforyou"]
    assert (opened.off, opened.key) == (False, "Lamps0fQuill")
    assert "Lamps0fQuill" not in repr(opened)
