"""GOV.UK: pages of its content API, and the rows of its search.

A page shows its latest edition only, so each answer gives one version; earlier editions are held because they were
fetched at their time. Facts from the GOV.UK search and content API pages:

- `withdrawn_notice` is absent, `{}` or an object; only one that says something means that the page is withdrawn
- `first_published_at` may be the day of a migration: the first publication is the earliest date that the page gives
- times mix `Z`, `+00:00`, `+01:00` and fractions; a day is that of London
- travel advice comes in parts, with alerts beside them ("avoid_all_travel_to_parts"), and keeps no history; a page may
  have no parts, and `reviewed_at` moves without a change
- translations share the content id; written statements are Parliament's too, and known by their heading
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.parsers import markup
from crawler.parsers.attribution import plain_name
from crawler.parsers.payload import Node, read
from statements.identity import content_keys, page_key
from statements.snapshot import Snapshot
from statements.statement import ALERT, House, Kind, Sighting, State, Version

READER = "https://www.gov.uk"
LONDON = ZoneInfo("Europe/London")
GONE = 410

KINDS = {
    "press_release": Kind.PRESS_RELEASE,
    "news_story": Kind.PRESS_RELEASE,
    "government_response": Kind.PRESS_RELEASE,
    "world_news_story": Kind.PRESS_RELEASE,
    "speech": Kind.SPEECH,
    "authored_article": Kind.SPEECH,
    "oral_statement": Kind.SPEECH,
    "written_statement": Kind.WRITTEN_STATEMENT,
    "travel_advice": Kind.TRAVEL_ADVICE,
}
"""The types of document that are statements; every other page holds none."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_CONTENT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PATH = re.compile(r"/[\w.%~/-]*")
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_HONOURS = re.compile(
    r"^(?:The )?R(?:igh)?t\.? Hon(?:ourable)?\.? (?:the )?|,? (?:MP|KC|QC|[CKDO]BE|CMG|KCMG|MSP)(?=\W|$)"
)
_PEER = re.compile(r"(?:The )?(?:Lord|Lady|Baroness|Baron|Viscount(?:ess)?|Earl|Countess|Marquess|Duke)\b")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a search found: its path on the site, its type (empty if not told), the day of first publication.

    That day may be the day of a migration; None if it is not told.
    """

    path: str
    type: str
    first: date | None


@dataclass(frozen=True, slots=True)
class Rows:
    """A stretch of a search's results: `total` promised in all, the pages of this stretch as they came."""

    total: int
    pages: tuple[Page, ...]


def parse(snapshot: Snapshot) -> Iterator[Sighting]:
    """The statement of a page of the content API; none if the page is no statement, or sends the reader elsewhere.

    A page that is gone (status 410) is one version without text, withdrawn, known by its path. Raises SourceChanged.
    """
    page = read(replace(snapshot, status=200) if snapshot.status == GONE else snapshot)
    schema = page.line("schema_name")
    if schema == "gone":
        return iter((_gone(page),))
    kind = KINDS.get(page.line("document_type"))
    return iter(()) if kind is None or schema == "redirect" else iter((_statement(page, kind),))


def moved_to(snapshot: Snapshot) -> str | None:
    """The path on the site to which an answer of the content API sends the reader; None if it does not."""
    page = read(snapshot)
    if page.line("schema_name") != "redirect":
        return None
    here = _path(page)
    for entry in page.child("redirects").nodes():
        destination = entry.text("destination").partition("?")[0].partition("#")[0]
        if entry.text("type") == "exact" and entry.text("path") == here and _PATH.fullmatch(destination):
            return destination
    return None


def search(snapshot: Snapshot) -> Rows:
    """A stretch of search results with `link` and, where asked for, `content_store_document_type` and
    `first_published_at`.

    A link is a path, a path without its slash, or a whole address; one to another site is no page of this one.
    """
    answer = read(snapshot)
    rows = answer.child("results").nodes()
    return Rows(answer.whole("total"), tuple(Page(_linked(row), _type(row), _first(row)) for row in rows))


