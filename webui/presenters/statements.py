"""What a statement's page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.config import Source
from indexer.repeats import Placed, Repeats
from statements import reference
from statements.statement import Evidence, State, Statement, Version
from statements.tag import Field, Tag, TagKind
from webui import addresses
from webui.presenters import words
from webui.presenters.claims import layers, words_seen
from webui.presenters.differences import differences
from webui.presenters.passages import Block, blocks
from webui.presenters.results import Link, Titles, colour, house_name, opening, title
from webui.presenters.speakers import Speaker, speaker

Readings = Mapping[tuple[int, str], str]
Kinds = Sequence[TagKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """One version in the strip: what it is, from which day, and whether it is the one shown.

    A question's tabling stands there too, without an address where no version of that day is held.
    """

    address: str | None
    number: int
    state: str
    day: str
    current: bool
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One answer of a source and the versions that rest on it; `archived` leads to its bytes, None if none are kept."""

    versions: str
    source: str
    url: str | None
    fetched: str
    sha256: str | None
    archived: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPrint:
    """Where another source's words differ from those shown: each place with its surroundings, None if too many."""

    source: str
    address: str | None
    places: tuple[Markup, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """Whose words are shown, and the other sources that print them otherwise."""

    source: str
    others: tuple[OtherPrint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTag:
    """A policy the statement is tagged with, the rule that says so and the words it saw."""

    title: str
    address: str
    rule: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another statement of the same section; `here` marks the one shown."""

    address: str
    speaker: str
    opening: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement in one of its versions, ready to be read."""

    id: str
    address: str
    title: str
    section: str
    speaker: Speaker
    asker: str | None
    day: str
    house: str
    house_name: str
    house_full: str
    kind: str
    department: str | None
    reference: str
    footnote: str
    uin: str | None
    several: bool
    tabled: str
    question: tuple[Block, ...]
    text: tuple[Block, ...]
    notice: str
    note: str
    unanswered: bool
    number: int
    superseded_by: VersionStep | None
    versions: tuple[VersionStep, ...]
    evidence: tuple[Proof, ...]
    policies: tuple[PolicyTag, ...]
    page_of_record: str | None


def statement(
    held: Statement, version: Version, tags: Sequence[Tag], titles: Titles, sources: Mapping[str, Source], marks: Kinds
) -> StatementView:
    """The page of one version of a statement, the claims of the kinds in `marks` marked in the words."""
    steps = _steps(held, version)
    cited, footnote = str(reference.of(version) or ""), reference.footnote(version) or ""
    return StatementView(
        id=held.id,
        address=addresses.statement(held.id),
        title=title(version),
        section=(version.section_title or "") if version.section_title != title(version) else "",
        speaker=speaker(version, tags),
        asker=version.asker,
        day=words.day(version.date),
        house=colour(version),
        house_name=house_name(version),
        house_full=words.house(version.house),
        kind=words.kind(version.kind),
        department=version.department,
        reference=cited,
        footnote=footnote if footnote != cited else "",
        uin=version.uin,
        several=len(held.versions) > 1,
        tabled=words.day(version.tabled),
        question=blocks(version.question_text, layers(tags, Field.QUESTION, marks)),
        text=blocks(version.text, layers(tags, Field.TEXT, marks)),
        notice=words.NOTICES.get(version.state, ""),
        note=version.note or "",
        unanswered=version.text is None,
        number=version.number or 1,
        superseded_by=steps[-1] if version.number != held.latest.number else None,
        versions=steps,
        evidence=_evidence(held, sources),
        policies=_policies(version, tags, titles),
        page_of_record=_web_address(version.url),
    )


def _steps(held: Statement, shown: Version) -> tuple[VersionStep, ...]:
    tabled = [step] if (step := _tabling(held.versions[0])) else []
    versions = (
        VersionStep(
            address=addresses.statement(held.id, None if version is held.latest else version.number),
            number=version.number or 1,
            state=words.state(version.state, version.kind),
            day=words.day(version.dated or version.date),
            current=version.number == shown.number,
            ours=version.ours,
        )
        for version in held.versions
    )
    return (*tabled, *versions)


def _tabling(first: Version) -> VersionStep | None:
    if first.tabled is None or first.state is State.TABLED:
        return None
    return VersionStep(address=None, number=0, state="Tabled", day=words.day(first.tabled), current=False, ours=False)


def _policies(version: Version, tags: Iterable[Tag], titles: Titles) -> tuple[PolicyTag, ...]:
    return tuple(
        PolicyTag(
            title=titles.get(tag.value, tag.value),
            address=addresses.policy(tag.value),
            rule=tag.rule,
            seen=tuple(dict.fromkeys(words_seen(version, tag))),
        )
        for tag in tags
        if tag.kind is TagKind.POLICY
    )


def _evidence(held: Statement, sources: Mapping[str, Source]) -> tuple[Proof, ...]:
    versions: dict[Evidence, list[int]] = {}
    places: dict[Evidence, int] = {}
    for place, (number, seen) in enumerate(held.evidence, start=1):
        versions.setdefault(seen, []).append(number)
        places.setdefault(seen, place)
    return tuple(
        Proof(
            versions=words.listed(str(number) for number in numbers),
            source=_source_title(seen.source, sources),
            url=_web_address(seen.url),
            fetched=words.moment(seen.fetched_at),
            sha256=seen.sha256,
            archived=_archived(held.id, places[seen], seen),
        )
        for seen, numbers in versions.items()
    )


def prints(held: Statement, version: Version, readings: Readings, sources: Mapping[str, Source]) -> Prints:
    """The words of a version as other sources print them, where that is otherwise beyond the cosmetic.

    `readings` are those words by number of the version and source.
    """
    found = (
        OtherPrint(
            source=_source_title(seen.source, sources),
            address=_archived(held.id, place, seen) or _web_address(seen.url),
            places=differences(version.text or "", readings[number, seen.source]),
        )
        for place, (number, seen) in enumerate(held.evidence, start=1)
        if number == version.number and (number, seen.source) in readings
    )
    shown = _source_title(version.source or "a source that is not known", sources)
    return Prints(source=shown, others=tuple(one for one in found if one.places != ()))


def _source_title(source: str, sources: Mapping[str, Source]) -> str:
    return sources[source].title if source in sources else source


def _archived(statement_id: str, place: int, evidence: Evidence) -> str | None:
    return addresses.evidence(statement_id, place) if evidence.archived else None


def _web_address(url: str | None) -> str | None:
    """Only an address of the web is ever made a link."""
    return url if url and url.startswith(("https://", "http://")) else None


def neighbours(placed: Sequence[tuple[str, Version]], here: str) -> tuple[Neighbour, ...]:
    """The statements of a section in order."""
    return tuple(
        Neighbour(
            address=addresses.statement(statement_id),
            speaker=version.speaker or version.speaker_as_printed or "Speaker not named",
            opening=opening(version, 90),
            here=statement_id == here,
        )
        for statement_id, version in placed
    )


def others(placed: Iterable[tuple[str, Version]]) -> tuple[Link, ...]:
    """The questions that were given the same answer."""
    return tuple(
        Link(words=title(version), address=addresses.statement(statement_id), note=str(reference.of(version) or ""))
        for statement_id, version in placed
    )


def repeated(repeats: Repeats) -> tuple[Link, ...]:
    """The statement of the other House that is repeated, and its repeats there, each in a few words."""
    of = [_in_other_house("Repeats what was said in", repeats.of)] if repeats.of else []
    return (*of, *(_in_other_house("Repeated in", one) for one in repeats.by))


def _in_other_house(verb: str, placed: Placed) -> Link:
    statement_id, version = placed
    who = version.speaker_as_printed or version.speaker or "a speaker not named"
    told = f"{verb} the {words.house(version.house)} by {who}"
    return Link(words=told, address=addresses.statement(statement_id), note=words.day(version.date))
