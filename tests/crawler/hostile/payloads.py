"""Broken and hostile answers, made here rather than kept: some are 20 MB. Each is the body of one answer."""

import json
from collections.abc import Callable, Iterator
from typing import Any

LARGEST = 20_000_000  # bytes: no answer is let in that is larger
LARGE = 1_000_000  # bytes: what takes time by the square of its length takes hours at this length already
DEEP = 100_000

QUESTION: dict[str, Any] = {
    "id": 980001,
    "askingMemberId": 9001,
    "askingMember": {"id": 9001, "name": "Ada Example", "party": "Labour", "partyAbbreviation": "Lab"},
    "house": "Commons",
    "dateTabled": "2014-11-03T00:00:00",
    "uin": "980001",
    "questionText": "To ask the Secretary of State for Examples, how many invented lanterns there are.",
    "answeringBodyName": "Department for Examples",
    "isWithdrawn": False,
    "groupedQuestions": [],
    "answerIsHolding": False,
    "answerIsCorrection": False,
    "answeringMemberId": 9002,
    "answeringMember": {"id": 9002, "name": "Basil Sample", "party": "Conservative", "partyAbbreviation": "Con"},
    "dateAnswered": "2014-11-06T00:00:00",
    "answerText": "<p>Twelve invented lanterns.</p>",
    "originalAnswerText": "",
    "dateAnswerCorrected": None,
    "dateHoldingAnswer": None,
    "heading": "Lanterns",
}
STATEMENT: dict[str, Any] = {
    "id": 985001,
    "memberId": 9002,
    "member": QUESTION["answeringMember"],
    "memberRole": "The Secretary of State for Examples",
    "uin": "HCWS980",
    "dateMade": "2014-11-24T00:00:00",
    "answeringBodyName": "Department for Examples",
    "title": "Lanterns: Programme",
    "text": "<p>An invented account of lanterns.</p>",
    "house": "Commons",
}
ENTRY: dict[str, Any] = {
    "ItemType": "Contribution",
    "MemberId": 9001,
    "AttributedTo": "Ada Example (Anytown North) (Lab)",
    "Value": 'Words and <span class="column-number" data-column-number="398"></span>more words.',
    "OrderInSection": 1,
    "ExternalId": "14103098000004",
    "HRSTag": "hs_Para",
    "UIN": None,
    "IsReiteration": False,
}
OVERVIEW: dict[str, Any] = {
    "ExtId": "14103098000003",
    "Title": "Lanterns",
    "HRSTag": "hs_2cDebatedMotion",
    "Date": "2014-10-30T00:00:00",
    "Location": "Commons Chamber",
    "House": "Commons",
}
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>"
WRONG: tuple[Any, ...] = (None, True, 7, -1, 1.5, 10**30, "", "x", "\x00", SCRIPT, [], ["x"], {}, {"id": "x"})
"""Values that one key or another does not take."""


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


def question(**other: Any) -> bytes:
    return encoded({"value": {**QUESTION, **other}, "links": []})


def statement(**other: Any) -> bytes:
    return encoded({"value": {**STATEMENT, **other}, "links": []})


def section(*entries: dict[str, Any], **other: Any) -> bytes:
    overview = {**OVERVIEW, **other}
    items = entries or (ENTRY,)
    return encoded({"Overview": overview, "Navigator": [], "Items": list(items), "ChildDebates": []})


def entry(**other: Any) -> bytes:
    return section({**ENTRY, **other})


def words(value: str) -> bytes:
    return question(answerText=value)


