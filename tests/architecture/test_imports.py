"""Who may import whom (docs/architecture.md)."""

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT, Module, product

CONFINED = {
    "tantivy": ("indexer.search.embedded",),
    "sqlalchemy": ("indexer.store",),
    "alembic": ("indexer.store",),
    "psycopg": ("indexer.store",),
    "pysqlite3": ("indexer.store",),
    "sqlite3": ("indexer.store",),
    "warcio": ("indexer.archive",),
    "lark": ("indexer.search.syntax",),
    "Stemmer": ("indexer.search",),
    "spacy": ("indexer.tagging",),
    "scrapy": ("crawler",),
    "flask": ("webui",),
    "waitress": ("dispatchbox",),
    "typer": ("dispatchbox",),
    "pydantic_settings": ("indexer.config",),
}
DOOR = ("indexer.intake", "indexer.config", "indexer.archive", "indexer.topics")


def within(name: str, allowed: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def test_the_layers_and_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_domain_imports_the_standard_library_only() -> None:
    foreign = {
        (module.name, name)
        for module in product()
        if module.package == "statements"
        for name in module.imports()
        if name.partition(".")[0] not in sys.stdlib_module_names | {"statements"}
    }
    assert foreign == set()


@pytest.mark.parametrize("library", CONFINED)
def test_a_library_is_known_in_its_place_alone(library: str) -> None:
    strayed = [
        module.name
        for module in product()
        if any(within(name, (library,)) for name in module.imports()) and not within(module.name, CONFINED[library])
    ]
    assert strayed == []


def test_the_crawler_knows_the_door_and_nothing_else_of_the_record() -> None:
    strayed = {
        (module.name, name)
        for module in product()
        if module.package == "crawler"
        for name in module.imports()
        if name.startswith("indexer.") and not within(name, DOOR)
    }
    assert strayed == set()


def test_only_the_configuration_reads_the_environment() -> None:
    readers = [
        module.name
        for module in product()
        if module.name != "indexer.config" and {"os.environ", "os.getenv"} & set(attributes(module))
    ]
    assert readers == []


def attributes(module: Module) -> list[str]:
    return [name for name in ("os.environ", "os.getenv") if name in module.source]
