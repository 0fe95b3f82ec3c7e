"""An editor's decisions about tags: a claim rejected, a claim added. They outlive every change of rules.

The two undo each other: adding what was rejected restores it, rejecting what an editor added takes it away.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from indexer.store import EDITOR, Record
from indexer.tagging.pipeline import open_roster
from indexer.topics import load_topics
from statements.errors import NotHeld
from statements.tag import LOCATED, Tag, TagKind

ADDED = (TagKind.POLICY, TagKind.MINISTER)
"""Kinds that an editor can add: what is claimed of a statement as a whole."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Who decides, and why."""

    name: str
    reason: str = ""

    def signed(self, detail: Collection[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The detail of a tag with this decision noted in it."""
        own = {name: value for name, value in (("editor", self.name), ("reason", self.reason)) if value}
        return tuple(sorted((dict(detail) | own).items()))


def reject(record: Record, name: str, kind: TagKind, value: str, editor: Editor) -> str:
    """Rejects what is claimed of the statement of that id or alias; gives its id.

    Raises NotHeld if there is no such statement or no such claim.
    """
    statement_id, version, tags = _held(record, name)
    if not any((tag.kind, tag.value) == (kind, value) and not tag.rejected for tag in tags):
        raise NotHeld(
            f"no {kind} “{value}” is claimed of {statement_id}",
            remedy=f"What is claimed: {_listed(tags)}.",
        )
    decided = [_rejected(tag, editor) if (tag.kind, tag.value) == (kind, value) else tag for tag in tags]
    record.tags.decide(statement_id, version, tuple(tag for tag in decided if tag))
    return statement_id


def add(
    record: Record, name: str, kind: TagKind, value: str, editor: Editor, detail: Collection[tuple[str, str]]
) -> str:
    """Claims something of the statement of that id or alias; gives its id.

    A minister takes the place of the one whom rules found. Raises NotHeld if there is no such statement.
    """
    statement_id, version, tags = _held(record, name)
    if any((tag.kind, tag.value) == (kind, value) for tag in tags):
        decided = [replace(tag, rejected=False) if (tag.kind, tag.value) == (kind, value) else tag for tag in tags]
    else:
        displaced = kind is TagKind.MINISTER
        decided = [replace(tag, rejected=True) if displaced and tag.kind is kind else tag for tag in tags]
        decided.append(Tag(kind=kind, value=value, rule=EDITOR, logic=EDITOR, detail=editor.signed(detail)))
    record.tags.decide(statement_id, version, tuple(decided))
    return statement_id


def _held(record: Record, name: str) -> tuple[str, int, tuple[Tag, ...]]:
    statement = record.statements.get(name)
    if statement is None or statement.latest.number is None:
        raise NotHeld(f"no statement “{name}” is held")
    return statement.id, statement.latest.number, record.tags.of(statement.id)


def _rejected(tag: Tag, editor: Editor) -> Tag | None:
    return None if tag.rule == EDITOR else replace(tag, rejected=True, detail=editor.signed(tag.detail))


def _listed(tags: Collection[Tag]) -> str:
    told = sorted({f"{tag.kind} {tag.value}" for tag in tags if not tag.rejected and tag.kind not in LOCATED})
    return ", ".join(told) or "nothing"


def addable(record: Record, name: str, kind: TagKind, value: str) -> tuple[tuple[str, str], ...]:
    """What belongs to a claim that is to be added: of a minister, the name and the office held that day.

    Raises NotHeld if rules could never make it: a policy that is not followed, a person of whom no office is known on
    the day of the statement, a kind whose claims are about one place.
    """
    statement_id, _, tags = _held(record, name)
    if any((tag.kind, tag.value) == (kind, value) for tag in tags):
        return ()
    if kind is TagKind.POLICY:
        known = sorted(policy.id for topic in load_topics() for policy in topic.policies)
        if value not in known:
            raise NotHeld(f"no policy “{value}” is followed", remedy=f"The policies are {', '.join(known)}.")
        return ()
    if kind is TagKind.MINISTER:
        return _in_office(record, statement_id, value)
    kinds = " or ".join(ADDED)
    remedy = f"An editor can add a {kinds}, and restore any claim; others follow from config/gazetteer and rules."
    raise NotHeld(f"no {kind} “{value}” was ever claimed of {statement_id}", remedy=remedy)


def _in_office(record: Record, statement_id: str, value: str) -> tuple[tuple[str, str], ...]:
    day = record.statements.latest([statement_id])[statement_id].date
    roster = open_roster(record)
    person = roster.person(value)
    held = roster.offices_of(person.id, day) if person else ()
    if person is None or not held:
        remedy = "Look the id up on the page of the person, /people/<id>."
        raise NotHeld(f"nobody of the id “{value}” is known to have held an office on {day}", remedy=remedy)
    office = held[0].office
    detail = {"name": person.name_on(day), "office": office.name, "department": office.department or ""}
    return tuple(sorted((name, told) for name, told in detail.items() if told))
