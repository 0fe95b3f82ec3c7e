"""Documentation that cannot go stale."""

import re

import pytest
from typer.main import get_command

from dispatchbox.cli import app
from indexer.config import Settings
from tests.architecture.pages import PAGES
from tests.architecture.tree import ROOT, files, product

README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_the_code_says(page: str) -> None:
    assert (ROOT / page).read_text("utf-8") == PAGES[page](), "run `make docs`"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_command_says_what_it_does() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group has commands
    assert [name for name, command in commands.items() if not command.help] == []


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_begins_with_the_two_commands(command: str) -> None:
    assert command in README


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"\.PHONY: (.*)", makefile)[1].split())  # type: ignore[index]  # without it, it fails here
    assert phony == set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))


@pytest.mark.parametrize("package", ["statements", "indexer"])
def test_the_picture_of_the_whole_names_every_module(package: str) -> None:
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    modules = {module.path.parts[1] for module in product() if module.package == package}
    assert sorted(name for name in modules if name.removesuffix(".py") not in told and not name.startswith("_")) == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for path in (path for path in files() if path.suffix == ".md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", (ROOT / path).read_text("utf-8")):
            if not (ROOT / path.parent / target).exists():
                broken.append(f"{path}: {target}")
    assert broken == []
