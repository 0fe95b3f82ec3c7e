"""docs/quality.md: the scores as tables. It names statements by id and quotes none of their text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from tests.quality.scoring import Judged, score
from tests.quality.sentences import Kept

WRITTEN_BY = "<!-- Written by `make quality` from labelled statements; what is changed here is lost. -->"
ABOUT = """\
How right the tags are on the development statements, which the rules were written with in view: expect somewhat less
of others. P is the share of what was found that is right, R the share of what is there that was found, F1 their mean;
n counts what is there. `minister` is who states it, `office` what that person was on the day, `qualifiers` how exact
the figures found are said to be."""
SENTENCES = """\
Invented sentences, written before the rules or before they were widened. Those under `-kept` were not looked at until
the rules were done; `at first` is how many of them were right when they were first scored."""
UNLABELLED = "Nobody has labelled these, so that they are only counted."
MISSES = "By statement: what was not found, and what was found that is not there."
UNSCORED = ("dates", "positions", "references")
NAMED = {"policies": "Policies", "entities": "Labels of entities"}


def page(judged: Sequence[Judged], statements: Iterable[Mapping[str, Any]], kept: Sequence[Kept]) -> str:
    """The whole page."""
    parts = ["# Quality of the tags", WRITTEN_BY, ABOUT, _table(_by(judged, lambda one: one.kind), "kind")]
    for kind, title in NAMED.items():
        of_kind = [one for one in judged if one.kind == kind]
        parts += [f"## {title}", _table(_by(of_kind, lambda one: one.name), kind)]
    parts += ["## Claims that are not labelled", UNLABELLED, _counts(statements)]
    parts += ["## Sentences", SENTENCES, _sentences(kept)]
    parts += ["## Misses", MISSES, *_misses(judged)]
    return "\n\n".join(parts) + "\n"


def _by(judged: Sequence[Judged], key: Any) -> dict[str, list[Judged]]:
    grouped: dict[str, list[Judged]] = {}
    for one in judged:
        grouped.setdefault(key(one), []).append(one)
    return grouped


def _table(groups: Mapping[str, list[Judged]], heading: str) -> str:
    rows = [f"| {heading} | P | R | F1 | n |", "| --- | --- | --- | --- | --- |"]
    for name, own in groups.items() if heading == "kind" else sorted(groups.items()):
        told = score(own)
        rows.append(f"| {name} | {told.precision:.3f} | {told.recall:.3f} | {told.f1:.3f} | {told.wanted} |")
    return "\n".join(rows)


def _counts(statements: Iterable[Mapping[str, Any]]) -> str:
    counted = Counter(dict.fromkeys(UNSCORED, 0))
    for statement in statements:
        for kind in UNSCORED:
            counted[kind] += len(statement["tags"].get(kind) or [])
    return "\n".join(["| kind | claims |", "| --- | --- |", *(f"| {kind} | {counted[kind]} |" for kind in UNSCORED)])


def _sentences(kept: Sequence[Kept]) -> str:
    rows = ["| sentences | right | of | at first |", "| --- | --- | --- | --- |"]
    rows += [f"| {one.file} | {one.right} | {one.of} | {'' if one.first is None else one.first} |" for one in kept]
    return "\n".join(rows)


def _misses(judged: Sequence[Judged]) -> Iterator[str]:
    wrong = [one for one in judged if one.found != one.wanted]
    for kind, group in groupby(
        sorted(wrong, key=lambda one: (one.kind, one.statement, one.name)), lambda one: one.kind
    ):
        rows = [f"### {kind}", "", "| statement | what | not found | not there |", "| --- | --- | --- | --- |"]
        rows += [
            f"| {one.statement} | {one.name} | {len(one.wanted - one.found)} | {len(one.found - one.wanted)} |"
            for one in group
        ]
        yield "\n".join(rows)
