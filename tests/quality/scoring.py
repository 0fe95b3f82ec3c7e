"""What was found of what the labels want, for each statement, kind of tag, policy and label of an entity.

When two agree is asked of the scorer that comes with the labels, so that there is one definition of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found and what was wanted of one kind (and policy, or label) in one statement, folded for comparing."""

    statement: str
    kind: str
    name: str
    found: frozenset[Any]
    wanted: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over statements: what was found, what was wanted, and what was both."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(judged: Iterable[Judged]) -> Score:
    """The counts of all those together."""
    all_of = list(judged)
    return Score(
        right=sum(len(one.found & one.wanted) for one in all_of),
        found=sum(len(one.found) for one in all_of),
        wanted=sum(len(one.wanted) for one in all_of),
    )


def scorer(path: Path) -> ModuleType:
    """The scorer, a program without an ending, as a module."""
    loader = SourceFileLoader("tests_quality_scorer", str(path))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise ImportError(f"{path} cannot be loaded as a module")
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def judge(statement: Told, label: Told, rules: ModuleType) -> Iterator[Judged]:
    """What one exported statement has of what its label wants; an empty one has nothing."""
    tags: Told = statement.get("tags") or {}
    yield from _minister(tags, label, rules)
    yield from _policies(tags, label)
    if label["entities_complete"]:
        yield from _entities(statement, tags, label, rules)
    yield from _figures(tags, label, rules)


def _minister(tags: Told, label: Told, rules: ModuleType) -> Iterator[Judged]:
    got, want = tags.get("minister"), label["minister"]
    found = {rules.surname(got["name"])} if got else set()
    wanted = {rules.surname(want["name"])} if want else set()
    if want and want.get("certain") is False:
        wanted &= found  # nothing given shows that this speaker is a minister
    yield _judged(label, "minister", "", found, wanted)
    if want and want.get("office"):
        offices = [want["office"], *want.get("office_also", [])]
        right = bool(got) and found == wanted and any(rules.same_office(got, office) for office in offices)
        yield _judged(label, "office", "", {"held"} if right else set(), {"held"})


def _policies(tags: Told, label: Told) -> Iterator[Judged]:
    found = {policy["id"] for policy in tags.get("policies") or []}
    wanted = set(label["policies"])
    for policy in sorted(found | wanted):
        yield _judged(label, "policies", policy, found & {policy}, wanted & {policy})


def _entities(statement: Told, tags: Told, label: Told, rules: ModuleType) -> Iterator[Judged]:
    found = rules.found_entities(statement, tags)
    wanted = {rules.entity(entity["text"], entity["label"]) for entity in label["entities"]}
    for name in sorted({of for _, of in found | wanted}):
        own, theirs = ({pair for pair in pairs if pair[1] == name} for pairs in (found, wanted))
        yield _judged(label, "entities", name, own, theirs)


def _figures(tags: Told, label: Told, rules: ModuleType) -> Iterator[Judged]:
    found = {rules.number(one["value"]): rules.qualifier(one.get("qualifier")) for one in tags.get("figures") or []}
    wanted = {rules.number(one["value"]): rules.qualifier(one["qualifier"]) for one in label["figures"]}
    allowed = {rules.number(value) for value in (0, 1, *label.get("figures_also", []))} - set(wanted)
    yield _judged(label, "figures", "", set(found) - allowed, set(wanted))
    both = set(found) & set(wanted)
    yield _judged(label, "qualifiers", "", {one for one in both if found[one] == wanted[one]}, both)


def _judged(label: Told, kind: str, name: str, found: set[Any], wanted: set[Any]) -> Judged:
    return Judged(label["id"], kind, name, frozenset(found), frozenset(wanted))
