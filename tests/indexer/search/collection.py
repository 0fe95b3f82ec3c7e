"""Documents for the engine's tests: a few hundred invented ones over a small vocabulary, so that queries meet."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from indexer.search.engine import Document
from indexer.search.words import NOTHING, Forms, forms
from statements.query import Facet

VOCABULARY = (
    "libya",
    "libyans",
    "train",
    "training",
    "trained",
    "boat",
    "boats",
    "rescue",
    "2000",
    "al",
    "qaeda",
    "sea",
)
FIRST_TAKEN_IN = datetime(2014, 1, 1, tzinfo=UTC)


def document(statement: str = "s1", **fields: object) -> Document:
    """A document with the fields given; title, question and answer may be plain text."""
    serial = fields.pop("serial", 1)
    day = fields.setdefault("day", date(2014, 10, 30))
    assert isinstance(day, date)
    assert isinstance(serial, int)
    given = {
        "version": 1,
        "recorded_from": FIRST_TAKEN_IN,
        "recorded_until": None,
        "sort_key": (day - date(1800, 1, 1)).days << 32 | serial,
        "title": "",
        "question": "",
        "answer": "",
        "facets": (),
    } | fields
    for part in ("title", "question", "answer"):
        if isinstance(given[part], str):
            given[part] = forms(given[part])
    return Document(statement=statement, **given)  # type: ignore[arg-type]  # fields of any kind, as the test says


def collection(size: int, seed: int) -> list[Document]:
    """`size` statements, some with earlier versions, of several houses, kinds, policies and months."""
    chance = random.Random(seed)  # noqa: S311  # invented statements, not secrets
    return [made for serial in range(1, size + 1) for made in _statement(chance, serial)]


def _statement(chance: random.Random, serial: int) -> Iterator[Document]:
    count = chance.choice((1, 1, 1, 2, 3))
    day = date(2011, 1, 15) + timedelta(days=chance.randrange(1500))
    taken_in = FIRST_TAKEN_IN + timedelta(days=chance.randrange(300))
    moments = sorted(taken_in + timedelta(days=chance.randrange(1, 300)) for _ in range(count - 1))
    starts, ends = [taken_in, *moments], [*moments, None]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield document(
            f"s{serial}",
            version=number,
            serial=serial,
            day=day + timedelta(days=3 * number),
            recorded_from=start,
            recorded_until=end,
            title=_words(chance, 3),
            question=_words(chance, 6) if chance.random() < 0.5 else NOTHING,
            answer=_words(chance, 25) if chance.random() < 0.9 else NOTHING,
            facets=_facets(chance),
        )


def _words(chance: random.Random, most: int) -> Forms:
    return forms(" ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(1, most))))


def _facets(chance: random.Random) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    policies = tuple(sorted(chance.sample(("triton", "mare-nostrum", "bassingbourn"), chance.randrange(3))))
    several = (
        (Facet.HOUSE, (chance.choice(("Commons", "Lords")),)),
        (Facet.KIND, (chance.choice(("written_answer", "oral_answer", "oral_statement")),)),
        (Facet.MINISTER, (f"person-{chance.randrange(6)}",) if chance.random() < 0.7 else ()),
        (Facet.OFFICE, ("Minister of State, Foreign & Commonwealth Office",) if chance.random() < 0.3 else ()),
        (Facet.POLICY, policies),
    )
    return tuple((facet, values) for facet, values in several if values)
