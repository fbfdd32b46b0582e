"""Commands that say what is in the ledger and what is wrong with it."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from regiewijzer.checks.run import CheckResult
from regiewijzer.checks.texts import why_not_run
from regiewijzer.cli.dry_run import show_dry_run
from regiewijzer.cli.output import CouldNotRun, console, print_json, print_table
from regiewijzer.definitions.rules import load_rules
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import KeyTrouble
from regiewijzer.ledger.sealed import SealedError
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.ledger.status import LedgerStatus, ledger_status
from regiewijzer.pipeline.check import check_snapshot, read_checks
from regiewijzer.pipeline.loads import UnknownLoad, list_loads, load_report
from regiewijzer.pipeline.returns import previews_of_files, previews_of_load
from regiewijzer.vocabulary.numbers import dutch

AsJson = Annotated[bool, typer.Option("--json", help="Als JSON.")]
SHOWN_MISSING = 20
SHOWN_EXTRACTS = 60


def home_with_loads(path: Path) -> Home:
    """Return the home; CouldNotRun when nothing was loaded in it."""
    home = Home(path)
    if not latest_snapshot(home):
        raise CouldNotRun(f"In {path} is nog niets geladen. Begin met: regiewijzer load MAP (of regiewijzer demo).")
    return home


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Toon wat er is, per afzender en maand, en wat er ontbreekt."""
    home = home_with_loads(context.obj)
    found = ledger_status(home)
    if as_json:
        print_json(found)
        return
    console.print(f"Stand [bold]{found.snapshot}[/], laatst bekend {found.last_known_at:%d-%m-%Y %H:%M}.")
    print_table(
        "Berichten per soort",
        ("bericht", "aangenomen", "afgekeurd", "eerste", "laatste"),
        ((kind.message_type, kind.accepted, kind.rejected, kind.first_dated_on, kind.last_dated_on) for kind in found.by_type),
    )
    rows = [(sender.sender_code, sender.name, sender.messages, f"{sender.last_month:%Y-%m}") for sender in found.by_sender]
    print_table("Afzenders", ("code", "naam", "berichten", "laatste maand"), rows)
    missing = [(one.sender_code, one.name, one.message_type, f"{one.month:%Y-%m}") for one in found.missing]
    print_table(
        f"Verwacht en niet ontvangen: {dutch(len(missing))}", ("code", "naam", "bericht", "maand"), missing[-SHOWN_MISSING:]
    )
    if len(missing) > SHOWN_MISSING:
        console.print(f"De laatste {SHOWN_MISSING} van {dutch(len(missing))}; alles met --json.")
    if found.extracts:
        _show_extracts(found)


def _show_extracts(found: LedgerStatus) -> None:
    rows = [
        (one.title, one.owner_code, one.name, one.deliveries, one.rows, one.first_period, one.last_period)
        for one in found.extracts
    ]
    print_table("Extracten", ("tabel", "van", "naam", "leveringen", "rijen", "eerste periode", "laatste"), rows[:SHOWN_EXTRACTS])
    if len(rows) > SHOWN_EXTRACTS:
        console.print(f"{SHOWN_EXTRACTS} van {dutch(len(rows))}; alles met --json.")
    missing = [(one.title, one.owner_code, one.name, one.period) for one in found.missing_extracts]
    title = f"Extracten die verwacht werden en niet kwamen: {dutch(len(missing))}"
    print_table(title, ("tabel", "van", "naam", "periode"), missing[-SHOWN_MISSING:])


def _show_across(result: CheckResult) -> None:
    rules = load_rules()
    counts = Counter((finding.rule, str(finding.severity)) for finding in result.findings)
    rows = [(rule, rules[rule].title.nl, severity, count) for (rule, severity), count in counts.most_common()]
    print_table("Regels tussen berichten", ("regel", "wat", "ernst", "bevindingen"), rows)
    print_table("Niet uitgevoerd", ("regel", "waarom"), sorted({(gap.rule, why_not_run(gap)) for gap in result.not_run}))


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Berichten en extracten, met --dry-run.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Controleer deze bestanden zonder ze te laden.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Voer de regels opnieuw uit.")] = False,
    as_json: AsJson = False,
) -> None:
    """Toon bevindingen: binnen berichten (per levering) en tussen berichten, en welke regels niet konden.

    Met --dry-run en bestanden: wat er gevonden zou worden als deze levering werd geladen. Er wordt niets bewaard.
    """
    if bool(paths) != dry_run:
        raise typer.BadParameter("Geef bestanden met --dry-run, of geen van beide.")
    if paths:
        show_dry_run(Home(context.obj), paths, as_json=as_json)
        return
    home = home_with_loads(context.obj)
    result = check_snapshot(home) if again else read_checks(home)
    if as_json:
        print_json(result)
        return
    loads = list_loads(home)
    rules = load_rules()
    for load in loads:
        if load.findings:
            rows = [
                (rule, rules[rule].title.nl if rule in rules else "", count)
                for rule, count in load_report(home, load.number).rules
            ]
            print_table(f"Levering {load.number}: binnen berichten", ("regel", "wat", "bevindingen"), rows)
    _show_across(result)


def return_messages(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Map voor de voorbeelden.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="Berichten; of kies --load.")] = None,
    load: Annotated[int | None, typer.Option(help="Berichten van deze levering, uit het archief.")] = None,
) -> None:
    """Schrijf de retourberichten die een ontvanger zou sturen. Het zijn voorbeelden: er wordt niets verzonden."""
    if bool(paths) == (load is not None):
        raise typer.BadParameter("Geef bestanden of --load, een van beide.")
    home = Home(context.obj)
    out.mkdir(parents=True, exist_ok=True)
    written = without = 0
    try:
        found = previews_of_files(home, paths, today=datetime.now(UTC).date()) if paths else previews_of_load(home, load or 0)
        for preview in found:
            if preview.content is None:
                without += 1
                continue
            (out / f"{preview.name}-{preview.message_id[:8]}-retour.xml").write_bytes(preview.content)
            written += 1
    except (KeyTrouble, SealedError, UnknownLoad) as error:
        raise CouldNotRun(str(error)) from error
    console.print(f"{dutch(written)} voorbeelden geschreven in {out}; {dutch(without)} berichten hebben geen retourbericht.")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (status, check):
        app.command()(command)
    app.command("return-messages")(return_messages)
