"""What tantivy stores of a document, and the name of that shape.

Text fields are analysed by white space alone: words are folded and stemmed by `words` before they get here.
"""

import hashlib
import unicodedata
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import Stemmer
import tantivy

from indexer.search import documents, words
from indexer.search.engine import Document
from statements.query import Facet

PARTS = ("title", "question", "answer")
FOREVER = 1 << 62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("statement", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    builder.add_boolean_field("superseded", indexed=True)  # only on versions no longer in force, and on the mark
    for part in PARTS:
        for form in words.Forms._fields:
            builder.add_text_field(f"{part}_{form}", tokenizer_name="whitespace", index_option="position")
    for facet in Facet:
        builder.add_text_field(facet.value, fast=True, tokenizer_name="raw", index_option="basic")
    for number in ("sort_key", "month", "recorded_from", "recorded_until", "mark"):
        builder.add_integer_field(number, fast=True)
    return builder.build()


FIELDS = _schema()
_SHAPE = FIELDS.__reduce__()[1]  # every field with its options, as tantivy would pickle them
_MADE_BY = (words.LOGIC, documents.LOGIC, Stemmer.version(), unicodedata.unidata_version, version("tantivy"))
SCHEMA = hashlib.sha256(repr((_SHAPE, _MADE_BY)).encode()).hexdigest()[:12]
"""Names all that shapes a document: an index of another schema is never searched, it is rebuilt."""


def fields_of(document: Document) -> tantivy.Document:
    """The document in tantivy's terms."""
    fields = tantivy.Document()
    fields.add_text("statement", document.statement)
    fields.add_unsigned("version", document.version)
    if not document.current:
        fields.add_boolean("superseded", True)
    for part in PARTS:
        for form, found in zip(words.Forms._fields, getattr(document, part), strict=True):
            if found:
                fields.add_text(f"{part}_{form}", " ".join(found))
    for facet, values in document.facets:
        for value in values:
            fields.add_text(facet.value, value)
    fields.add_integer("sort_key", document.sort_key)
    fields.add_integer("month", document.day.year * 12 + document.day.month - 1)
    fields.add_integer("recorded_from", instant(document.recorded_from))
    fields.add_integer("recorded_until", instant(document.recorded_until) if document.recorded_until else FOREVER)
    return fields


def mark_of(number: int) -> tantivy.Document:
    """The document that says how far the journal was read; no query finds it."""
    return tantivy.Document(mark=number, superseded=True)


def instant(moment: datetime) -> int:
    """Microseconds from 1970 to an aware time."""
    return (moment - _EPOCH) // _MICROSECOND