def _type(row: Node) -> str:
    key = "content_store_document_type"
    return row.line(key) if row.has(key) else ""


def _first(row: Node) -> date | None:
    return _optional_day(row, "first_published_at")


def _linked(row: Node) -> str:
    link = row.text("link").strip()
    parts = urlsplit(link)
    path = "/" + parts.path.lstrip("/")
    if parts.netloc not in ("", "www.gov.uk") or not _PATH.fullmatch(path) or path == "/":
        raise row.wrong(f"a “link” that is no page of GOV.UK: {link[:60]!r}")
    return path


def _path(page: Node) -> str:
    path = page.text("base_path")
    if not _PATH.fullmatch(path):
        raise page.wrong("has no “base_path”")
    return path


def _gone(page: Node) -> Sighting:
    path = _path(page)
    details = page.child("details")
    dated = _optional_day(page, "public_updated_at") or _optional_day(page, "updated_at")
    if dated is None:
        raise page.wrong("has no “public_updated_at”")
    version = Version(
        kind=Kind.PRESS_RELEASE,
        date=dated,
        dated=dated,
        text=None,
        state=State.WITHDRAWN,
        url=READER + path,
        source="govuk",
        note=markup.line(details.text("explanation")) if details.has("explanation") else None,
    )
    return Sighting(identities=(page_key(path),), versions=(version,))


def _statement(page: Node, kind: Kind) -> Sighting:
    details = page.child("details")
    dates = _dates(page, details)
    speaker = _speaker(page, details)
    version = Version(
        kind=kind,
        date=_day_said(page, details, kind, dates),
        dated=dates.latest,
        title=page.line("title"),
        text=_advice(details) if kind is Kind.TRAVEL_ADVICE else markup.text(details.text("body")),
        house=_house(details, kind, speaker),
        speaker_as_printed=speaker,
        speaker=_name(speaker),
        department=_department(page),
        section_title=_headings(details) if kind is Kind.TRAVEL_ADVICE else None,
        url=READER + _path(page),
        source="govuk",
        note=_note(details, dates) if kind is Kind.TRAVEL_ADVICE else dates.note,
    )
    version = _withdrawn(page, version)
    return Sighting(identities=_keys(page, version), versions=(version,))


def _keys(page: Node, version: Version) -> tuple[str, ...]:
    content = page.text("content_id")
    locale = page.text("locale") if page.has("locale") else ""
    if not _CONTENT_ID.fullmatch(content):
        raise page.wrong("has no “content_id”")
    if locale and not _LOCALE.fullmatch(locale):
        raise page.wrong("has a “locale” that is no language")
    return content_keys(version, content, locale or "en", _path(page))


def _withdrawn(page: Node, version: Version) -> Version:
    notice = page.optional("withdrawn_notice") if page.has("withdrawn_notice") else None
    if notice is None or not notice.typed(dict, "an object"):
        return version
    return replace(
        version,
        state=State.WITHDRAWN,
        dated=_optional_day(notice, "withdrawn_at"),
        note=markup.line(notice.text("explanation")) if notice.has("explanation") else None,
    )


# Dates


@dataclass(frozen=True, slots=True)
class _Dates:
    """When a page was first public, when it last changed, and what its latest note says of that change."""

    first: date
    latest: date
    note: str | None


def _dates(page: Node, details: Node) -> _Dates:
    changes = _changes(details)
    known = [day for day, _ in changes]
    for node, key in ((details, "first_public_at"), (page, "first_published_at"), (page, "public_updated_at")):
        if day := _optional_day(node, key):
            known.append(day)
    if not known:
        raise page.wrong("has no date of publication")
    told = markup.line(details.text("change_description")) if details.has("change_description") else ""
    note = told or (max(changes)[1] if changes else None)
    return _Dates(min(known), _optional_day(page, "public_updated_at") or max(known), note or None)


