"""A tag is a value that keeps what it was made of."""

from statements.tag import Field, Span, Tag, TagKind

TAG = Tag(
    kind=TagKind.MINISTER,
    value="member-1",
    rule="minister.printed-name",
    logic="abc",
    detail=(("department", "Ministry of Ships"), ("name", "Ann Marl")),
)


def test_a_detail_is_read_by_its_name() -> None:
    assert TAG.get("name") == "Ann Marl"
    assert TAG.get("office") is None


def test_spans_sort_by_place_and_lie_in_the_text_unless_said_otherwise() -> None:
    assert sorted([Span(9, 12), Span(2, 5), Span(2, 4)]) == [Span(2, 4), Span(2, 5), Span(9, 12)]
    assert Span(0, 1).field is Field.TEXT
