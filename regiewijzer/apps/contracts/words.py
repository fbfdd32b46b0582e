"""Registers in words: titles of columns, values as people read them, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.contracting.changes import Difference, Row, Value, differences
from regiewijzer.contracting.judging import Fault, Wrong
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn
from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts.texts import explained
from regiewijzer.pipeline.registers import NotInOrder, table_of
from regiewijzer.vocabulary.periods import inclusive
from regiewijzer.web.numbers import euros, full_date

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A column in words: its title, its value, and of two versions the value before."""

    title: str
    value: str
    before: str = ""
    differs: bool = False


def language() -> str:
    """Return the language of the page."""
    return get_language() or "nl"


def title_of(table: str) -> str:
    """Return the name of a register."""
    return table_of(table).title.in_language(language())


def value_in_words(column: ExtractColumn, value: Value, names: Names) -> str:
    """Return a value as people read it; an organisation with its name."""
    if value is None:
        return _("alle") if column.name in ("municipality_code", "product_code") else "–"
    if column.type is ColumnType.CODE and str(value) in column.codes:
        return column.codes[str(value)].meaning.in_language(language())
    if column.type is ColumnType.YEAR and isinstance(value, date):
        return str(value.year)
    if isinstance(value, date):
        return full_date(inclusive(value) if column.inclusive_end else value)
    if column.type is ColumnType.EURO and isinstance(value, int):
        return euros(value, 2)
    if column.type in (ColumnType.AGB, ColumnType.MUNICIPALITY) and str(value) in names:
        return f"{names[str(value)]} ({value})"
    return str(value)


def row_in_words(table: str, row: Row, names: Names, before: Row | None = None) -> list[Told]:
    """Return every column of a row, with what it was in another version."""
    changed = {one.column for one in differences(before, row)} if before is not None else set()
    return [
        Told(
            column.title.in_language(language()),
            value_in_words(column, row.get(column.name), names),
            value_in_words(column, before.get(column.name), names) if before is not None else "",
            column.name in changed,
        )
        for column in table_of(table).columns
    ]


def difference_in_words(table: str, one: Difference, names: Names) -> str:
    """Return one difference: what it was and what it became."""
    column = table_of(table).column(one.column)
    said = {
        "title": column.title.in_language(language()),
        "before": value_in_words(column, one.before, names),
        "after": value_in_words(column, one.after, names),
    }
    return _("%(title)s: was %(before)s, is nu %(after)s") % said


def name_of(table: str, row: Row, names: Names) -> str:
    """Return what a row is called: the columns by which it is known."""
    columns = [column for column in table_of(table).columns if column.name in table_of(table).unique]
    return ", ".join(value_in_words(one, row.get(one.name), names) for one in columns if row.get(one.name) is not None)


def faults() -> Mapping[Wrong, str]:
    """Return what is wrong in words, with what to do about it."""
    return {
        Wrong.ENDS_BEFORE_START: _("De laatste dag ligt voor de eerste. Kies een einde dat op of na het begin ligt."),
        Wrong.OVERLAPPING_TARIFFS: _(
            "Er is al een tarief voor hetzelfde product dat in dezelfde periode geldt. Laat het oude eindigen voordat het nieuwe "
            "begint."
        ),
        Wrong.OVERLAPPING_CONTRACTS: _(
            "Deze aanbieder heeft voor dit perceel al een contract in dezelfde periode. Pas dat contract aan, of laat het eerst "
            "eindigen."
        ),
        Wrong.OVERLAPPING_PRODUCTS: _(
            "Dit product staat al in de lijst in dezelfde periode. Laat de oude rij eindigen voordat de nieuwe begint."
        ),
        Wrong.OVERLAPPING_PROVIDER: _(
            "Van deze aanbieder is al een rij die in dezelfde periode geldt. Laat de oude eindigen voordat de nieuwe begint."
        ),
        Wrong.OWN_MAIN_CONTRACTOR: _("Een aanbieder kan niet zijn eigen hoofdaannemer zijn. Laat het veld leeg."),
        Wrong.OWN_SUCCESSOR: _(
            "Een aanbieder kan niet zijn eigen opvolger zijn. Vul de nieuwe AGB-code in, of laat het veld leeg."
        ),
        Wrong.TWO_CAPS: _(
            "Voor deze aanbieder, gemeente en dit jaar geldt al een plafond. Verander dat, of leg het verschil vast als "
            "meerkosten."
        ),
        Wrong.NEGATIVE_CAP: _("Een plafond kan niet lager zijn dan nul. Een vermindering is een overheveling."),
        Wrong.UNKNOWN_LOT: _("Dit perceel staat niet in de lijst van percelen. Voeg het daar eerst toe."),
        Wrong.UNKNOWN_PROVIDER: _("Deze AGB-code staat niet in de lijst van aanbieders. Voeg de aanbieder daar eerst toe."),
        Wrong.UNKNOWN_FRAMEWORK: _("Dit raamwerk staat niet in de lijst van raamwerken. Voeg het daar eerst toe."),
        Wrong.PROVIDER_HAS_LEFT: _(
            "Deze aanbieder is verdergegaan onder een andere AGB-code. Sluit het contract met die opvolger, of laat het eerder "
            "beginnen."
        ),
    }


def fault_in_words(table: str, fault: Fault, names: Names) -> str:
    """Return one fault with the row it is about, and the row it cannot stand beside."""
    said = f"{name_of(table, fault.row, names)}: {faults()[fault.wrong]}"
    other = fault.other
    if other is None:
        return said
    if fault.wrong is Wrong.PROVIDER_HAS_LEFT:
        code = str(other.get("successor_code"))
        successor = _("Opvolger")
        return f"{said} {successor}: {names.get(code, code)} ({code})."
    columns = table_of(table).columns
    period = [value_in_words(one, other.get(one.name), names) for one in columns if one.type is ColumnType.DATE]
    return f"{said} ({', '.join(period)})"


def refusal_in_words(table: str, error: NotInOrder, names: Names) -> list[str]:
    """Return everything that stops a change."""
    told = [fault_in_words(table, fault, names) for fault in error.faults]
    rules, tables = load_rules(), load_extract_tables()
    return told + [explained(one, rules[one.rule], language(), tables) for one in error.findings if one.rule in rules]


def changes_in_words(table: str, changed: Sequence[Difference], names: Names) -> list[str]:
    """Return every difference in words."""
    return [difference_in_words(table, one, names) for one in changed]
