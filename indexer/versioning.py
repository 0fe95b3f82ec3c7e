"""Whether what was seen is news: a new version, the same one, or another source's reading of it.

The rules are docs/decisions/0003. Nothing here touches the database: a `Draft` is changed and written later.
"""

from dataclasses import dataclass, fields, replace
from enum import Enum, auto

from indexer.store.drafts import Draft, Seen
from indexer.store.journal import Change
from indexer.store.rows import Stored
from statements.identity import given_id
from statements.statement import Evidence, Sighting, State, Version, preferred_source

_KEPT = ("number", "ours")  # the record's own; no source tells them


class News(Enum):
    """What a sighting was to the record."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()


@dataclass(frozen=True, slots=True)
class _Page:
    """The answer of a source in which a statement was seen."""

    evidence: Evidence
    source: str  # whose words they are: the version's source, the page's where it names none
    imported: bool  # an interchange line: it tells no state and never takes a text back
    ours: bool  # parsed again from the archive


def settle(draft: Draft, sighting: Sighting, evidence: Evidence, *, ours: bool = False) -> News:
    """Brings what was seen into the draft of its statement, and says what it was."""
    new = not draft.versions
    before = len(draft.versions)
    source = sighting.latest.source or evidence.source
    page = _Page(evidence, source, given_id(sighting.identities) is not None, ours)
    for version in sighting.versions[:-1]:
        _earlier(draft, Stored.of(version), page)
    _latest(draft, Stored.of(sighting.latest), page)
    if new:
        return News.NEW
    return News.CHANGED if len(draft.versions) > before else News.SAME


def absorb(draft: Draft, other: Draft) -> None:
    """Brings everything seen of a statement into the draft of the one that it has turned out to be."""
    for (number, _), seen in sorted(other.evidence.items()):
        if seen.reading is None:
            version = other.versions[number - 1].version
            settle(draft, Sighting(identities=(), versions=(version,)), seen.evidence)
        else:
            draft.witness(len(draft.versions), seen)


def _earlier(draft: Draft, stored: Stored, page: _Page) -> None:
    """A version that the page shows beside the one in force: it is added only if its words were never held."""
    held = _with_words(draft, stored)
    if held is not None:
        draft.witness(held, Seen(page.evidence))
    elif not draft.versions or (_displaces(draft.current, stored, page) and not _is_older(draft, page)):
        _append(draft, stored, page)


def _latest(draft: Draft, stored: Stored, page: _Page) -> None:
    if not draft.versions:
        _append(draft, stored, page)
        return
    held = _with_words(draft, stored)
    if held is not None and (page.imported or _is_older(draft, page) or _was_taken(draft, held, page)):
        _confirm(draft, held, stored, page)
    elif _is_older(draft, page):
        _read_otherwise(draft, _stood(draft, page), stored, page)
    elif _is_same(draft.current, stored, page):
        _confirm(draft, len(draft.versions), stored, page)
    elif _displaces(draft.current, stored, page):
        _append(draft, stored, page)
    elif held is not None:
        _confirm(draft, held, stored, page)
    else:
        _read_otherwise(draft, len(draft.versions), stored, page)


def _append(draft: Draft, stored: Stored, page: _Page) -> None:
    version = stored.version
    if draft.versions:
        ours = page.ours and _same_bytes(draft, len(draft.versions), page)
        stored = replace(stored, version=replace(version, ours=ours))
    number = draft.append(stored, _change(draft.current if draft.versions else None, stored))
    draft.witness(number, Seen(page.evidence))


def _change(before: Stored | None, after: Stored) -> Change:
    if before is None:
        return Change.CREATED
    if after.version.state is State.WITHDRAWN:
        return Change.WITHDRAWN
    return Change.RESTORED if before.version.state is State.WITHDRAWN else Change.TEXT_CHANGED


def _confirm(draft: Draft, number: int, stored: Stored, page: _Page) -> None:
    """The same words again: details that were missing are filled in, a preferred source's form is taken over."""
    held = draft.versions[number - 1]
    theirs = held.version.source or ""
    preferred = page.source != theirs and _outranks(page.source, theirs)
    corrected = page.ours and page.source == theirs and _same_bytes(draft, number, page)
    if preferred or corrected:
        merged = _overlaid(held.version, stored.version)
        after = Stored(merged, stored.text_hash, stored.question_hash or held.question_hash)
    else:
        merged = replace(_overlaid(stored.version, held.version), number=number, ours=held.version.ours)
        after = Stored(merged, held.text_hash, held.question_hash or stored.question_hash)
    if after.version != held.version:
        draft.amend(number, after)
    draft.witness(number, Seen(page.evidence))


