"""What the language model made of texts: kept by the text's hash and the model's name, so that it runs once a text."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select

from indexer.store.access import Access
from indexer.store.bulk import among, insert_rows
from indexer.store.schema import readings


class ReadingStore:
    """Keeps readings as bytes; what they mean is the tagger's affair."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def of(self, texts: Collection[str], model: str) -> dict[str, bytes]:
        """The readings by that model of the texts with those hashes (SHA-256 in hex); those not kept are left out."""
        query = select(readings.c.text_sha256, readings.c.body).where(readings.c.model == model)
        with self._access.reading() as connection:
            rows = connection.execute(query.where(among(readings.c.text_sha256, texts))).all()
        return {row.text_sha256: row.body for row in rows}

    def put(self, found: Mapping[str, bytes], model: str) -> None:
        """Keeps readings by that model, by the hashes of their texts, in the place of those kept before."""
        with self._access.aside() as connection:
            connection.execute(delete(readings).where(readings.c.model == model, among(readings.c.text_sha256, found)))
            rows = [(text, model, body) for text, body in found.items()]
            insert_rows(connection, readings, ("text_sha256", "model", "body"), rows)
