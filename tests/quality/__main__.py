"""Measures the tags and writes docs/quality.md: `DISPATCHBOX_SHARED=… python -m tests.quality`."""

import json
import os
import sys
from pathlib import Path

from tests.architecture.tree import ROOT
from tests.quality.page import page
from tests.quality.scoring import judge, scorer
from tests.quality.sentences import scored
from tests.quality.tagged import exported

PAGE = ROOT / "docs" / "quality.md"


def measured(shared: Path) -> str:
    """The page as the rules in force make it."""
    rules = scorer(shared / "evaluation" / "score")
    labels = (shared / "evaluation" / "labels-dev.jsonl").read_text("utf-8").splitlines()
    statements = exported(shared / "corpus" / "statements-dev.ndjson")
    told = [json.loads(label) for label in labels if label.strip()]
    judged = [one for label in told for one in judge(statements.get(label["id"], {}), label, rules)]
    return page(judged, statements.values(), scored())


def main() -> int:
    """Exit 2 where the folder of labels is not named."""
    named = os.environ.get("DISPATCHBOX_SHARED", "")
    if not Path(named, "evaluation", "score").is_file():
        sys.stderr.write("DISPATCHBOX_SHARED must name the folder that holds corpus/ and evaluation/\n")
        return 2
    PAGE.write_text(measured(Path(named)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
