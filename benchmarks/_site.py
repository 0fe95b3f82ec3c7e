"""A source on loopback for the crawl benchmark: invented questions, each a page of some 7 kB, and the list of them."""

import asyncio
import json
import sys
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

Answer = Callable[[str], tuple[int, bytes]]
PARAGRAPH = "An invented paragraph about invented lighthouses, of which there is nothing true to be said at all. " * 6


def main() -> None:
    """Serve so many questions until ended; the port is printed first."""
    asyncio.run(_listen(_answer(int(sys.argv[1]))))


def _answer(pages: int) -> Answer:
    values = {number: _question(number) for number in range(1, pages + 1)}
    bodies = {number: json.dumps({"value": value, "links": []}).encode() for number, value in values.items()}
    rows = [{"value": {**value, "answerText": "Cut..."}, "links": []} for value in values.values()]

    def answer(target: str) -> tuple[int, bytes]:
        parts = urlsplit(target)
        number = parts.path.rpartition("/")[2]
        if number.isdecimal():
            return 200, bodies[int(number)]
        if not parts.path.startswith("/api"):
            return 404, b"{}"
        query = parse_qs(parts.query)
        start, take = int(query["skip"][0]), int(query["take"][0])
        found = rows if "tabledWhenFrom" in query else []
        return 200, json.dumps({"totalResults": len(found), "results": found[start : start + take]}).encode()

    return answer


async def _listen(answer: Answer) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                status, body = answer(head.split(b" ", 2)[1].decode())
                length = f"Content-Type: application/json\r\nContent-Length: {len(body)}"
                writer.write(f"HTTP/1.1 {status} -\r\n{length}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _question(number: int) -> dict[str, object]:
    member = {"id": 9001, "listAs": "Sample, Ada", "name": "Ada Sample", "party": "None", "partyAbbreviation": "N"}
    return {
        "id": number,
        "askingMemberId": 9001,
        "askingMember": member,
        "house": "Commons",
        "dateTabled": "2014-11-04T00:00:00",
        "uin": f"{number}",
        "questionText": f"To ask about invented lighthouse {number}.",
        "answeringBodyId": 98,
        "answeringBodyName": "Department for Examples",
        "isWithdrawn": False,
        "answerIsHolding": False,
        "answerIsCorrection": False,
        "answeringMemberId": 9001,
        "answeringMember": member,
        "correctingMemberId": None,
        "correctingMember": None,
        "dateAnswered": "2014-11-05T00:00:00",
        "answerText": "".join(f"<p>{number}.{part} {PARAGRAPH}</p>" for part in range(10)),
        "originalAnswerText": "",
        "comparableAnswerText": "",
        "dateAnswerCorrected": None,
        "dateHoldingAnswer": None,
        "heading": f"Lighthouse {number}",
        "groupedQuestions": [],
        "groupedQuestionsDates": [],
    }


if __name__ == "__main__":
    main()
