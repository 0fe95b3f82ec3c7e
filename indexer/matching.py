"""Which statement a sighting is of: by its identity keys, strongest first, or by the id that an imported line gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.store.drafts import Draft, Drafts
from indexer.store.tombstones import Tombstone
from indexer.versioning import absorb
from statements.identity import (
    DECISIVE,
    GIVEN,
    contradicted,
    family,
    fitted,
    given_id,
    has_settled_id,
    numbered_id,
    statement_id,
)
from statements.interchange import UNSTATED
from statements.statement import Evidence, Sighting


@dataclass(frozen=True, slots=True)
class Offered:
    """A sighting made ready: the keys of its statement, strongest first, the id given, and the id it would get."""

    sighting: Sighting
    evidence: Evidence
    keys: tuple[str, ...]
    given: str | None
    own: str

    @classmethod
    def of(cls, sighting: Sighting, evidence: Evidence) -> "Offered":
        """The sighting made ready; every version's source is named, unless none is known."""
        given = given_id(sighting.identities)
        keys = tuple(fitted(key) for key in sighting.identities if not key.startswith(GIVEN))
        own = fitted(statement_id(sighting.versions[0], sighting.identities))
        return cls(_sourced(sighting, evidence), evidence, keys, given, own)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids that the statement has or may get."""
        names = (self.given, self.own, numbered_id(self.sighting.versions[0]))
        return tuple(dict.fromkeys(name for name in names if name is not None))


def _sourced(sighting: Sighting, evidence: Evidence) -> Sighting:
    if evidence.source == UNSTATED or all(version.source for version in sighting.versions):
        return sighting
    versions = tuple(replace(version, source=version.source or evidence.source) for version in sighting.versions)
    return replace(sighting, versions=versions)


def tombstone_of(drafts: Drafts, offered: Offered) -> Tombstone | None:
    """The tombstone of the statement seen, if it was taken down: found as `matched` finds what is held."""
    if offered.given and (named := drafts.buried.named(offered.given)):
        return named
    for key in offered.keys:
        buried = drafts.buried.holder(key)
        if buried is not None and not contradicted(key, offered.keys, drafts.buried.keys_of(buried)):
            return buried
    return None


def matched(drafts: Drafts, offered: Offered) -> Draft:
    """The statement seen, made if it is new; from now on it is known by all the keys and names of the sighting."""
    draft = (drafts.named(offered.given) if offered.given else None) or _held(drafts, offered.keys)
    if draft is None:
        draft = drafts.create(offered.given or drafts.free(offered.own))
    elif offered.given is None:
        draft = _united(drafts, draft, offered.keys)
    for key in offered.keys:
        if drafts.holder(key) is None and drafts.buried.holder(key) is None:
            drafts.know_by(draft, key)
    for name in _further_names(draft, offered):
        if drafts.named(name) is None and drafts.buried.named(name) is None:
            drafts.call(draft, name)
    return draft


def _further_names(draft: Draft, offered: Offered) -> tuple[str, ...]:
    """The names that are to lead to the statement beside its id.

    A line that names a statement held says nothing about other names: it lacks the day of tabling that is in them.
    """
    if has_settled_id(offered.sighting.versions[0], offered.sighting.identities):
        return (offered.given,) if offered.given and draft.versions else offered.names
    return (offered.given,) if offered.given else ()


def _held(drafts: Drafts, keys: Sequence[str]) -> Draft | None:
    """The held statement that the strongest key leads to, unless a stronger family contradicts it."""
    for key in keys:
        held = drafts.holder(key)
        if held is not None and not contradicted(key, keys, held.keys):
            return held
    return None


def _united(drafts: Drafts, draft: Draft, keys: Sequence[str]) -> Draft:
    """The statement with those merged into it that turn out to be the same; the one held longest keeps its id.

    They are the same if a decisive key of the sighting leads to them and none contradicts it: a question is held from
    the day it is tabled, and its answer may come first from Hansard, which does not print that day.
    """
    for key in keys:
        other = drafts.holder(key)
        if other is None or other is draft or family(key) not in DECISIVE:
            continue
        if not contradicted(key, draft.keys.union(keys), other.keys):
            draft, other = sorted((draft, other), key=_seniority)
            absorb(draft, other)
            drafts.merge(draft, other)
    return draft


def _seniority(draft: Draft) -> tuple[bool, int]:
    return not draft.held, draft.serial
