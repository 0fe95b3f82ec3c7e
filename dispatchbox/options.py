"""Options and arguments that several commands share."""

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is no day; write it as YYYY-MM-DD, like 2014-10-30") from error


def _moment(text: str) -> datetime:
    """A day stands for its last moment: what the record held when that day was over."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"“{text}” is no day or time; write it like 2014-10-30 or 2014-10-30T12:00:00Z"
        ) from error
    if len(text) <= len("2014-10-30"):
        moment = datetime.combine(moment, time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day(*names: str, help: str) -> typer.models.OptionInfo:
    """An option that takes a day."""
    option: typer.models.OptionInfo = typer.Option(*names, parser=_day, metavar="YYYY-MM-DD", help=help)
    return option


def moment(*names: str, help: str) -> typer.models.OptionInfo:
    """An option that takes a moment; a day alone is its end, in UTC."""
    option: typer.models.OptionInfo = typer.Option(*names, parser=_moment, metavar="YYYY-MM-DD[THH:MM:SSZ]", help=help)
    return option


Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
NoTag = Annotated[bool, typer.Option("--no-tag", help="Leave tagging for later; for bulk loads.")]
NoIndex = Annotated[bool, typer.Option("--no-index", help="Leave indexing for later; for bulk loads.")]
