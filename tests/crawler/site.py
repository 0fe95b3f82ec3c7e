"""A source on loopback whose every answer the test decides, in the shape of the questions and statements API."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

QUESTIONS = "/api/writtenquestions/questions"
STATEMENTS = "/api/writtenstatements/statements"
BOT_CHECK = b"<!DOCTYPE html><title>One moment</title><p>An invented page that stands where the answer should."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `fault` is "reset" (the connection breaks), "cut" (half the body) or "stall" (nothing comes)."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; `at` are seconds of a clock that only goes forward."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float

    @property
    def address(self) -> str:
        """Path and query, as something to count."""
        return f"{self.path}?{'&'.join(f'{name}={value}' for name, value in sorted(self.query.items()))}"


def js(value: object, **more: object) -> Answer:
    return Answer(json.dumps(value).encode(), **more)  # type: ignore[arg-type]  # a test says what it means


MEMBER = {
    "id": 9001,
    "listAs": "Sample, Ada",
    "name": "Ada Sample",
    "party": "Conservative",
    "partyColour": "0000ff",
    "partyAbbreviation": "Con",
    "memberFrom": "Anytown",
    "thumbnailUrl": None,
}


def question(number: int, text: str | None = "An invented answer.", tabled: str = "2014-11-04") -> dict[str, object]:
    """A question and its answer as the service gives one by itself."""
    answered = text is not None
    return {
        "id": number,
        "askingMemberId": 9001,
        "askingMember": MEMBER,
        "house": "Commons",
        "memberHasInterest": False,
        "dateTabled": f"{tabled}T00:00:00",
        "dateForAnswer": f"{tabled}T00:00:00",
        "uin": f"{number}",
        "questionText": f"To ask about invented thing {number}.",
        "answeringBodyId": 98,
        "answeringBodyName": "Department for Examples",
        "isWithdrawn": False,
        "isNamedDay": False,
        "groupedQuestions": [],
        "answerIsHolding": False if answered else None,
        "answerIsCorrection": False if answered else None,
        "answeringMemberId": 9001 if answered else None,
        "answeringMember": MEMBER if answered else None,
        "correctingMemberId": None,
        "correctingMember": None,
        "dateAnswered": f"{tabled}T00:00:00" if answered else None,
        "answerText": f"<p>{text}</p>" if answered else None,
        "originalAnswerText": "",
        "comparableAnswerText": "",
        "dateAnswerCorrected": None,
        "dateHoldingAnswer": None,
        "attachmentCount": 0,
        "heading": "Inventions",
        "attachments": [],
        "groupedQuestionsDates": [],
    }


def listing(rows: Sequence[dict[str, object]], total: int | None = None) -> dict[str, object]:
    return {"totalResults": len(rows) if total is None else total, "results": [_linked(row) for row in rows]}


def single(row: dict[str, object]) -> bytes:
    """The body of the page of one question."""
    return json.dumps(_linked(row)).encode()


def _linked(row: dict[str, object]) -> dict[str, object]:
    return {"value": row, "links": []}


@dataclass(slots=True)
class Site:
    """What the source holds and how it misbehaves.

    `questions` by id; `script` gives for a path the answers to its first requests, and for "*" those of any path;
    then the site answers as it should. `promised` overrides the count that lists promise.
    """

    questions: dict[int, dict[str, object]] = field(default_factory=dict)
    script: dict[str, list[Answer]] = field(default_factory=dict)
    always: dict[str, Answer] = field(default_factory=dict)
    promised: int | None = None
    etags: bool = False
    delay: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    base: str = ""

    def hold(self, count: int, first: int = 1) -> None:
        """Hold so many invented questions."""
        for number in range(first, first + count):
            self.questions[number] = question(number, f"Invented answer number {number}.")

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [one.path for one in self.asked]

    def answer(self, asked: Asked) -> Answer:
        with self.lock:
            self.asked.append(asked)
            for place in (asked.path, "*"):
                if self.script.get(place):
                    return self.script[place].pop(0)
        if asked.path in self.always:
            return self.always[asked.path]
        return self._proper(asked)

    def _proper(self, asked: Asked) -> Answer:
        if asked.path == QUESTIONS and "tabledWhenFrom" in asked.query:
            return js(self._list(asked))
        if asked.path in (QUESTIONS, STATEMENTS):
            return js(listing([]))
        number = asked.path.rpartition("/")[2]
        if number.isdecimal() and int(number) in self.questions:
            return self._tagged(asked, Answer(single(self.questions[int(number)])))
        return js({"title": "Not Found", "status": 404}, status=404)

    def _list(self, asked: Asked) -> dict[str, object]:
        since, until = asked.query["tabledWhenFrom"], asked.query["tabledWhenTo"]
        rows = [row for row in self.questions.values() if since <= str(row["dateTabled"])[:10] <= until]
        start, take = int(asked.query["skip"]), int(asked.query["take"])
        return listing(rows[start : start + take], len(rows) if self.promised is None else self.promised)

    def _tagged(self, asked: Asked, answer: Answer) -> Answer:
        if not self.etags:
            return answer
        tag = f'"{hash(answer.body)}"'
        if asked.headers.get("if-none-match") == tag:
            return Answer(status=304, headers=(("ETag", tag),))
        return Answer(answer.body, headers=(("ETag", tag),))


@contextmanager
def serving(site: Site, wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[Site]:
    """The site on a free port of loopback, for the time of a block; `wrap` puts TLS around its connections."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(site))
    server.daemon_threads = True
    if wrap:
        server.socket = wrap(server.socket)
    site.base = f"{'https' if wrap else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _answering(site: Site) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            if site.delay:
                time.sleep(site.delay)
            self._send(site.answer(Asked(parts.path, query, headers, time.monotonic())))

        def _send(self, answer: Answer) -> None:
            if answer.fault == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            if answer.fault == "stall":
                time.sleep(30)
            self.send_response(answer.status)
            for name, value in _headers(answer).items():
                self.send_header(name, value)
            self.end_headers()
            if answer.fault == "cut":
                self.wfile.write(answer.body[: len(answer.body) // 2])
                self.close_connection = True
            else:
                self.wfile.write(answer.body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

        def finish(self) -> None:
            with suppress(OSError, ValueError):  # the connection was broken on purpose
                super().finish()

    return Answering


def _headers(answer: Answer) -> dict[str, str]:
    sent = dict(answer.headers)
    if answer.status != 304:
        sent.setdefault("Content-Type", "application/json")
        sent.setdefault("Content-Length", str(len(answer.body)))
    return sent
