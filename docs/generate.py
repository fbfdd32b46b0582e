"""Writes the reference pages from code and definitions: `python docs/generate.py`. A test fails when one is out of date."""

from collections.abc import Iterator
from pathlib import Path

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.rules import load_rules
from regiewijzer.vocabulary.events import TABLES, Gate

REFERENCE = Path(__file__).parent / "reference"
_GENERATED = "<!-- Made by docs/generate.py; do not edit. -->\n"
_KEPT = {
    Gate.KEEP: "",
    Gate.PSEUDONYM: "arrives as BSN, kept as keyed pseudonym",
    Gate.DISTRICT: "arrives as postcode, kept as district",
}


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ").strip() for cell in cells) + " |"


def _table(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield _row(*("---" for _ in columns))


def ledger_tables() -> str:
    """Return the page of the event tables: grain, messages, columns and the elements that fill them."""
    lines = [_GENERATED, "# Tables of the ledger", "", "Every row also has `known_at`, `known_basis` and `load_number`."]
    for table in TABLES:
        messages = "all messages" if table.messages == ("*",) else ", ".join(table.messages)
        lines += [
            "",
            f"## {table.name}",
            f"One row: {table.grain}. From: {messages}.",
            "",
            *_table("column", "type", "filled by", "gate"),
        ]
        lines += [_row(f"`{column.name}`", column.kind, column.source, _KEPT[column.gate]) for column in table.columns]
    return "\n".join(lines) + "\n"


def rules() -> str:
    """Return the page of all rules, in Dutch as users see them."""
    lines = [
        _GENERATED,
        "# Regels",
        "",
        "Niveau 0 het bestand, 1 opbouw, 2 binnen een bericht, 3 tussen berichten, 4 externe bron.",
        "",
    ]
    lines += _table("regel", "niveau", "retourcode", "berichten", "ernst", "eigenaar", "wat", "herstel")
    for rule in sorted(load_rules().values(), key=lambda one: (one.level, one.code)):
        about = (rule.code, rule.level, rule.return_code or "", " ".join(rule.messages), rule.severity, rule.owner)
        lines.append(_row(*about, rule.title.nl, rule.mend.nl))
    return "\n".join(lines) + "\n"


def indicators() -> str:
    """Return the page of the indicators: definition, who made and checked it, the fields it uses."""
    lines = [_GENERATED, "# Indicatoren"]
    for one in load_indicators().values():
        lines += [
            "",
            f"## {one.title.nl}",
            f"`{one.id}` · versie {one.version} · {one.author}, gecontroleerd door {one.checker}",
            "",
        ]
        lines += [one.definition.nl, "", f"Teller: {one.numerator.nl}", "", f"Noemer: {one.denominator.nl}", ""]
        lines += [f"Telt niet mee: {one.excluded.nl}", "", f"Leest: {', '.join(f'`{view}`' for view in sorted(one.query.views))}"]
    return "\n".join(lines) + "\n"


PAGES = {"ledger-tables.md": ledger_tables, "rules.md": rules, "indicators.md": indicators}


def main() -> None:
    """Write all pages."""
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
