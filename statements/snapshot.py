"""One answer of a source as it was archived: what parsers read, live and again from the archive."""

from dataclasses import dataclass
from datetime import datetime

from statements.statement import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes of one HTTP answer, decoded of transfer and content encoding only.

    `fetched_at` is aware UTC; `headers` have lower-case names; `sha256` is the hex digest of `body`; `place` is the
    archive's "file#offset", None before the answer is archived.
    """

    source: str
    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sha256: str
    place: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return dict(reversed(self.headers)).get(name)

    @property
    def evidence(self) -> Evidence:
        """What a version parsed from this answer rests on."""
        return Evidence(
            source=self.source,
            url=self.url,
            fetched_at=self.fetched_at,
            sha256=self.sha256,
            archived=self.place,
        )
