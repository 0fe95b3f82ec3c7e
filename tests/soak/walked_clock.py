"""Days go by, and all six sources are crawled on each: every version is held once, in order, with its dates.

What existed is gathered from what the server says of each day: the words and the state of each statement in the source
whose words stand. A version that no crawl could have seen is not expected, and none may be held that did not exist. In
the end the archive is read again, which must change nothing.

Needs the folder that DISPATCHBOX_SHARED names, for the server that stands in for the sources.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from statements.statement import PREFERENCE, State, Statement
from tests.soak.stand_in import SIX, Installation, Truth, Twin, stand_in

NEEDS = ("shared",)
DAYS = (
    "2014-06-10",
    "2014-07-09",
    "2014-07-28",
    "2014-09-01",
    "2014-10-15",
    "2014-10-28",
    "2014-10-31",
    "2014-11-06",
    "2014-11-07",
    "2014-11-08",
    "2014-11-14",
    "2014-11-18",
    "2014-11-21",
    "2014-11-26",
    "2014-12-03",
    "2014-12-09",
    "2014-12-12",
    "2014-12-16",
    "2015-01-05",
    "2015-01-14",
    "2015-02-03",
    "2015-02-20",
    "2015-03-26",
    "2015-06-30",
    "2015-09-15",
    "2016-01-20",
    "2016-05-11",
    "2016-06-10",
    "2016-09-14",
    "2016-12-20",
)
FEW = ("2014-11-14", "2014-11-22", "2014-11-26", "2014-12-12", "2014-12-16", "2015-02-03", "2016-12-20")
"""Days on which the stories of a question, a correction, a withdrawal and travel advice each go on."""

EMPTY = "a first crawl must give at least"
"""What is said of the questions service while it holds nothing, as in the summer of 2014."""

Words = tuple[str | None, State]
Chain = tuple[Words, ...]


@dataclass(slots=True)
class Past:
    """What a statement was on the days crawled so far, and on which of them each state of it was first seen."""

    chain: list[Words]
    seen: list[int]


def run(seed: int, scale: float) -> None:
    """Walks through the days, at a small scale through few. Raises AssertionError with the first difference."""
    days = DAYS if scale >= 1 else FEW
    past: dict[str, Past] = {}
    with tempfile.TemporaryDirectory() as folder, stand_in("--clock", days[0]) as twin:
        installation = Installation(twin, Path(folder))
        for number, day in enumerate(days):
            _crawl(twin, installation, day)
            _remember(past, twin.truth(), number)
            held = installation.held()
            fault = _difference(held, past.values()) or _misdated(held, past.values(), days)
            assert not fault, f"{day}: {fault}"
            many = sum(len(statement.versions) for statement in held)
            sys.stdout.write(f"\n  {day}: {len(held)} statements, {many} versions")
            sys.stdout.flush()
        _read_again(installation)
    sys.stdout.write("\n")


def _crawl(twin: Twin, installation: Installation, day: str) -> None:
    twin.set_clock(day)
    installation.mirror()
    done = installation.command("crawl", *SIX, "--everything", "--until", day, "--json")
    assert done.stdout, f"crawl on {day}: exit {done.returncode}: {done.stderr[-2000:]}"
    for report in json.loads(done.stdout)["sources"]:
        alright = report["outcome"] == "complete" or EMPTY in report["note"]
        assert alright, f"crawl on {day}: {report['source']} {report['outcome']}: {report['note']}"


def _remember(past: dict[str, Past], truth: Truth, number: int) -> None:
    """Add what each statement is today, if it is not what it was."""
    today: dict[str, Words] = {}
    for source in reversed(PREFERENCE):
        today |= {_name(row): told for row in truth[source] if (told := _words(source, row)) is not None}
    for name, words in today.items():
        known = past.setdefault(name, Past([], []))
        if not known.chain or known.chain[-1] != words:
            known.chain.append(words)
            known.seen.append(number)


def _name(row: dict[str, object]) -> str:
    """What a row is known by: a page of GOV.UK that Parliament has not by its path, as its editions are many lines."""
    return str(row["corpus_id"] if row["house"] else row["path"])


def _words(source: str, row: dict[str, object]) -> Words | None:
    """The words and state of a row of truth as we keep them; a table's rows are lines where the source prints them."""
    text = str(row["text"] or "")
    if row.get("table") and source == "questions-statements" and row["answered"]:
        text = "\n\n".join(filter(None, (text, "\n".join("\t".join(cells) for cells in row["table"]))))  # type: ignore[attr-defined]  # rows of cells
    if row.get("withdrawn"):
        return text or None, State.WITHDRAWN
    if row.get("answered") is False:
        return None, State.TABLED
    if not text:
        return None
    state = State.HOLDING if row.get("holding") else State.CORRECTED if row.get("corrected") else State.SUBSTANTIVE
    return text, state


def _difference(held: Sequence[Statement], past: Iterable[Past]) -> str:
    """How the chains of versions differ from those that existed. Questions put aloud are statements for us alone."""
    found = Counter(tuple((v.text, v.state) for v in statement.versions) for statement in held)
    wanted = Counter(tuple(known.chain) for known in past)
    added = Counter({chain: count for chain, count in (found - wanted).items() if not _is_question_put(chain)})
    missing = wanted - found
    if not added and not missing:
        return ""
    return f"held and never so: {_shown(added)}\nnot held: {_shown(missing)}"


def _is_question_put(chain: Chain) -> bool:
    return len(chain) == 1 and (chain[0][0] or "").startswith("[abstract] Asks")


def _shown(chains: "Counter[Chain]") -> str:
    shown = [" → ".join(f"{state.value} {(text or '')[:40]!r}" for text, state in chain) for chain in chains]
    return f"{sum(chains.values())}\n  " + "\n  ".join(shown[:8])


def _misdated(held: Sequence[Statement], past: Iterable[Past], days: Sequence[str]) -> str:
    """The first version whose date is not between the crawl before it was seen and the one that saw it."""
    seen: dict[Chain, list[list[int]]] = {}
    for known in past:
        seen.setdefault(tuple(known.chain), []).append(known.seen)
    for statement in held:
        chain = tuple((version.text, version.state) for version in statement.versions)
        dates = [f"{version.dated or version.date}" for version in statement.versions]
        if chain in seen and not any(_fit(dates, numbers, days) for numbers in seen[chain]):
            return f"{statement.id}: {', '.join(state for _, state in chain)}, dated {', '.join(dates)}"
    return ""


def _fit(dates: Sequence[str], seen: Sequence[int], days: Sequence[str]) -> bool:
    """True if each date is no later than the crawl that saw it first; later versions' after the crawl before that."""
    return all(
        date <= days[number] and (number == 0 or place == 0 or date > days[number - 1])
        for place, (date, number) in enumerate(zip(dates, seen, strict=True))
    )


def _read_again(installation: Installation) -> None:
    before = installation.told()
    done = installation.command("reparse", *SIX)
    assert done.returncode == 0, f"reparse: exit {done.returncode}: {done.stderr[-2000:]}"
    assert installation.told() == before, "the archive read again gives another record"
