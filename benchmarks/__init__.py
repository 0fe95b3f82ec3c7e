"""How fast and how lean, measured against the bare libraries in the same run: ratios are the thing to trust.

A module a subject; each has `measure(scale) -> list[Figure]`. `python -m benchmarks` runs them all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured: `goal` says in words what was hoped for, `met` whether it was reached (None: no goal)."""

    name: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None


def at_least(name: str, value: float, unit: str, least: float) -> Figure:
    """A figure that should be no lower than `least`."""
    return Figure(name, value, unit, f"at least {least:g}", value >= least)


def at_most(name: str, value: float, unit: str, most: float) -> Figure:
    """A figure that should be no higher than `most`."""
    return Figure(name, value, unit, f"at most {most:g}", value <= most)
