"""Commands about extracts: which tables there are, an empty template, and a check of a file without loading it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from regiewijzer.cli.checking import AsJson
from regiewijzer.cli.loading import FromSender, named_sender
from regiewijzer.cli.output import CouldNotRun, console, fail, print_json, print_table
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable, SenderKind
from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts.marked import marked_workbook
from regiewijzer.extracts.template import template as template_of
from regiewijzer.extracts.texts import explained
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import RegionError
from regiewijzer.pipeline.deliveries import DeliveryResult
from regiewijzer.pipeline.deliveries import check as check_content
from regiewijzer.vocabulary.numbers import dutch

extracts = typer.Typer(help="Extracten: tabellen die aanbieders en gemeenten als CSV of Excel leveren.", no_args_is_help=True)

KINDS = {
    SenderKind.PROVIDER: "aanbieder",
    SenderKind.MUNICIPALITY: "gemeente",
    SenderKind.SERVICE_ORGANISATION: "serviceorganisatie",
    SenderKind.SCHOOL_BOARD: "schoolbestuur",
    SenderKind.CERTIFIED_INSTITUTION: "gecertificeerde instelling",
    SenderKind.CLIENT_COUNCIL: "cliëntenraad",
    SenderKind.KNOWLEDGE_INSTITUTE: "kennisinstituut",
    SenderKind.CBS: "CBS",
}
KNOWN = {True: "ja", False: ""}
STATUSES = {"accepted": "aangenomen", "partial": "deels aangenomen", "rejected": "afgekeurd"}


def _table(name: str) -> ExtractTable:
    """Return the table by its own name or by that of its file."""
    for table in load_extract_tables().values():
        if name in (table.name, table.file_name):
            return table
    raise fail(f"De tabel {name!r} bestaat niet. Zie: regiewijzer extract list", 2)


@extracts.command("list")
def list_tables(as_json: AsJson = False) -> None:
    """Toon elke tabel: wie levert haar, over welke periode, en waarvoor."""
    tables = load_extract_tables().values()
    rows = [
        {
            "table": one.name,
            "file": one.file_name,
            "title": one.title.nl,
            "senders": [str(kind) for kind in one.senders],
            "slice": list(one.slice),
            "purpose": one.purpose.nl,
        }
        for one in tables
    ]
    if as_json:
        print_json(rows)
        return
    shown = ((one.file_name, one.title.nl, ", ".join(KINDS[kind] for kind in one.senders), one.purpose.nl) for one in tables)
    print_table("Tabellen", ("bestand", "wat", "wie levert", "waarvoor"), shown)
    console.print("Leeg sjabloon: [bold]regiewijzer extract template BESTAND[/]")


@extracts.command()
def template(
    table: Annotated[str, typer.Argument(help="Naam van de tabel of van het bestand.")],
    form: Annotated[str, typer.Option(help="xlsx of csv.")] = "xlsx",
    language: Annotated[str, typer.Option(help="nl of en.")] = "nl",
    out: Annotated[Path | None, typer.Option(help="Waar het sjabloon komt; anders in deze map.")] = None,
) -> None:
    """Schrijf een leeg sjabloon met uitleg, codelijsten en een voorbeeldrij."""
    if form not in ("xlsx", "csv"):
        raise fail(f"--form kent xlsx en csv, niet {form!r}.", 2)
    wanted = _table(table)
    path = out or Path(f"{wanted.file_name}.{form}")
    _write(path, template_of(wanted, language, form))
    console.print(f"Geschreven: {path}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CouldNotRun(f"{path} kan niet worden geschreven: {error.strerror}.") from error


@extracts.command()
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV of Excel.")],
    as_table: Annotated[str | None, typer.Option("--as", help="Lees het bestand als deze tabel.")] = None,
    sender: FromSender = None,
    marked: Annotated[Path | None, typer.Option(help="Schrijf hier een Excel waarin de fouten gemarkeerd zijn.")] = None,
    as_json: AsJson = False,
) -> None:
    """Controleer een bestand zonder het te laden: elke fout met blad, rij, kolom en herstel."""
    home = Home(context.obj)
    content = _content(file)
    named = named_sender(home, sender)
    today = datetime.now(UTC).date()
    chosen = _table(as_table).name if as_table else None
    try:
        result = check_content(home, content, file=file.name, sender=named, today=today, as_table=chosen)
    except RegionError as error:
        raise CouldNotRun(str(error)) from error
    if marked:
        _write(marked, marked_workbook(content, file.name, result.findings, load_extract_tables()))
    print_json(result) if as_json else _show(result, marked)
    if not result.is_in_order:
        raise typer.Exit(1)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CouldNotRun(f"{file} kan niet worden gelezen: {error.strerror}.") from error


def _show(result: DeliveryResult, marked: Path | None) -> None:
    tables = load_extract_tables()
    rows = [
        (tables[one.table].title.nl, one.sheet, STATUSES[one.status], one.accepted, one.held_back, KNOWN[one.already_known])
        for one in result.deliveries
    ]
    print_table("Als dit bestand wordt geladen", ("tabel", "blad", "uitkomst", "aangenomen", "tegengehouden", "al geladen"), rows)
    _show_findings(result.findings)
    console.print(f"{dutch(len(result.findings))} bevindingen. Er is niets geladen.")
    if marked:
        console.print(f"Met de fouten gemarkeerd: {marked}")


def _show_findings(findings: Sequence[Finding]) -> None:
    tables, rules = load_extract_tables(), load_rules()
    for one in findings:
        value = f" (waarde: {one.value})" if one.value else ""
        said = f"{one.path or one.source_file}{value}\n  {explained(one, rules[one.rule], 'nl', tables)}"
        # Rich would take what stands between square brackets for a style.
        console.print(said, markup=False, highlight=False, soft_wrap=True)
