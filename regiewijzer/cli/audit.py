"""Commands about the audit log."""

from typing import Annotated

import typer

from regiewijzer.cli.checking import AsJson
from regiewijzer.cli.output import console, print_json
from regiewijzer.vocabulary.numbers import dutch

audits = typer.Typer(help="Auditlog: narekenen.", no_args_is_help=True)
REASONS = {"missing": "ontbreekt", "changed": "is veranderd", "cut off": "ontbreekt: het log is ingekort"}


@audits.callback()
def _group() -> None:
    """Auditlog: narekenen."""


@audits.command("verify")
def verify(
    context: typer.Context,
    expect: Annotated[str, typer.Option(help="Waarde van de laatste gebeurtenis die u eerder noteerde.")] = "",
    as_json: AsJson = False,
) -> None:
    """Reken na of elke gebeurtenis er nog staat zoals zij is vastgelegd; anders dan vastgelegd geeft uitgang 1."""
    from regiewijzer.config.preparation import verify_audit_log

    verdict, was_there = verify_audit_log(context.obj, expect)
    if as_json:
        print_json({"verdict": verdict, "expected_found": was_there})
    elif verdict.broken_at:
        console.print(f"Niet heel: gebeurtenis {verdict.broken_at} {REASONS[verdict.reason]}.")
    else:
        console.print(
            f"Heel: {dutch(verdict.events)} gebeurtenissen. Noteer de laatste waarde elders:\n{verdict.last}", soft_wrap=True
        )
    if not was_there and not as_json:
        console.print("De genoteerde waarde komt in het log niet voor.")
    if verdict.broken_at or not was_there:
        raise typer.Exit(1)
