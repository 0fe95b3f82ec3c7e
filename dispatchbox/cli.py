"""The command line: one table of commands, and the one place where an error becomes a message and an exit code.

Data goes to stdout, messages to stderr. Exit 0: done; 1: no result, or it failed; 2: wrong use; 130: interrupted.
Commands import what they need when they run, so that each starts as fast as it can.
"""

from typing import Any

import typer
from typer.core import TyperGroup

from dispatchbox import archiving, asking, collecting, deriving, exchanging, minding, serving, taking_down
from dispatchbox.terminal import say
from dispatchbox.up import up
from statements.errors import DispatchBoxError

FAILED = 1
INTERRUPTED = 130


class Commands(TyperGroup):
    """The group of all commands; what any of them raises on purpose ends here."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was named."""
        try:
            return super().invoke(ctx)
        except DispatchBoxError as error:
            say(f"error: {error}\nwhat to do: {error.remedy}")
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as interruption:
            say("stopped")
            raise typer.Exit(INTERRUPTED) from interruption


app = typer.Typer(
    cls=Commands,
    help="What ministers said, when they said it, and how it changed: every word traced to the record.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("up")(up)
app.command("crawl")(collecting.crawl)
app.command("reparse")(collecting.reparse)
app.add_typer(archiving.archive, name="archive")
app.command("take-down")(taking_down.take_down)
app.command("import")(exchanging.import_)
app.command("export")(exchanging.export)
app.add_typer(deriving.tagging, name="tag")
app.command("index")(deriving.index)
app.command("search", context_settings=asking.LEADING_DASH)(asking.search)
app.command("cite")(asking.cite)
app.command("serve")(serving.serve)
app.command("status")(minding.status)
app.command("doctor")(minding.doctor)
app.command("settings")(minding.settings)


def main() -> None:
    """Runs the command line."""
    app(prog_name="dispatchbox")
