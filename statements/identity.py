"""The keys by which one statement is known again, however it was reached.

A key is "family/…". Families, strongest first:

- ``uin``: a written question by House, day tabled and UIN; a written statement by House, day made and UIN. A UIN alone
  is no identity: it is used again in later sessions and does not tell the House.
- ``answered``: an answer by House, day answered and UIN (Hansard prints no day tabled).
- ``content``: a page of GOV.UK by its content id and language; translations share the id.
- ``contribution``: a spoken contribution by Hansard's own id, case-folded. The printed pages name it as an anchor, to
  which TheyWorkForYou links; a page prints one or two such ids before a contribution, and each is a key.
- ``anchor``: a contribution by the printed page and the speech's number on it, where TheyWorkForYou links to that.
- ``place``: a contribution without an id, by section, order and speaker.
- ``words``: House, day, speaker and the folded words together; never the words alone.
- ``made``: a written statement by House, day, heading and minister, by member id and by name (Hansard prints no UIN).
- ``headed``: a written statement by House, day and heading alone, for a page that names no minister.
- ``gid``: a contribution by TheyWorkForYou's own id without the letter of the day's edition, and its speaker. Columns
  are renumbered between editions, so it counts only where nothing else is known.
- ``page``: a page of GOV.UK by its path, for a page that is gone and tells no content id.

``id/…`` is no family: it is the id that an imported line gives. It names the statement outright, contradicts nothing
(one statement may be given several ids) and is kept as id or alias, not as a key.

Keys are tried in that order. A shared key decides unless a stronger family of `TELLING` that both sides have shares
no key (`contradicted`): grouped answers share their words but not their UIN, two ministers may use one heading. Words
never contradict: they change.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from statements.statement import House, Kind, Version
from statements.text import folded

FAMILIES = (
    "uin", "answered", "content", "contribution", "anchor", "place",
    "words", "made", "headed", "gid", "page",
)  # fmt: skip
DECISIVE = FAMILIES[:6]
TELLING = (*DECISIVE, "made")


GIVEN = "id/"

HANSARD_ID = re.compile(r"[0-9]{12,15}")
"""An id of Hansard as its pages print it to about 2016: day, block and number, 12 to 15 figures."""

_NUMBERED = re.compile(r"(?:st|qn)_o?[0-9]+")


def given_key(statement_id: str) -> str:
    """The identity of a statement whose id is given, as in an imported line."""
    return GIVEN + statement_id


def given_id(identities: Iterable[str]) -> str | None:
    """The id that was given among those identities, or None."""
    return next((key.removeprefix(GIVEN) for key in identities if key.startswith(GIVEN)), None)


def family(key: str) -> str:
    """The family of a key."""
    return key.partition("/")[0]


def contradicted(key: str, offered: Iterable[str], held: Iterable[str]) -> bool:
    """True if a telling family stronger than that of `key` is on both sides and shares no key."""
    weaker = FAMILIES.index(family(key))
    stronger = [name for name in TELLING if FAMILIES.index(name) < weaker]
    ours, theirs = _by_family(offered), _by_family(held)
    return any(ours[name].isdisjoint(theirs[name]) for name in stronger if name in ours and name in theirs)


def _by_family(keys: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in keys:
        found.setdefault(family(key), set()).add(key)
    return found


def written_keys(version: Version, contribution: str | None = None) -> tuple[str, ...]:
    """The keys of a written answer or written statement, strongest first.

    `contribution` is Hansard's id of a written statement's words there, which tells two under one heading apart; not
    given for answers, where one printed reply serves a whole group.
    """
    house = _house(version.house)
    keys = []
    uin = version.uin.upper() if version.uin else None
    if version.kind is Kind.WRITTEN_STATEMENT:
        if uin:
            keys.append(f"uin/{house}/{version.date.isoformat()}/{uin}")
        if contribution:
            keys.append(f"contribution/{contribution.casefold()}")
        return (*keys, *words_key(version), *_heading_keys(version))
    if uin:
        if version.tabled:
            keys.append(f"uin/{house}/{version.tabled.isoformat()}/{uin}")
        if version.text is not None:
            keys.append(f"answered/{house}/{version.date.isoformat()}/{uin}")
    return (*keys, *words_key(version))


def _heading_keys(version: Version) -> tuple[str, ...]:
    """The keys of a written statement by its heading, with the minister as far as known."""
    if not version.title:
        return ()
    place = f"{_house(version.house)}/{version.date.isoformat()}/{_slug(version.title)}"
    ministers = [f"member-{version.member_id}"] if version.member_id else []
    if who := _slug(version.speaker or version.speaker_as_printed or ""):
        ministers.append(who)
    return (*(f"made/{place}/{minister}" for minister in ministers), f"headed/{place}")


def spoken_keys(version: Version, contribution: str | None) -> tuple[str, ...]:
    """The keys of a spoken contribution; `contribution` is Hansard's own id of it, None where it has none."""
    if contribution:
        return (f"contribution/{contribution.casefold()}", *words_key(version))
    who = version.member_id or _slug(version.speaker or version.speaker_as_printed or "")
    place = f"place/{(version.section or '').casefold()}/{version.order}/{who}"
    return (place, *words_key(version))


