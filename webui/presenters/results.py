"""What the search page shows: results, facets, the filters in force, pages and the way on where nothing was found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from indexer.search.service import Found, Page
from indexer.search.syntax import parse, printed
from statements import reference
from statements.query import And, Facet, Not, Sort
from statements.statement import House, Kind, State, Version
from statements.tag import Tag, TagKind
from webui import addresses
from webui.forms import LAST_PAGE, PAGE, SearchForm
from webui.presenters import words
from webui.presenters.passages import marked
from webui.presenters.speakers import Speaker, speaker

FOLDED = (Facet.OFFICE, Facet.DEPARTMENT, Facet.ENTITY, Facet.SOURCE)  # facets that are closed until one asks
SHOWN = 8  # values of a facet that are seen at once
PUBLISHED = frozenset({Kind.PRESS_RELEASE, Kind.SPEECH, Kind.TRAVEL_ADVICE})  # on GOV.UK
MOST_WIDER = 6  # parts of a search that are tried alone

Titles = Mapping[str, str]  # policy id → title
Name = Callable[[Facet, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `note` is said beside them."""

    words: str
    address: str
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One statement in a list."""

    number: int
    id: str
    address: str
    title: str
    speaker: Speaker
    day: str
    house: str
    house_name: str
    reference: str
    kind: str
    state: str
    passage: Markup
    policies: tuple[Link, ...]
    relaxed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """One facet: the values seen at once and the rest, each with its count; `chosen` counts those in force.

    `open` says whether its values are seen without asking.
    """

    name: str
    title: str
    values: tuple[Link, ...]
    more: tuple[Link, ...]
    chosen: int
    open: bool


def result(found: Found, number: int, titles: Titles) -> Result:
    """A statement found, with its place in the list."""
    return _result(found.id, found.version, found.tags, titles, number, passage(found), relaxed=found.relaxed)


def listed(statement_id: str, version: Version, tags: Iterable[Tag], titles: Titles) -> Result:
    """A statement that was not searched for but is shown in the same way, with the beginning of its words."""
    return _result(statement_id, version, tuple(tags), titles, 0, Markup.escape(opening(version)))


def passage(found: Found) -> Markup:
    """The passage that matched, escaped, with its marks."""
    return marked(found.passage.text, found.passage.marks)


def opening(version: Version, length: int = 240) -> str:
    """The first words of a statement, of a question not yet answered those of the question."""
    text = " ".join((version.text or version.question_text or "").split())
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def title(version: Version) -> str:
    """What a statement is called: its own heading or its section's."""
    return version.title or version.section_title or words.kind(version.kind)


def house_name(version: Version) -> str:
    """The word by which the House is marked; nothing for what neither House nor the government published."""
    if version.house:
        return version.house.value
    return "GOV.UK" if version.kind in PUBLISHED else ""


def colour(version: Version) -> str:
    """The name of the colour that goes with the House's word."""
    return version.house.value.lower() if version.house else "government" if version.kind in PUBLISHED else "none"


def policies(tags: Iterable[Tag], titles: Titles) -> tuple[Link, ...]:
    """The policies that a statement is tagged with, each once."""
    ids = dict.fromkeys(tag.value for tag in tags if tag.kind is TagKind.POLICY and not tag.rejected)
    return tuple(Link(words=titles.get(name, name), address=addresses.policy(name)) for name in ids)


def _result(
    statement_id: str,
    version: Version,
    tags: tuple[Tag, ...],
    titles: Titles,
    number: int,
    passage: Markup,
    relaxed: bool = False,
) -> Result:
    return Result(
        number=number,
        id=statement_id,
        address=addresses.statement(statement_id),
        title=title(version),
        speaker=speaker(version, tags),
        day=words.day(version.date),
        house=colour(version),
        house_name=house_name(version),
        reference=str(reference.of(version) or ""),
        kind=words.kind(version.kind),
        state="" if version.state is State.SUBSTANTIVE else words.state(version.state, version.kind),
        passage=passage,
        policies=policies(tags, titles),
        relaxed=relaxed,
    )


def facets(page: Page, form: SearchForm, name: Name) -> tuple[FacetView, ...]:
    """The facets that have something to choose from, with what each choice would give."""
    views = (_facet(facet, values, form, name) for facet, values in page.facets)
    return tuple(view for view in views if view.values)


def _facet(facet: Facet, counts: Iterable[tuple[str, int]], form: SearchForm, name: Name) -> FacetView:
    counted = dict(counts)
    chosen = form.chosen(facet)
    values = [*chosen, *(value for value in counted if value not in chosen)]
    links = tuple(
        Link(
            words=name(facet, value),
            address=addresses.search(form.toggled(facet, value)),
            note=words.number(counted.get(value, 0)),
            current=value in chosen,
        )
        for value in values
    )
    seen = max(SHOWN, len(chosen))
    return FacetView(
        name=facet.value,
        title=words.FACETS[facet],
        values=links[:seen],
        more=links[seen:],
        chosen=len(chosen),
        open=facet not in FOLDED or bool(chosen),
    )


def value_name(facet: Facet, value: str) -> str:
    """The name of a facet's value, where the value itself tells it."""
    if facet is Facet.KIND and value in set(Kind):
        return words.kind(Kind(value))
    if facet is Facet.HOUSE and value in set(House):
        return words.house(House(value))
    return value


def in_force(form: SearchForm, name: Name) -> tuple[Link, ...]:
    """The filters and days in force, each leading to the same search without it."""
    filters = [
        Link(words=f"{words.FACETS[facet]}: {name(facet, value)}", address=addresses.search(form.toggled(facet, value)))
        for facet, values in form.filters
        for value in values
    ]
    if form.since or form.until:
        days = words.between(form.since, form.until)
        filters.append(Link(words=days[0].upper() + days[1:], address=addresses.search(form.in_days(None, None))))
    return tuple(filters)


def sorts(form: SearchForm) -> tuple[Link, ...]:
    """The orders that make sense for this search."""
    orders = [sort for sort in Sort if form.q or sort is not Sort.RELEVANCE]
    return tuple(
        Link(words=sort.value.capitalize(), address=addresses.search(form.sorted_by(sort)), current=sort is form.order)
        for sort in orders
    )


def pagination(total: int, page: int, address: Callable[[int], str]) -> dict[str, object] | None:
    """The parameters of the pagination component; None where one page holds all."""
    last = min(-(-total // PAGE), LAST_PAGE)
    if last <= 1:
        return None
    shown = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    steps: list[dict[str, object]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            steps.append({"ellipsis": True})
        steps.append({"number": number, "href": address(number), "current": number == page})
    return {
        "items": steps,
        "previous": {"href": address(page - 1)} if 1 < page <= last else None,
        "next": {"href": address(page + 1)} if page < last else None,
        "landmarkLabel": "Pages of results",
    }


def shown(page: Page, form: SearchForm) -> str:
    """Which of the results this page shows."""
    first = (form.page - 1) * PAGE + 1
    last = min(form.page * PAGE, page.total)
    return f"{words.number(first)} to {words.number(last)}" if page.total > PAGE and first <= page.total else ""


def wider(form: SearchForm) -> tuple[SearchForm, ...]:
    """The searches one step wider than this one: without the days, without the filters, each word or phrase alone."""
    found = []
    if form.since or form.until:
        found.append(form.in_days(None, None))
    if form.filters:
        found.append(replace(form, filters=(), page=1))
    asked = parse(form.q)
    wanted = [part for part in asked.parts if not isinstance(part, Not)] if isinstance(asked, And) else []
    return (*found, *(SearchForm(q=printed(part)) for part in wanted[:MOST_WIDER]))
