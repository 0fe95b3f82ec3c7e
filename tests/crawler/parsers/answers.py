"""Answers for parsers to read, and what they read in them, in a form that is easy to compare."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from statements.snapshot import Snapshot

FETCHED = datetime(2015, 3, 2, 9, tzinfo=UTC)


def answer(
    body: bytes | Any,
    *,
    source: str = "questions-statements",
    url: str = "https://example.invalid/api/Members/9002/Biography",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime = FETCHED,
) -> Snapshot:
    """A snapshot of these bytes, or of the JSON of this value."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Snapshot(
        source=source,
        url=url,
        fetched_at=fetched_at,
        status=status,
        headers=tuple((headers or {}).items()),
        body=sent,
        sha256=hashlib.sha256(sent).hexdigest(),
    )


def shown(found: Any) -> Any:
    """What was read as plain JSON values, without what is null."""
    if is_dataclass(found) and not isinstance(found, type):
        pairs = ((field.name, getattr(found, field.name)) for field in fields(found))
        return {name: shown(value) for name, value in pairs if value is not None}
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Iterable) and not isinstance(found, str):
        return [shown(one) for one in found]
    return found
