"""`status`, `doctor` and `settings`: how it stands with this installation."""

import re
from dataclasses import asdict
from datetime import UTC, datetime

import typer

from dispatchbox.options import Json
from dispatchbox.terminal import answer, answer_json, columns
from indexer.config import Settings, load_settings
from statements.coverage import Run
from statements.errors import ConfigError, EngineUnavailable

RUNS = 10
SECRET = ("_key", "_secret", "_password")


def status(json: Json = False) -> None:
    """Show how much is held, how far search is behind, and how the last crawls went."""
    from dispatchbox.opening import opened_engine, opened_record
    from indexer.archive import Archive
    from indexer.disk import disk_use

    settings = load_settings()
    with opened_record(settings) as record, opened_engine(settings) as engine:
        counts = record.statements.count()
        head = record.journal.head()
        try:
            mark = engine.mark()
        except EngineUnavailable:
            mark = 0
        runs = record.coverage.runs(RUNS)
        used = disk_use(Archive(settings.archive_dir), record.responses, datetime.now(UTC))
    told = {"statements": counts.statements, "versions": counts.versions, "journal": head, "indexed": mark}
    told |= {"behind": head - mark, "archive_bytes": sum(one.size for one in used)}
    crawls = [_told(run) for run in runs]
    if json:
        answer_json({**told, "runs": crawls})
        return
    answer(columns([(name, f"{value:,}") for name, value in told.items()]))
    if crawls:
        answer("")
        answer(columns([tuple(crawls[0]), *(tuple(str(value) for value in crawl.values()) for crawl in crawls)]))


def _told(run: Run) -> dict[str, str | int]:
    return {
        "source": run.plan.source,
        "scope": run.plan.scope,
        "until": run.plan.until.isoformat(),
        "started": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
        "outcome": run.outcome.value,
        "fetched": run.fetched,
        "statements": run.statements,
        "new": run.new,
        "changed": run.changed,
        "errors": run.errors,
        "note": run.note,
    }


def doctor(json: Json = False) -> None:
    """Examine the installation and say what to do about what is wrong. Exit 1 if something is broken."""
    from dispatchbox.opening import opened_engine
    from indexer.health import Finding, Grade, examine

    try:
        settings = load_settings()
        with opened_engine(settings) as engine:
            findings = list(examine(settings, engine))
    except ConfigError as fault:
        findings = [Finding("settings", Grade.BROKEN, str(fault), fault.remedy)]
    if json:
        answer_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            answer(f"{finding.grade.value:<7} {finding.subject}: {finding.told}")
            if finding.remedy:
                answer(f"        what to do: {finding.remedy}")
    if any(finding.grade is Grade.BROKEN for finding in findings):
        raise typer.Exit(1)


def settings(json: Json = False) -> None:
    """List every setting with its value, its default and what it is for."""
    rows = [
        {
            "name": f"DISPATCHBOX_{name.upper()}",
            "value": _shown(name, getattr(load_settings(), name)),
            "default": _shown(name, field.default),
            "help": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]
    if json:
        answer_json({"settings": rows})
        return
    for row in rows:
        answer(f"{row['name']} = {row['value'] or '(empty)'}\n    {row['help']}")


def _shown(name: str, value: object) -> str:
    """A value without what must stay secret: keys, and the password in an address."""
    if value is None:
        return ""
    if name.endswith(SECRET) and value:
        return "(set)"
    return re.sub(r"(?<=://)([^/@:]+):[^/@]+@", r"\1:(set)@", str(value))