def _read_otherwise(draft: Draft, number: int, stored: Stored, page: _Page) -> None:
    """Other words, which do not stand: they are kept beside the evidence."""
    draft.witness(number, Seen(page.evidence, stored.version.text))


def _overlaid(under: Version, over: Version) -> Version:
    """`over`, with what it lacks taken from `under`; the record's own fields are those of `under`."""
    lacking = {
        field.name: getattr(under, field.name)
        for field in fields(Version)
        if field.name in _KEPT or getattr(over, field.name) in (None, "")
    }
    return replace(over, **lacking)


def _with_words(draft: Draft, stored: Stored) -> int | None:
    """The number of the newest version with those words (answer and question), or None.

    Words that stand are looked for before words that were withdrawn, and the other way round.
    """
    alike = [n for n in reversed(_numbers(draft)) if _has_words(draft.versions[n - 1], stored)]
    return next(
        (n for n in alike if _is_withdrawn(draft.versions[n - 1]) == _is_withdrawn(stored)), next(iter(alike), None)
    )


def _has_words(held: Stored, stored: Stored) -> bool:
    return held.text_hash == stored.text_hash and _same_question(held, stored)


def _is_withdrawn(stored: Stored) -> bool:
    return stored.version.state is State.WITHDRAWN


def _same_question(one: Stored, other: Stored) -> bool:
    return None in (one.question_hash, other.question_hash) or one.question_hash == other.question_hash


def _is_same(current: Stored, stored: Stored, page: _Page) -> bool:
    """True if the version in force is what was seen.

    A source's own questions and states count against its own; another source prints questions differently and may
    not know that an answer was a holding one, but a withdrawal counts whoever tells it.
    """
    if current.text_hash != stored.text_hash:
        return False
    theirs = current.version.source or ""
    if page.imported or not _outranks(page.source, theirs):
        return True
    if page.source == theirs:
        return _same_question(current, stored) and current.version.state is stored.version.state
    return (current.version.state is State.WITHDRAWN) == (stored.version.state is State.WITHDRAWN)


def _displaces(current: Stored, stored: Stored, page: _Page) -> bool:
    """True if other words from this source are a new version. An open question is displaced by any answer."""
    theirs = current.version.source or ""
    if stored.version.text is None:
        return page.source == theirs
    return current.version.text is None or _outranks(page.source, theirs)


def _outranks(source: str, other: str) -> bool:
    """True if `source` is the other, or preferred to it."""
    return preferred_source((other, source)) == source


def _seen_at(draft: Draft, number: int, page: _Page) -> Evidence | None:
    seen = draft.evidence.get((number, page.evidence.source))
    return None if seen is None else seen.evidence


def _same_bytes(draft: Draft, number: int, page: _Page) -> bool:
    seen = _seen_at(draft, number, page)
    return seen is not None and seen.sha256 is not None and seen.sha256 == page.evidence.sha256


def _was_taken(draft: Draft, number: int, page: _Page) -> bool:
    """True if these words were taken in from this very page."""
    seen = _seen_at(draft, number, page)
    return seen is not None and (seen.fetched_at, seen.sha256) == (page.evidence.fetched_at, page.evidence.sha256)


def _is_older(draft: Draft, page: _Page) -> bool:
    """True if the page was fetched before one in which the same source showed a version held."""
    return any(_fetched_before(page.evidence, _seen_at(draft, number, page)) for number in _numbers(draft))


def _stood(draft: Draft, page: _Page) -> int:
    """The number of the version that the source showed when the page was fetched."""
    shown = [number for number in _numbers(draft) if _seen_at(draft, number, page) is not None]
    return max((n for n in shown if not _fetched_before(page.evidence, _seen_at(draft, n, page))), default=min(shown))


def _fetched_before(one: Evidence, other: Evidence | None) -> bool:
    return (
        other is not None
        and one.fetched_at is not None
        and other.fetched_at is not None
        and one.fetched_at < other.fetched_at
    )


def _numbers(draft: Draft) -> range:
    return range(1, len(draft.versions) + 1)
