"""What a command prints: what was asked for on stdout, everything else on stderr."""

import json
from typing import Any

import typer


def say(message: str) -> None:
    """A message for the person at the terminal."""
    typer.echo(message, err=True)


def answer(text: str) -> None:
    """One line or block of what was asked for."""
    typer.echo(text)


def answer_json(value: Any) -> None:
    """What was asked for, as one JSON value."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def columns(rows: list[tuple[str, ...]]) -> str:
    """Rows as a table for reading; the first row is the heading, and figures stand to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join("  ".join(map(_cell, row, widths)).rstrip() for row in rows)


def _cell(text: str, width: int) -> str:
    return text.rjust(width) if text.replace(",", "").replace(".", "").isdigit() else text.ljust(width)
