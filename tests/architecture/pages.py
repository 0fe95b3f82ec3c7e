"""The pages of documentation that follow from what is elsewhere: every command, every setting, every decision.

`make docs` writes them, and a test compares them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer import Context
from typer.main import get_command

from dispatchbox.cli import app
from indexer.config import Settings
from tests.architecture.tree import ROOT, files

WRITTEN_BY = "<!-- Written by `make docs` from the code; what is changed here is lost. -->"
COMMANDS = """\
Data goes to standard output; messages and progress go to standard error. Exit 0: done · 1: no result, or it failed ·
2: wrong use · 130: interrupted.

`crawl`, `reparse` and `import` return only when what they took in is tagged and can be found. Where another process
does the same work already, they wait for it."""
SETTINGS = """\
Each setting is read from `config/dispatchbox.toml` (in lower case: `data_dir = "data"`) and from the environment
(`DISPATCHBOX_DATA_DIR`), which wins. `dispatchbox settings` shows those in force. `DISPATCHBOX_CONFIG` names another
folder in the place of `config/`."""
DECISIONS = """\
Each says in at most a page what was the matter, what was decided and what follows. A decision is not rewritten: a later
one says that it takes its place."""
WIDTH = 100


def commands() -> str:
    """docs/commands.md: what `--help` says of each command."""
    group = get_command(app)
    context = Context(group, info_name="dispatchbox", terminal_width=WIDTH, max_content_width=WIDTH)
    parts = ["# Commands", WRITTEN_BY, COMMANDS, f"```\n{group.get_help(context)}\n```"]
    return "\n\n".join([*parts, *_told(group, context)]) + "\n"


def _told(group: Any, context: Context, before: str = "") -> Iterator[str]:
    """What each command of a group says, and those of the groups in it."""
    for name, command in group.commands.items():
        inner = Context(command, info_name=name, parent=context, terminal_width=WIDTH, max_content_width=WIDTH)
        yield f"## {before}{name}"
        yield f"```\n{command.get_help(inner)}\n```"
        if hasattr(command, "commands"):
            yield from _told(command, inner, f"{before}{name} ")


def settings() -> str:
    """docs/settings.md: the table of `indexer.config.Settings`."""
    rows = [
        f"| `{name.upper()}` | {_type(field.annotation)} | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    table = "\n".join(["| name | type | default | what it is for |", "| --- | --- | --- | --- |", *rows])
    parts = ["# Settings", WRITTEN_BY, SETTINGS, table]
    return "\n\n".join(parts) + "\n"


def _type(annotation: object) -> str:
    told = getattr(annotation, "__name__", None) or str(annotation)
    names = {"str": "text", "int": "whole number", "float": "number", "Path": "folder"}
    for name, word in names.items():
        if name.lower() in told.lower():
            return word
    return "one of " + ", ".join(f"`{value}`" for value in getattr(annotation, "__args__", ()))


def _default(default: object) -> str:
    return f"`{default}`" if default not in ("", None) else "none"


def decisions() -> str:
    """docs/decisions/README.md: the titles of all decisions."""
    rows = [f"| [{path.name[:4]}]({path.name}) | {_title(path)} |" for path in sorted(files()) if _is_decision(path)]
    return "\n".join(["# Decisions", "", WRITTEN_BY, "", DECISIONS, "", "| decision | |", "| --- | --- |", *rows, ""])


def _is_decision(path: Path) -> bool:
    return path.match("docs/decisions/[0-9]*.md")


def _title(path: Path) -> str:
    """The first heading, without its number."""
    heading = (ROOT / path).read_text("utf-8").partition("\n")[0]
    return heading.lstrip("# 0123456789.")


PAGES = {"docs/commands.md": commands, "docs/settings.md": settings, "docs/decisions/README.md": decisions}


def write() -> None:
    """Writes every page."""
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
