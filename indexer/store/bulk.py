"""Many values in one query, many rows in one insert: what makes a batch cost little more than bare SQL.

SQLAlchemy's own ways compile a parameter for each value of an IN list and build a dictionary for each row; over the
thousands that one batch of intake has, that costs more than the database does.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Table, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Listed(FunctionElement[Any]):
    """The values of a list in JSON, one a row: one parameter however many they are."""

    inherit_cache = True


class _ListedNumbers(_Listed):
    """The same for whole numbers."""

    inherit_cache = True


@compiles(_Listed, "sqlite")
def _in_sqlite(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT value FROM json_each({listed}))"  # noqa: S608 - a parameter's mark


@compiles(_Listed, "postgresql")
def _in_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT jsonb_array_elements_text(CAST({listed} AS jsonb)))"


@compiles(_ListedNumbers, "postgresql")
def _numbers_in_postgresql(element: _ListedNumbers, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    values = f"jsonb_array_elements_text(CAST({listed} AS jsonb))"
    return f"(SELECT CAST(value AS integer) FROM {values} AS value)"  # noqa: S608 - a parameter's mark


def among(column: ColumnElement[Any], values: Iterable[str] | Iterable[int]) -> ColumnElement[bool]:
    """True of rows whose column has one of those values; they are all texts or all whole numbers."""
    listed: list[str | int] = list(dict.fromkeys(values))
    kind = _ListedNumbers if listed and isinstance(listed[0], int) else _Listed
    return column.op("IN", is_comparison=True)(kind(literal(json.dumps(listed), Text)))


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Collection[Sequence[Any]]) -> None:
    """Inserts rows whose values stand in the order of `columns`."""
    if not rows:
        return
    dialect = connection.dialect
    quote = dialect.identifier_preparer.quote
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    named, marks = ", ".join(map(quote, columns)), ", ".join(mark for _ in columns)
    sql = f"INSERT INTO {quote(table.name)} ({named}) VALUES ({marks})"  # noqa: S608 - names of ours, values apart
    connection.exec_driver_sql(sql, _bound(dialect, table, columns, rows))


def _bound(
    dialect: Dialect, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the driver takes them: what a column's type does to a value (days, times) is done."""
    values: list[Iterable[Any]] = list(zip(*rows, strict=True))
    processors = {kind: _processor(kind, dialect) for kind in {type(table.c[name].type) for name in columns}}
    for place, name in enumerate(columns):
        process = processors[type(table.c[name].type)]
        if process is not None:
            values[place] = map(process, values[place])
    return list(zip(*values, strict=True))


def _processor(kind: type[TypeEngine[Any]], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What a type does to a value on its way to the driver; done once for each of the values that repeat."""
    process = kind().dialect_impl(dialect).bind_processor(dialect)
    return None if process is None else cache(process)