def printed_keys(version: Version, names: Iterable[str], page: str, gids: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of a contribution printed on a page of publications.parliament.uk, strongest first.

    `names` are the anchors before it: figures are Hansard's own ids, "st_7" numbers the speech on that page. `page`
    is the page's file name; `gids` TheyWorkForYou's ids, now and before, without the letter. For a written
    answer its UIN says more.
    """
    ids = [f"contribution/{name}" for name in names if HANSARD_ID.fullmatch(name)]
    numbered = [f"anchor/{page.casefold()}/{name}" for name in names if _NUMBERED.fullmatch(name)]
    who = _slug(version.speaker or version.speaker_as_printed or "")
    otherwise = [f"gid/{gid}/{who}" for gid in gids] if who and not ids else []
    if not version.kind.written:
        return (*ids, *numbered, *words_key(version), *otherwise)
    written = written_keys(version)
    if version.kind is Kind.WRITTEN_ANSWER:
        return written if version.uin and written else (*ids, *numbered, *written, *otherwise)
    strongest = tuple(key for key in written if family(key) == "uin")
    return (*strongest, *ids, *numbered, *(key for key in written if key not in strongest), *otherwise)


def content_keys(version: Version, content_id: str, locale: str, path: str) -> tuple[str, ...]:
    """The keys of a page of GOV.UK, strongest first; a written statement there is known by its heading too."""
    stated = written_keys(version) if version.kind is Kind.WRITTEN_STATEMENT and version.house else ()
    return (f"content/{content_id.casefold()}/{locale.casefold()}", *stated, page_key(path))


def page_key(path: str) -> str:
    """The key of the page of GOV.UK at that path."""
    return f"page{path.casefold()}"


def words_key(version: Version) -> tuple[str, ...]:
    """House, day, speaker and words; nothing where the speaker or the words are not known."""
    who = version.speaker or version.speaker_as_printed
    if not who or not version.text:
        return ()
    digest = hashlib.sha256(folded(version.text).encode()).hexdigest()[:24]
    return (f"{words_on(version.house, version.date)}{_slug(who)}/{digest}",)


def words_on(house: House | None, day: date) -> str:
    """What the keys by speaker and words of one House and day begin with, and no others do."""
    return f"words/{_house(house)}/{day.isoformat()}/"


def statement_id(version: Version, identities: Iterable[str] = ()) -> str:
    """The id a statement gets when it is first taken in, the same from whichever source that is.

    Question: House, day tabled, UIN; written statement: House, day made, heading and minister, since Hansard prints no
    UIN of it (`numbered_id` is its alias); spoken: House, day, section, order; GOV.UK: content id, with the language
    where it is not English. Fit for an address as it stands.
    """
    house = _house(version.house)
    if _is_headed(version):
        who = version.speaker or version.speaker_as_printed or ""
        return f"{house}-{version.date.isoformat()}-{_slug(f'{version.title} {who}')}"
    if content := _content(identities):
        return f"govuk-{content[0]}" if content[1] == "en" else f"govuk-{content[0]}-{_slug(content[1])}"
    if numbered := numbered_id(version):
        return numbered
    if version.section is not None and version.order is not None:
        return f"{house}-{version.date.isoformat()}-{_slug(version.section)}-{version.order}"
    digest = hashlib.sha256(f"{version.kind}|{version.title}|{folded(version.text)}".encode()).hexdigest()[:12]
    return f"{house}-{version.date.isoformat()}-{digest}"


def numbered_id(version: Version) -> str | None:
    """The name of a question or written statement by House, day tabled or made, and UIN; None without a UIN."""
    if not version.kind.written or not version.uin:
        return None
    day = version.tabled or version.date
    return f"{_house(version.house)}-{day.isoformat()}-{_slug(version.uin)}"


def _is_headed(version: Version) -> bool:
    return version.kind is Kind.WRITTEN_STATEMENT and version.house is not None and bool(_slug(version.title))


LONGEST_NAME = 200


def fitted(name: str) -> str:
    """A key or id short enough to be indexed and to stand in an address: a long one ends in a digest of itself."""
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{name[: LONGEST_NAME - 25]}-{digest}"


def has_settled_id(version: Version, identities: Iterable[str] = ()) -> bool:
    """True if `statement_id` rests on UIN, heading, place in Hansard or content id, not on words that may change."""
    if _is_headed(version) or _content(identities) or numbered_id(version):
        return True
    return version.section is not None and version.order is not None


def _content(identities: Iterable[str]) -> tuple[str, str] | None:
    """Content id and language of a page of GOV.UK."""
    for key in identities:
        if family(key) == "content":
            _, content, locale = key.split("/")
            return content, locale
    return None


def _house(house: House | None) -> str:
    return house.value.lower() if house else "government"


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(words).casefold()).strip("-")