def filled(piece: str, size: int = LARGE) -> str:
    return piece * (size // len(piece))


def raw(old: bytes, new: bytes) -> bytes:
    """A healthy question with these bytes of it replaced."""
    whole = question()
    assert old in whole
    return whole.replace(old, new, 1)


QUESTIONS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "white space": lambda: b" \r\n\t ",
    "cut short": lambda: question()[:-40],
    "cut in a character": lambda: json.dumps(QUESTION | {"heading": "é"}, ensure_ascii=False).encode()[:-2],
    "a web page": lambda: b"<!doctype html><title>Moment</title>",
    "two answers in one": lambda: question() * 2,
    "another encoding": lambda: question().decode().encode("utf-16"),
    "bytes that are not UTF-8": lambda: raw(b"Lanterns", b"Lant\xe9rns"),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + question(),
    "a NUL between keys": lambda: raw(b'"uin"', b'\x00"uin"'),
    "NaN": lambda: raw(b"980001", b"NaN"),
    "an infinite number": lambda: raw(b"980001", b"-Infinity"),
    "a number of 5,000 digits": lambda: raw(b"980001", b"9" * 5_000),
    "a number past 32 bits": lambda: question(askingMemberId=2**31),
    "a number below nothing": lambda: question(answeringMemberId=-9002),
    "a number with a fraction": lambda: question(askingMemberId=9001.0),
    "half a surrogate pair": lambda: raw(b"Lanterns", b"\\ud83d"),
    "a surrogate pair": lambda: raw(b"Lanterns", b"\\ud83c\\udfee"),
    "NULs in words": lambda: question(answerText="<p>a\x00b</p>", heading="\x00", questionText="c\x00"),
    "one key twice": lambda: raw(b'"uin": "980001"', b'"uin": "980001", "uin": "980002"'),
    "lists in lists": lambda: b"[" * DEEP + b"]" * DEEP,
    "objects in objects": lambda: b'{"value":' * DEEP + b"1" + b"}" * DEEP,
    "a list in place of an object": lambda: encoded([QUESTION]),
    "elements in elements": lambda: words("<div>" * DEEP + "deep" + "</div>" * DEEP),
    "elements never closed": lambda: words("<div><b><i>" * DEEP + "deep"),
    "formatting over paragraphs": lambda: words("".join(f"<b a={n}>" for n in range(500)) + filled("<p>x")),
    "tables in tables": lambda: words("<table><tr><td>" * DEEP + "deep" + "</td></tr></table>" * DEEP),
    "20 MB of words": lambda: words(filled("lantern ", LARGEST)),
    "1 MB of signs": lambda: words(filled("<")),
    "20 MB of tags never closed": lambda: words(filled("<a ", LARGEST)),
    "1 MB of quotes never closed": lambda: words(filled("<a ='") + "'"),
    "1 MB of comments never closed": lambda: words(filled("<!--")),
    "1 MB of scripts never closed": lambda: words(filled("<script>")),
    "1 MB of entities": lambda: words(filled("&amp;")),
    "1 MB of white space": lambda: words(filled("\n \n")),
    "1 MB of cells": lambda: words("<table>" + filled("<td>x")),
    "1 MB of a name": lambda: question(answeringMember={**QUESTION["answeringMember"], "name": filled("Mr ")}),
    "script in every field": lambda: question(
        **{key: SCRIPT for key, value in QUESTION.items() if isinstance(value, str) and key not in NOT_WORDS}
    ),
    "a path in a UIN": lambda: question(uin="../../etc/passwd"),
    "year 0": lambda: question(dateTabled="0000-01-01T00:00:00"),
    "year 1": lambda: question(dateAnswered="0001-01-01T00:00:00"),
    "year 9999": lambda: question(dateAnswered="9999-12-31T00:00:00"),
    "figures of another script": lambda: question(uin="٩٨٠٠٠١", dateTabled="٢٠١٤-11-03T00:00:00"),
    "30 February": lambda: question(dateTabled="2014-02-30T00:00:00"),
    "a time zone": lambda: question(dateTabled="2014-11-03T00:00:00+01:00"),
    "another House": lambda: question(house="Senedd"),
    "statement: script": lambda: statement(title=SCRIPT, text=SCRIPT, memberRole=SCRIPT),
    "statement: no title and no text": lambda: statement(title=None, text=None),
}
NOT_WORDS = ("house", "dateTabled", "dateAnswered", "uin")

SECTIONS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "script in every field": lambda: section(
        {**ENTRY, "Value": SCRIPT + "words", "AttributedTo": SCRIPT, "ExternalId": SCRIPT},
        Title=SCRIPT,
        Location=SCRIPT,
    ),
    "an address in an id": lambda: section(ExtId="../../?x=<y>#z"),
    "year 0": lambda: section(Date="0000-10-30T00:00:00"),
    "year 9999": lambda: section(Date="9999-10-30T00:00:00"),
    "one id 2,000 times": lambda: section(*({**ENTRY, "OrderInSection": n, "Value": f"{n}"} for n in range(2_000))),
    "one place 2,000 times": lambda: section(*({**ENTRY, "ExternalId": f"{n}", "Value": f"{n}"} for n in range(2_000))),
    "30,000 speakers": lambda: section(
        *({**ENTRY, "MemberId": n, "AttributedTo": f"Mr Sample{n}", "ExternalId": f"{n}"} for n in range(30_000))
    ),
    "1 MB of brackets before a speech": lambda: entry(AttributedTo=filled("(")),
    "1 MB of offices": lambda: entry(AttributedTo=filled("The Deputy ")),
    "a column of 400 digits": lambda: entry(Value=f'<span class="column-number" data-column-number="{"9" * 400}">a'),
    "1 MB of column markers": lambda: entry(Value=filled('<span class="column-number" data-column-number="1">') + "a"),
    "an order past 32 bits": lambda: entry(OrderInSection=2**40),
    "elements in elements": lambda: entry(Value="<em>" * DEEP + "deep"),
    "nested sections without end": lambda: section()[:-3] + b'[{"ChildDebates": ' * DEEP + b"[]" + b"}]" * DEEP + b"}",
}


def heading(number: int, parent: int | None) -> dict[str, Any]:
    return {"Id": number, "ParentId": parent, "SortOrder": number, "ExternalId": f"98{number}", "Title": "Lanterns"}


def tree(*headings: dict[str, Any]) -> bytes:
    return encoded([{"SectionTreeItems": list(headings)}])


CIRCLES = {
    "headings in a circle": tree(heading(1, 2), heading(2, 1)),
    "a heading in itself": tree(heading(1, 1)),
}


def with_a_wrong_value(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The object with each of its keys gone, and with each holding each of the wrong values."""
    for key in whole:
        yield f"without {key}", {name: value for name, value in whole.items() if name != key}
        for wrong in WRONG:
            yield f"{key}: {str(wrong)[:20]!r}", {**whole, key: wrong}
