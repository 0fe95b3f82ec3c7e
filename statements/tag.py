"""A tag is a claim about one version of a statement, with the rule that made it; it can be rejected, never lost."""

from dataclasses import dataclass
from enum import StrEnum


class TagKind(StrEnum):
    """What a tag claims."""

    MINISTER = "minister"
    POLICY = "policy"


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

    `value` is the claimed thing's id: a person's for MINISTER, a policy's for POLICY. `detail` holds what belongs to
    it, as sorted pairs (for MINISTER: name, office, department as they were on the day). `rule` names the rule or
    model that made the claim and `logic` the version of its logic; "editor" is a rule too. A rejected claim stays.
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
