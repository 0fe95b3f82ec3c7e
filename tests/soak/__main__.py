"""The long proofs: `python -m tests.soak --seed 1 --scale 1.0`.

Each module beside this one that has `run(seed, scale)` is a proof; it raises AssertionError where it fails, and names
in `NEEDS` the markers of what it cannot do without. The scale says how long it goes on: 1.0 is a proof in full, and
continuous integration runs each at a small one.
"""

import argparse
import importlib
import pkgutil
import sys
import time
from types import ModuleType

import tests.soak


def proofs() -> list[ModuleType]:
    """The proofs, by name."""
    names = sorted(
        found.name for found in pkgutil.iter_modules(tests.soak.__path__) if not found.name.startswith(("_", "test_"))
    )
    modules = (importlib.import_module(f"tests.soak.{name}") for name in names)
    return [module for module in modules if hasattr(module, "run")]


def main() -> int:
    """Runs every proof, or those named; returns the number that failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("proof", nargs="*", help="names of proofs; without any, all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    asked = parser.parse_args()
    failed = 0
    for module in proofs():
        name = module.__name__.rpartition(".")[2]
        if asked.proof and name not in asked.proof:
            continue
        begun = time.monotonic()
        sys.stdout.write(f"{name}: seed {asked.seed}, scale {asked.scale} … ")
        sys.stdout.flush()
        try:
            module.run(asked.seed, asked.scale)
        except AssertionError as fault:
            failed += 1
            sys.stdout.write(f"FAILED\n{fault}\n")
        else:
            sys.stdout.write(f"holds, {time.monotonic() - begun:.0f} s\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
