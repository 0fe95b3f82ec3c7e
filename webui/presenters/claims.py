"""The claims about a statement: marked in its words by kind, and listed with the rule that made each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from statements.statement import Version
from statements.tag import Field, Span, Tag, TagKind
from webui import addresses
from webui.presenters import words
from webui.presenters.passages import Layer
from webui.presenters.results import Titles

LABELS = {
    TagKind.POLICY: "Policies",
    TagKind.POSITION: "Positions",
    TagKind.FIGURE: "Figures",
    TagKind.DATE: "Dates",
    TagKind.ENTITY: "Names",
    TagKind.MENTION: "Offices meant",
    TagKind.REFERENCE: "References",
}
"""The kinds whose places can be marked, in the order of the legend."""

OFF = "off"
SHOWN = (TagKind.POLICY,)
"""The kinds that are marked unless the reader asks for others: more would be too loud to read through."""

_PLACES = {Field.TEXT: "", Field.QUESTION: " in the question", Field.TITLE: " in the title"}
_COUNTED = ("MONEY", "CARDINAL", "DATE")
_DETAIL = ("label", "unit", "qualifier", "about", "commitment", "polarity", "whose", "editor", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One kind in the legend: how many claims, whether they are marked, and the page on which that is turned."""

    kind: str
    label: str
    count: int
    shown: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim: the words it is about, what it says of them, and why: the rule and the version of its logic."""

    words: str
    says: str
    address: str | None
    rule: str
    logic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims of one kind."""

    label: str
    claims: tuple[Claim, ...]


def asked(kinds: Iterable[TagKind]) -> str | None:
    """The parameter `marks` that asks for those kinds; None where it is what is shown anyhow."""
    kinds = tuple(kind for kind in LABELS if kind in tuple(kinds))
    return None if kinds == SHOWN else " ".join(kinds) or OFF


def layers(tags: Iterable[Tag], field: Field, kinds: Sequence[TagKind]) -> list[Layer]:
    """The marks of those kinds in one field."""
    shown = (tag for tag in tags if tag.kind in kinds)
    return [(span.start, span.end, f"db-mark-{tag.kind}") for tag in shown for span in tag.spans if span.field is field]


def shown(tags: Iterable[Tag]) -> list[Tag]:
    """The claims that a page shows: sums, numbers and days are figures and dates, and not named a second time."""
    return [tag for tag in tags if tag.kind is not TagKind.ENTITY or tag.get("label") not in _COUNTED]


def switches(tags: Sequence[Tag], kinds: Sequence[TagKind], page: Callable[[str | None], str]) -> tuple[Switch, ...]:
    """The legend: the kinds of which there are claims; `page` gives the address with another parameter `marks`."""
    counts = {kind: sum(tag.kind is kind for tag in tags) for kind in LABELS}
    return tuple(
        Switch(
            kind=kind.value,
            label=label,
            count=counts[kind],
            shown=kind in kinds,
            address=page(asked({*kinds} ^ {kind})),
        )
        for kind, label in LABELS.items()
        if counts[kind]
    )


def listed(version: Version, tags: Sequence[Tag], titles: Titles, questions: Mapping[str, str]) -> tuple[Claims, ...]:
    """Every claim with its reason, by kind; `questions` are those of the aspects, by "policy/aspect"."""
    kinds = {TagKind.MINISTER: "Who speaks", **LABELS}
    found = ((label, [tag for tag in tags if tag.kind is kind]) for kind, label in kinds.items())
    return tuple(
        Claims(label=label, claims=tuple(_claim(version, tag, titles, questions) for tag in own))
        for label, own in found
        if own
    )


def _claim(version: Version, tag: Tag, titles: Titles, questions: Mapping[str, str]) -> Claim:
    return Claim(
        words=words.listed(dict.fromkeys(words_seen(version, tag))) if tag.spans else "",
        says=_says(tag, titles, questions),
        address=_address(tag),
        rule=tag.rule,
        logic=tag.logic,
    )


def words_seen(version: Version, tag: Tag) -> list[str]:
    """The words at the claim's places, each in quotation marks and with the field it stands in."""
    fields = {Field.TEXT: version.text, Field.QUESTION: version.question_text, Field.TITLE: version.title}
    return [f"“{_words(fields[span.field], span)}”{_PLACES[span.field]}" for span in tag.spans]


def _words(text: str | None, span: Span) -> str:
    return " ".join((text or "")[span.start : span.end].split())


def _says(tag: Tag, titles: Titles, questions: Mapping[str, str]) -> str:
    detail = "; ".join(value for name in _DETAIL if (value := tag.get(name)))
    match tag.kind:
        case TagKind.MINISTER | TagKind.MENTION:
            known = (tag.get("name") or tag.value, tag.get("office"), tag.get("department"))
            return ", ".join(part for part in known if part)
        case TagKind.POLICY:
            return titles.get(tag.value, tag.value)
        case TagKind.POSITION:
            policy = tag.value.partition("/")[0]
            on = questions.get(tag.value) or titles.get(policy, policy)
            return f"{on} {detail}".strip()
        case TagKind.ENTITY:
            return f"{tag.get('canonical') or tag.value} ({words.label(tag.get('label') or '').lower()})"
        case _:
            return f"{tag.value}; {detail}" if detail else tag.value


def _address(tag: Tag) -> str | None:
    match tag.kind:
        case TagKind.MINISTER | TagKind.MENTION:
            return addresses.person(tag.value)
        case TagKind.POLICY:
            return addresses.policy(tag.value)
        case TagKind.POSITION:
            return addresses.policy(tag.value.partition("/")[0])
        case TagKind.ENTITY:
            return addresses.entity(tag.value)
        case _:
            return None
