"""Whether what was seen is news: a new version, the same one, or another source's reading of it.

The rules are docs/decisions/0003. Nothing here touches the database: a `Draft` is changed and written later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum, auto

from indexer.store.drafts import Draft, Seen
from indexer.store.journal import Change
from statements.identity import given_id
from statements.statement import Evidence, Sighting, State, Version, preferred_source
from statements.text import same_words

_DETAILS = tuple(field.name for field in fields(Version) if field.name not in ("number", "ours", "state", "text"))

_PLACE = ("uin", "tabled", "column", "column_last", "section", "section_title", "order")


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
    held: int  # versions held before this page was read


def settle(draft: Draft, sighting: Sighting, evidence: Evidence, *, ours: bool = False) -> News:
    """Brings what was seen into the draft of its statement, and says what it was."""
    new = not draft.versions
    before = len(draft.versions)
    source = sighting.latest.source or evidence.source
    page = _Page(evidence, source, given_id(sighting.identities) is not None, ours, before)
    if not ours and _is_taken(draft, evidence):
        return News.SAME
    for version in sighting.versions[:-1]:
        _earlier(draft, version, page)
    _latest(draft, sighting.latest, page)
    if new:
        return News.NEW
    return News.CHANGED if len(draft.versions) > before else News.SAME


def absorb(draft: Draft, other: Draft) -> None:
    """Brings everything seen of a statement into the draft of the one that it has turned out to be."""
    for (number, _), seen in sorted(other.evidence.items()):
        if seen.reading is None:
            version = other.versions[number - 1]
            settle(draft, Sighting(identities=(), versions=(version,)), seen.evidence)
        else:
            draft.witness(len(draft.versions), seen)


def _earlier(draft: Draft, version: Version, page: _Page) -> None:
    """A version that the page shows beside the one in force: it is added only if its words were never held."""
    held = _with_words(draft, version)
    if not draft.versions:
        _append(draft, version, page)
    elif _is_older(draft, page):
        return
    elif held:
        if not any(_seen_at(draft, number, page) for number in held):
            draft.witness(held[0], Seen(page.evidence))
    elif _displaces(draft.current, version, page):
        _append(draft, version, page)


def _latest(draft: Draft, version: Version, page: _Page) -> None:
    if not draft.versions:
        _append(draft, version, page)
        return
    if _is_known_reading(draft, version, page):
        return
    held = _taken_before(draft, version, page)
    if held is not None:
        if not _is_older(draft, page) or _corrects(draft, held, page):
            _confirm(draft, held, version, page)
    elif _is_older(draft, page):
        _read_otherwise(draft, _stood(draft, page), version, page)
    elif _is_same(draft.current, version, page):
        _confirm(draft, len(draft.versions), version, page)
    elif _displaces(draft.current, version, page):
        _append(draft, version, page)
    else:
        _read_otherwise(draft, len(draft.versions), version, page)


def _append(draft: Draft, version: Version, page: _Page) -> None:
    before = draft.current if draft.versions else None
    if before is not None:
        version = replace(_placed(before, version), ours=_is_our_reading(draft, page))
    number = draft.append(version, _change(before, version))
    draft.witness(number, Seen(page.evidence))


def _is_our_reading(draft: Draft, page: _Page) -> bool:
    """True if what follows comes of parsing the very bytes again that the version held before rests on.

    A version that the same page shows beside it is the source's own.
    """
    return page.ours and len(draft.versions) <= page.held and _same_bytes(draft, len(draft.versions), page)


def _change(before: Version | None, after: Version) -> Change:
    if before is None:
        return Change.CREATED
    if after.state is State.WITHDRAWN:
        return Change.WITHDRAWN
    return Change.RESTORED if before.state is State.WITHDRAWN else Change.TEXT_CHANGED


def _confirm(draft: Draft, number: int, version: Version, page: _Page) -> None:
    """The same words again: details that were missing are filled in, a preferred source's form is taken over."""
    held = draft.versions[number - 1]
    theirs = held.source or ""
    preferred = page.source != theirs and _outranks(page.source, theirs)
    if preferred or _corrects(draft, number, page):
        _amend(draft, number, _overlaid(held, version))
    else:
        if page.imported:
            version = replace(version, url=None)  # a line repeats the page's address where a version has none
        _amend(draft, number, _overlaid(version, held))
    draft.witness(number, Seen(page.evidence))


def _read_otherwise(draft: Draft, number: int, version: Version, page: _Page) -> None:
    """Other words, which do not stand: they are kept beside the evidence, and details that were missing filled in."""
    if version.text is not None:
        _amend(draft, number, _overlaid(version, draft.versions[number - 1]))
        draft.witness(number, Seen(page.evidence, version.text))


def _amend(draft: Draft, number: int, version: Version) -> None:
    held = draft.versions[number - 1]
    version = replace(version, number=held.number, ours=held.ours)
    if version != held:
        draft.amend(number, version)


def _overlaid(under: Version, over: Version, names: Sequence[str] = _DETAILS) -> Version:
    """`over`, with what it lacks of those fields taken from `under`."""
    lacking = {name: getattr(under, name) for name in names if getattr(over, name) in (None, "")}
    return replace(over, **lacking)


def _placed(before: Version, version: Version) -> Version:
    """A new version with its statement's place in Parliament, which one source may have told and another not."""
    return _overlaid(before, version, _PLACE)


