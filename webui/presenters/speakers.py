"""Who spoke, and in which office then."""

from collections.abc import Iterable
from dataclasses import dataclass

from statements.statement import State, Version
from statements.tag import Tag, TagKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement. `person` is None where no rule knew them; `printed` only where it says more than `name`.

    `office` and `department` are those held on the day of the statement.
    """

    name: str
    office: str | None
    department: str | None
    person: str | None
    printed: str | None


def speaker(version: Version, tags: Iterable[Tag]) -> Speaker:
    """The speaker as the tags know them, else as printed; of a question not yet answered, who asked it."""
    minister = next((tag for tag in tags if tag.kind is TagKind.MINISTER), None)
    printed = version.speaker_as_printed or version.speaker
    name = (minister.get("name") if minister else None) or version.speaker or printed
    if name is None and version.state is State.TABLED:
        return Speaker(version.asker or "Asker not named", None, version.department, None, None)
    return Speaker(
        name=name or version.department or "Speaker not named",
        office=(minister.get("office") if minister else None) or version.role_as_printed,
        department=(minister.get("department") if minister else None) or (version.department if name else None),
        person=minister.value if minister else None,
        printed=_as_printed(version, name),
    )


def _as_printed(version: Version, name: str | None) -> str | None:
    printed, role = version.speaker_as_printed, version.role_as_printed
    words = f"{printed} ({role})" if printed and role and role not in printed else printed
    return words if words and words != name else None
