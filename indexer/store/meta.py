"""Facts about the record as a whole, such as that it is the demonstration collection."""

from sqlalchemy import insert, select, update

from indexer.store.access import Access
from indexer.store.schema import meta


class MetaStore:
    """Named facts, each a text."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def get(self, name: str) -> str | None:
        """The fact of that name."""
        with self._access.reading() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()

    def set(self, name: str, value: str) -> None:
        """Notes a fact, in the place of what was noted under that name."""
        with self._access.aside() as connection:
            if not connection.execute(update(meta).where(meta.c.name == name).values(value=value)).rowcount:
                connection.execute(insert(meta).values(name=name, value=value))