def _taken_before(draft: Draft, version: Version, page: _Page) -> int | None:
    """The number of the version with those words which this page speaks of, where it can be no news; else None.

    A source that does not decide, an older page, an imported line, and a page that was taken in before cannot bring
    back words that no longer stand.
    """
    held = _with_words(draft, version)
    for number in held:
        if _was_taken(draft, number, page):
            return number
    decides = _displaces(draft.current, version, page) and _outranks(page.source, draft.current.source or "")
    if not held or (decides and not page.imported and not _is_older(draft, page)):
        return None
    return next((number for number in held if _seen_at(draft, number, page)), held[0])


def _with_words(draft: Draft, version: Version) -> list[int]:
    """The numbers of the versions with those words (answer and question), the newest first.

    Words that stand come before words that were withdrawn, and the other way round.
    """
    held = [(number, draft.versions[number - 1]) for number in reversed(_numbers(draft))]
    alike = [(number, one) for number, one in held if _same_text(one, version) and _same_question(one, version)]
    withdrawn = version.state is State.WITHDRAWN
    return [number for number, _ in sorted(alike, key=lambda pair: (pair[1].state is State.WITHDRAWN) != withdrawn)]


def _same_question(one: Version, other: Version) -> bool:
    unknown = one.question_text is None or other.question_text is None
    return unknown or one.question_text == other.question_text or same_words(one.question_text, other.question_text)


def _same_text(one: Version, other: Version) -> bool:
    return one.text == other.text or same_words(one.text, other.text)


def _is_same(current: Version, version: Version, page: _Page) -> bool:
    """True if the version in force is what was seen.

    A source's own questions, states and alerts count against its own; another source prints questions differently and
    may not know that an answer was a holding one, but a withdrawal counts whoever tells it.
    """
    if not _same_text(current, version):
        return False
    theirs = current.source or ""
    if page.imported or not _outranks(page.source, theirs):
        return True
    if page.source == theirs:
        return _same_question(current, version) and (current.state, current.alerts) == (version.state, version.alerts)
    return (current.state is State.WITHDRAWN) == (version.state is State.WITHDRAWN)


def _displaces(current: Version, version: Version, page: _Page) -> bool:
    """True if other words from this source are a new version. An open question is displaced by any answer."""
    theirs = current.source or ""
    if version.text is None:
        return page.source == theirs
    return current.text is None or _outranks(page.source, theirs)


def _outranks(source: str, other: str) -> bool:
    """True if `source` is the other, or preferred to it, as any is to one that is not known."""
    return not other or preferred_source((other, source)) == source


def _seen_at(draft: Draft, number: int, page: _Page) -> Evidence | None:
    seen = draft.evidence.get((number, page.evidence.source))
    return None if seen is None else seen.evidence


def _corrects(draft: Draft, number: int, page: _Page) -> bool:
    """True if a version is parsed again from the very bytes it rests on: a mended parser reads its details better."""
    return page.ours and page.source == draft.versions[number - 1].source and _same_bytes(draft, number, page)


def _is_known_reading(draft: Draft, version: Version, page: _Page) -> bool:
    """True if these words are held already as this source's reading of a version, and so are no news.

    A page newer than all that its source showed, whose words are in force, does say something: the reading was taken
    from one that only seemed older, as where the machine's clock had been set back.
    """
    if page.source == draft.current.source and not _is_older(draft, page):
        return False
    own = (seen.reading for seen in draft.evidence.values() if seen.evidence.source == page.evidence.source)
    return any(reading is not None and same_words(reading, version.text) for reading in own)


def _same_bytes(draft: Draft, number: int, page: _Page) -> bool:
    seen = _seen_at(draft, number, page)
    return seen is not None and seen.sha256 is not None and seen.sha256 == page.evidence.sha256


def _was_taken(draft: Draft, number: int, page: _Page) -> bool:
    """True if these words were taken in from this very page."""
    seen = _seen_at(draft, number, page)
    return seen is not None and (seen.fetched_at, seen.sha256) == (page.evidence.fetched_at, page.evidence.sha256)


def _is_taken(draft: Draft, page: Evidence) -> bool:
    """True if that very page was taken in for this statement: what it says a second time is no news.

    A page whose bytes are not known, as that of an imported line often is, may always say something else.
    """
    when = (page.source, page.fetched_at, page.sha256)
    taken = (seen.evidence for seen in draft.evidence.values())
    known = page.fetched_at is not None and page.sha256 is not None
    return known and any((old.source, old.fetched_at, old.sha256) == when for old in taken)


def _is_older(draft: Draft, page: _Page) -> bool:
    """True if what the page says is past.

    It was fetched before one in which the same source showed a version held; or its source does not decide, is known
    to have had the statement before, and the page is no newer than the version now in force.
    """
    shown = [seen for number in _numbers(draft) if (seen := _seen_at(draft, number, page)) is not None]
    if any(_fetched_before(page.evidence, seen) for seen in shown):
        return True
    decides = _outranks(page.source, draft.current.source or "")
    standing = [seen.evidence for (number, _), seen in draft.evidence.items() if number == len(draft.versions)]
    return bool(shown) and not decides and not any(_fetched_before(seen, page.evidence) for seen in standing)


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
