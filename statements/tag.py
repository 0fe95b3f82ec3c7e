"""A tag is a claim about one version of a statement, with the rule that made it; it can be rejected, never lost."""

from dataclasses import dataclass
from enum import StrEnum


class TagKind(StrEnum):
    """What a tag claims."""

    MINISTER = "minister"
    POLICY = "policy"
    ENTITY = "entity"
    FIGURE = "figure"
    DATE = "date"
    POSITION = "position"
    REFERENCE = "reference"
    MENTION = "mention"


LOCATED = frozenset({TagKind.FIGURE, TagKind.DATE, TagKind.POSITION, TagKind.REFERENCE})
"""Kinds of which each claim is about one place; the same value elsewhere is another claim."""


class Field(StrEnum):
    """The part of a version in which a span lies."""

    TEXT = "text"
    QUESTION = "question_text"
    TITLE = "title"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to but not including `end` of one field."""

    start: int
    end: int
    field: Field = Field.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A claim.

    `value` is the claimed thing; `detail` holds what belongs to it as sorted pairs, without what is
    unknown.

    | kind | value | detail | spans |
    | --- | --- | --- | --- |
    | MINISTER | the person's id | name, office, department as they were on the day | none |
    | POLICY | the policy's id | | every place that shows it |
    | ENTITY | the id of the canonical name (`slug`) | canonical, label | every place where it is named |
    | FIGURE | a plain number: "2000", "0.5" | unit, qualifier, about, range | the one place |
    | DATE | a day, month or year ("2014-11-03", "2014-11", "2014"), or two joined by "/" | | the one place |
    | POSITION | "policy/aspect", or "policy" | polarity, commitment, whose, predicate, state, measure | the clause |
    | REFERENCE | the reference in its canonical form | | the one place |
    | MENTION | the id of the person whom an office in the text means | name, office | every place |

    `rule` names the rule or model that made the claim and `logic` the version of its logic; "editor" is a rule too. A
    rejected claim stays.
    """

    kind: TagKind
    value: str
    rule: str
    logic: str
    spans: tuple[Span, ...] = ()
    detail: tuple[tuple[str, str], ...] = ()
    rejected: bool = False

    def get(self, name: str) -> str | None:
        """The detail of that name, or None."""
        return dict(self.detail).get(name)

    @property
    def claim(self) -> tuple[TagKind, str, tuple[Span, ...]]:
        """What is claimed: of a statement as a whole, or of one place in it."""
        return self.kind, self.value, self.spans if self.kind in LOCATED else ()