def _changes(details: Node) -> list[tuple[date, str]]:
    history = details.optional("change_history") if details.has("change_history") else None
    if history is None:
        return []
    return [(_day(entry, "public_timestamp"), entry.line("note")) for entry in history.nodes()]


def _day_said(page: Node, details: Node, kind: Kind, dates: _Dates) -> date:
    """The day of a speech is that of its delivery, of travel advice that of this edition."""
    if kind is Kind.TRAVEL_ADVICE:
        return dates.latest
    if kind is Kind.PRESS_RELEASE:
        return dates.first
    return _optional_day(details, "delivered_on") or dates.first


def _optional_day(node: Node, key: str) -> date | None:
    if not node.has(key) or node.optional(key) is None:
        return None
    return _day(node, key)


def _day(node: Node, key: str) -> date:
    """The day in London of the moment that a key gives."""
    child = node.child(key)
    moment = child.typed(str, "a time")
    if not _TIME.fullmatch(moment):
        raise child.wrong(f"expected a time with its zone, got {moment[:40]!r}")
    try:
        return datetime.fromisoformat(moment).astimezone(LONDON).date()
    except (ValueError, OverflowError) as error:
        raise child.wrong(f"expected a time with its zone, got {moment[:40]!r}") from error


# Words, and who says them


def _advice(details: Node) -> str | None:
    """The parts of travel advice in their order. Their headings name pages of the site and are kept apart."""
    bodies = (markup.text(part.text("body")) for part in details.child("parts").nodes())
    return "\n\n".join(filter(None, bodies)) or _summary(details)


def _summary(details: Node) -> str | None:
    """The words of advice without parts."""
    return markup.text(details.text("summary")) if details.has("summary") else None


def _note(details: Node, dates: _Dates) -> str | None:
    """The alerts of travel advice, which stand beside its words on the page, then the note of its latest change."""
    alerts = details.optional("alert_status") if details.has("alert_status") else None
    found = [alert.typed(str, "an alert").replace("_", " ") for alert in alerts.nodes()] if alerts else []
    told = [f"{ALERT}{markup.line('; '.join(found))}."] if found else []
    return " ".join((*told, *((dates.note,) if dates.note else ()))) or None


def _headings(details: Node) -> str | None:
    return " · ".join(part.line("title") for part in details.child("parts").nodes()) or None


def _speaker(page: Node, details: Node) -> str | None:
    """Who speaks: the speaker linked, one without a page of his own, or the one person that the page is about."""
    speakers = _titles(page, "speaker")
    if speakers:
        return speakers[0]
    if details.has("speaker_without_profile") and (named := details.line("speaker_without_profile")):
        return named
    people = _titles(page, "people")
    return people[0] if len(people) == 1 else None


def _name(printed: str | None) -> str | None:
    """The name as the record of Parliament prints it: without "The Rt Hon" and letters after it."""
    return plain_name(_HONOURS.sub("", printed)) if printed else None


def _department(page: Node) -> str | None:
    named = _titles(page, "primary_publishing_organisation") or _titles(page, "organisations")
    return named[0] if named else None


def _titles(page: Node, link: str) -> list[str]:
    links = page.child("links")
    entries = links.optional(link) if links.has(link) else None
    return [title for entry in entries.nodes() if (title := entry.line("title"))] if entries else []


def _house(details: Node, kind: Kind, speaker: str | None) -> House | None:
    """The House to which a written statement was made: the one named, else the one in which its minister sits."""
    if kind is not Kind.WRITTEN_STATEMENT:
        return None
    location = details.line("location").casefold() if details.has("location") else ""
    named = [house for house in House if house.value.casefold() in location]
    if len(named) == 1:
        return named[0]
    name = _name(speaker)
    return None if name is None else House.LORDS if _PEER.match(name) else House.COMMONS
