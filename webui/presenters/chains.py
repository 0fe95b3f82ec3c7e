"""What a statement refers to, and what refers to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.chains import Chain
from indexer.chains import Link as Reference
from statements import reference
from statements.statement import Version
from webui import addresses
from webui.presenters import words
from webui.presenters.results import Link, title


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A reference as printed, with the statements it names, or why it names none."""

    reference: str
    statements: tuple[Link, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """Both ways along the chain, one step each."""

    refers_to: tuple[Step, ...]
    referred_to_by: tuple[Link, ...]


def chain(found: Chain, held: Mapping[str, Version]) -> ChainView:
    """The chain; `held` are the statements that its references name, by id."""
    return ChainView(
        refers_to=tuple(_step(link, held) for link in found.refers_to),
        referred_to_by=_links(found.referred_to_by),
    )


def _step(link: Reference, held: Mapping[str, Version]) -> Step:
    named = ((name, held[name]) for name in link.citation.statements if name in held)
    missing = link.citation.missing or ""
    return Step(reference=link.citation.reference or "", statements=_links(named), missing=missing)


def _links(placed: Iterable[tuple[str, Version]]) -> tuple[Link, ...]:
    return tuple(
        Link(words=title(version), address=addresses.statement(name), note=_note(version)) for name, version in placed
    )


def _note(version: Version) -> str:
    cited = str(reference.of(version) or "")
    day = words.day(version.date)
    return cited if day in cited else f"{cited} {day}".strip()
