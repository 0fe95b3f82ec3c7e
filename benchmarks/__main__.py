"""Runs every benchmark and prints one table: `python -m benchmarks [--scale 0.1] [NAME…]`."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from benchmarks import Figure


def main() -> int:
    """Exit 1 if a goal was missed."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(known)}")
    parser.add_argument("--scale", type=float, default=1.0, help="of the full size (default 1.0)")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        parser.error(f"no benchmark is named {unknown[0]}; there are: {', '.join(known)}")
    figures: list[Figure] = []
    for name in asked.names or known:
        print(f"{name} …", file=sys.stderr)
        figures += import_module(f"benchmarks.{name}").measure(asked.scale)
    print(table(figures))
    return 1 if any(figure.met is False for figure in figures) else 0


def table(figures: list[Figure]) -> str:
    """The figures as lines, their columns in step."""
    verdicts = {True: "met", False: "MISSED", None: ""}
    rows = [(f.name, f"{f.value:,.2f}", f.unit, f.goal, verdicts[f.met]) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "  ".join(
            cell.rjust(width) if at == 1 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
