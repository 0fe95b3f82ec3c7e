"""The development statements as `dispatchbox export --with-tags` gives them, from a record made for the purpose."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexer.intake import Intake
from indexer.interchange import export, import_lines
from indexer.store import Record
from indexer.tagging.pipeline import open_tagger, tag_stale


def exported(statements: Path) -> Mapping[str, Mapping[str, Any]]:
    """Each statement of that file of lines by the id given there, tagged by the rules in force and exported."""
    lines = statements.read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        record = Record.open(f"sqlite:///{Path(folder) / 'record.sqlite'}")
        try:
            import_lines(Intake(record), lines)
            tag_stale(record, open_tagger(record))
            given = [json.loads(line)["id"] for line in lines if line.strip()]
            held = {record.statements.resolve(name): name for name in given}
            told = map(json.loads, export(record, with_tags=True))
            return {held[statement["id"]]: statement for statement in told if statement["id"] in held}
        finally:
            record.close()
