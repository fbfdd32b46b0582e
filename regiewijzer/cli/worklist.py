"""The worklist on the command line: every finding with its place, its owner and how to mend it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Annotated

import typer

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.output import CouldNotRun, console, print_json
from regiewijzer.definitions.rules import Rule, load_rules
from regiewijzer.figures.finding import Finding, OwnerRole
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.loads import UnknownLoad, findings_of, list_loads
from regiewijzer.vocabulary.numbers import dutch

ROLES: Mapping[OwnerRole, str] = {
    OwnerRole.MUNICIPALITY: "gemeente",
    OwnerRole.PROVIDER: "aanbieder",
    OwnerRole.SERVICE_ORGANISATION: "serviceorganisatie",
    OwnerRole.DELIVERER: "wie het bestand leverde",
}
EVERYTHING = 1_000_000


def _within(home: Home, load: int | None) -> Iterable[Finding]:
    for number in [one.number for one in list_loads(home)] if load is None else [load]:
        yield from findings_of(home, number, limit=EVERYTHING)[0]


def _place(finding: Finding) -> str:
    parts = [finding.source_file, finding.source_member, finding.path]
    parts += [f"regel {finding.line}" if finding.line else "", f"nr. {finding.ordinal}" if finding.ordinal else ""]
    return " · ".join(part for part in parts if part)


def _show(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> None:
    for finding in findings:
        rule = rules[finding.rule]
        value = f" (waarde: {finding.value})" if finding.value else ""
        owner = " ".join(part for part in (ROLES[finding.owner_role], finding.owner_code) if part)
        said = f"{finding.rule}  {rule.title.nl}{value}\n  waar:      {_place(finding)}\n  van wie:   {owner}\n"
        # Rich would take what stands between square brackets for a style.
        console.print(f"{said}  herstel:   {rule.mend.nl}\n", markup=False, highlight=False, soft_wrap=True)


def findings(
    context: typer.Context,
    load: Annotated[int | None, typer.Option(help="Alleen van deze levering.")] = None,
    rule: Annotated[str | None, typer.Option(help="Alleen van deze regel, zoals TR338.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Hoeveel er ten hoogste getoond worden.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Toon elke bevinding: wat, waar, van wie, en hoe te herstellen."""
    home = home_with_loads(context.obj)
    try:
        found = list(_within(home, load))
    except UnknownLoad as error:
        raise CouldNotRun(f"Er is geen levering {load}. Zie regiewijzer status.") from error
    if load is None:
        found += read_checks(home).findings
    wanted = [one for one in found if rule in (None, one.rule)]
    shown = list(islice(wanted, limit))
    if as_json:
        print_json({"total": len(wanted), "findings": shown})
        return
    _show(shown, load_rules())
    console.print(f"{dutch(len(shown))} van {dutch(len(wanted))} bevindingen.")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(findings)
