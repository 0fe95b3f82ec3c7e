"""The project's own files, as version control lists them, and the syntax trees of its modules."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("statements", "crawler", "indexer", "webui", "dispatchbox")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python module; `path` is relative to the checkout, `package` its top-level package or folder."""

    path: Path
    source: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level package or folder."""
        return self.path.parts[0]

    @property
    def name(self) -> str:
        """The module's dotted name."""
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    def imports(self) -> Iterator[str]:
        """The dotted names of the modules imported, anywhere in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked, or is new and not ignored, relative to the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for name in listed.stdout.split("\0") if name and (ROOT / (path := Path(name))).is_file())


@cache
def modules() -> tuple[Module, ...]:
    """Every Python module of the checkout, tests and benchmarks too."""
    sources = ((path, (ROOT / path).read_text("utf-8")) for path in files() if path.suffix == ".py")
    return tuple(Module(path, source, ast.parse(source, str(path))) for path, source in sources)


def product() -> tuple[Module, ...]:
    """The modules of the product itself."""
    return tuple(module for module in modules() if module.package in PACKAGES)
