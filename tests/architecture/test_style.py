"""The house style that can be measured (CONTRIBUTING.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, Module, files, modules, product

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
FORBIDDEN_MODULES = {
    "utils",
    "util",
    "helper",
    "helpers",
    "manager",
    "managers",
    "common",
    "misc",
    "data",
    "base_utils",
}
FORBIDDEN_CLASSES = re.compile(r"(Util|Utils|Helper|Manager|Handler|Item|(?<!The)Record)$")
ALLOWED_CLASSES = {"indexer.store.Record"}  # the record of what was said is the field's own word
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "npmjs" + ".com",
    "repo1.maven" + ".org",
)
MACHINE = re.compile(r"(?<![\w.:/<])/(?:home|root|Users|work|tmp|mnt|opt/[a-z]+)/[\w.-]+")
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".css",
    ".scss",
    ".js",
    ".json",
    ".in",
    ".lock",
    ".txt",
    ".yml",
    ".mako",
    ".sh",
    "",
}


def test_modules_are_short() -> None:
    long = {str(module.path): lines for module in modules() if (lines := module.source.count("\n")) > LONGEST_MODULE}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{module.path}:{function.lineno} {function.name}": lines
        for module in modules()
        for function in module.functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def public(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Every class, function and method that others may use."""
    for node in module.tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and not method.name.startswith("_"):
                    yield f"{node.name}.{method.name}", method


def overrides(module: Module, name: str) -> bool:
    """True for a method whose contract a library's base class states (Scrapy's hooks)."""
    return module.package == "crawler" and name.rpartition(".")[2] in {"from_crawler", "parse", "start"}


def test_every_public_thing_says_what_it_promises() -> None:
    silent = [f"{module.name}" for module in product() if not ast.get_docstring(module.tree) and module.source.strip()]
    silent += [
        f"{module.name}.{name}"
        for module in product()
        for name, node in public(module)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not ast.get_docstring(node)
        and not overrides(module, name)
        and not is_overload(node)
    ]
    assert silent == []


def is_overload(node: ast.AST) -> bool:
    return any(
        "overload" in ast.unparse(decorator) or "setter" in ast.unparse(decorator)
        for decorator in getattr(node, "decorator_list", [])
    )


def test_names_are_the_fields_words() -> None:
    vague = [module.name for module in modules() if module.path.stem in FORBIDDEN_MODULES]
    vague += [
        f"{module.name}.{node.name}"
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and FORBIDDEN_CLASSES.search(node.name)
        and f"{module.name}.{node.name}" not in ALLOWED_CLASSES
    ]
    assert vague == []


def text_files() -> list[Path]:
    return [path for path in files() if path.suffix in TEXT]


def readable(path: Path) -> str:
    return (ROOT / path).read_text("utf-8", errors="replace")


@pytest.mark.parametrize("registry", REGISTRIES)
def test_no_file_names_a_package_registry(registry: str) -> None:
    assert [str(path) for path in text_files() if registry in readable(path)] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    named = {
        str(path): found
        for path in text_files()
        if path.suffix != ".lock" and (found := MACHINE.findall(readable(path)))
    }
    assert named == {}


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    assert [str(path) for path in text_files() if path.suffix == ".py" and marks.search(readable(path))] == []


def test_a_silenced_check_says_why() -> None:
    silenced = re.compile(
        r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])\s*$|#\s*noqa\s*$|#\s*type: ignore\s*$", re.MULTILINE
    )
    unexplained = {module.name: found for module in modules() if (found := silenced.findall(module.source))}
    assert unexplained == {}
