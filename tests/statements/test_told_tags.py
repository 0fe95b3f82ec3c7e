"""Tags as the interchange shows them."""

from statements.tag import Field, Span, Tag, TagKind
from statements.told_tags import told_tags

TEXT = "Malta lends 2,000 lamps on 3 May, Malta says (HC Deb 1 May 2014, c7)."


def _tag(kind: TagKind, value: str, *words: str, rejected: bool = False, **detail: str) -> Tag:
    spans, after = [], 0
    for word in words:
        after = TEXT.index(word, after) + len(word)
        spans.append(Span(after - len(word), after))
    told = tuple(sorted(detail.items()))
    return Tag(kind=kind, value=value, rule="r", logic="l", spans=tuple(spans), detail=told, rejected=rejected)


TAGS = [
    _tag(TagKind.MINISTER, "ada-quill", name="Ada Quill", office="Keeper", department="Lamp Office"),
    _tag(TagKind.POLICY, "lamps", "lamps"),
    _tag(TagKind.ENTITY, "malta", "Malta", "Malta", label="GPE", canonical="Malta"),
    _tag(TagKind.ENTITY, "may", "May", rejected=True, label="PERSON", canonical="May"),
    _tag(TagKind.FIGURE, "2000", "2,000", qualifier="exactly", about="lamps"),
    _tag(TagKind.DATE, "2014-05-03", "3 May"),
    _tag(TagKind.POSITION, "lamps/number", "Malta lends 2,000 lamps", polarity="positive", commitment="doing"),
    _tag(TagKind.POSITION, "lamps", "Malta says", polarity="positive"),
    _tag(TagKind.REFERENCE, "HC Deb 1 May 2014, c7", "HC Deb 1 May 2014, c7"),
]


def test_every_place_is_told_in_the_order_of_the_text() -> None:
    told = told_tags(TAGS, TEXT, {"HC Deb 1 May 2014, c7": "commons-7"}.get)
    assert told["minister"] == {
        "person": "ada-quill",
        "name": "Ada Quill",
        "office": "Keeper",
        "department": "Lamp Office",
    }
    assert told["policies"] == [{"id": "lamps", "spans": [[18, 23]]}]
    assert [(one["start"], one["text"], one["label"], one["canonical"]) for one in told["entities"]] == [
        (0, "Malta", "GPE", "Malta"),
        (34, "Malta", "GPE", "Malta"),
    ]
    [figure] = told["figures"]
    assert figure == {
        "start": 12,
        "end": 17,
        "text": "2,000",
        "value": 2000,
        "unit": None,
        "qualifier": "exactly",
        "about": "lamps",
    }
    assert [(one["text"], one["value"]) for one in told["dates"]] == [("3 May", "2014-05-03")]
    assert [(one["policy"], one["aspect"], one["commitment"]) for one in told["positions"]] == [
        ("lamps", "number", "doing"),
        ("lamps", None, None),
    ]
    assert [(one["reference"], one["statement"]) for one in told["references"]] == [
        ("HC Deb 1 May 2014, c7", "commons-7")
    ]


def test_places_outside_the_text_are_not_told() -> None:
    title = Tag(kind=TagKind.DATE, value="2014", rule="r", logic="l", spans=(Span(0, 4, Field.TITLE),))
    assert told_tags([title], None, {}.get)["dates"] == []


def test_a_fraction_stays_one() -> None:
    half = _tag(TagKind.FIGURE, "0.5", "2,000")
    assert told_tags([half], TEXT, {}.get)["figures"][0]["value"] == 0.5
