"""A figure as a CSV file: for a spreadsheet in Dutch (semicolon, decimal comma, passport on top) or for a program."""

import csv
import io
from collections.abc import Iterator, Mapping
from enum import StrEnum

from regiewijzer.definitions.indicators_types import Indicator, Unit
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import Value
from regiewijzer.pipeline.releases_audit import FIXED

Names = Mapping[str, Mapping[str, str]]  # dimension -> code -> name


class Variant(StrEnum):
    """Which form of CSV: for a reader with a spreadsheet, or for a program."""

    SPREADSHEET = "spreadsheet"  # ";", decimal comma, byte order mark, passport lines, Dutch or English words
    PROGRAM = "program"  # ",", decimal point, header on the first line, codes only


_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "Cijfer",
        "definition_version": "Versie van de definitie",
        "moment": "Bekend tot (UTC)",
        "snapshot": "Stand van het grootboek",
        "where": "Selectie",
        "at_risk": "Deel met een open bevinding",
        "reconstructed": "Deel met gereconstrueerde ontvangst",
        "expected": "Verwachte leveringen",
        "present": "Ontvangen leveringen",
        "threshold": "Ondergrens jongeren",
        "hidden_cells": "Afgeschermde waarden",
        "program": "Versie van het programma",
        "month": "maand",
        "series": "reeks",
        "municipality": "gemeente",
        "provider": "aanbieder",
        "product_category": "productcategorie",
        "care_form": "zorgvorm",
        "subregion": "subregio",
        "district": "wijk",
        "segment": "segment",
        "frame": "kader",
        "referrer": "verwijzer",
        "age": "leeftijd",
        "sex": "geslacht",
        "value": "waarde",
        "unit": "eenheid",
        "state": "toestand",
        "base": "aantal erachter",
        "note": "opmerking",
        "kept": "uit een eerdere editie",
        "shown": "getoond",
        "hidden": "afgeschermd",
        "unknown": "onbekend",
        "not_applicable": "niet van toepassing",
        "youths": "jongeren",
        "share": "aandeel",
        "days": "dagen",
        "cents": "euro",
    },
    "en": {
        "title": "Figure",
        "definition_version": "Version of the definition",
        "moment": "Known until (UTC)",
        "snapshot": "State of the ledger",
        "where": "Selection",
        "at_risk": "Share with an open finding",
        "reconstructed": "Share with a reconstructed moment of receipt",
        "expected": "Expected deliveries",
        "present": "Received deliveries",
        "threshold": "Smallest number of young people",
        "hidden_cells": "Hidden values",
        "program": "Version of the program",
        "month": "month",
        "series": "series",
        "municipality": "municipality",
        "provider": "provider",
        "product_category": "product category",
        "care_form": "form of care",
        "subregion": "subregion",
        "district": "district",
        "segment": "segment",
        "frame": "frame",
        "referrer": "referrer",
        "age": "age",
        "sex": "sex",
        "value": "value",
        "unit": "unit",
        "state": "state",
        "base": "number behind it",
        "note": "note",
        "kept": "from an earlier edition",
        "shown": "shown",
        "hidden": "hidden",
        "unknown": "unknown",
        "not_applicable": "not applicable",
        "youths": "young people",
        "share": "share",
        "days": "days",
        "cents": "euros",
    },
}
_KEPT = "kept_from_earlier_edition"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(text: str) -> str:
    """Return the text so that a spreadsheet never runs it: what could start a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _number(number: float | int, unit: Unit, decimal: str) -> str:
    """Return the number for a file: euros with cents, other fractions in at most six decimals."""
    if unit is Unit.CENTS:
        sign, (whole, cents) = "-" if number < 0 else "", divmod(abs(round(number)), 100)
        return f"{sign}{whole}{decimal}{cents:02d}"
    if isinstance(number, int):
        return str(number)
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", decimal)


def _value(value: Value | None, unit: Unit, decimal: str) -> str:
    return "" if value is None or value.number is None else _number(value.number, unit, decimal)


def _told(value: Value, words: Mapping[str, str]) -> float | str:
    return words[value.state] if value.number is None else value.number


def _passport_lines(
    figure: Figure, indicator: Indicator, names: Names, language: str, more: Mapping[str, str]
) -> Iterator[list[str]]:
    words, passport = _WORDS[language], figure.passport
    chosen = (", ".join(names.get(name, {}).get(code, code) for code in codes) for name, codes in figure.request.where)
    facts = {
        "title": indicator.title.in_language(language),
        "where": "; ".join(chosen),
        "moment": passport.moment.isoformat(" "),
        "snapshot": str(passport.snapshot),
        "definition_version": passport.definition_version,
        "expected": passport.completeness.get("expected"),
        "present": passport.completeness.get("present"),
        "at_risk": _told(passport.at_risk_share, words),
        "reconstructed": _told(passport.reconstructed_share, words),
        "threshold": passport.disclosure.get("threshold"),
        "hidden_cells": passport.disclosure.get("hidden"),
        "program": passport.program_version,
    }
    for key, fact in facts.items():
        if isinstance(fact, int | float):
            yield [words[key], _number(fact, Unit.SHARE, ",")]
        elif fact:
            yield [words[key], formula_safe(fact)]
    yield from ([formula_safe(name), formula_safe(text)] for name, text in more.items() if text)
    yield []


def _has_notes(figure: Figure) -> bool:
    """Tell whether the rows have a note: those of every publication, so that its files always have the same columns."""
    return figure.passport.disclosure.get("rule") == FIXED


def _columns(figure: Figure) -> tuple[str, ...]:
    return ("month", "series", *figure.request.by, "value", "unit", "state", "base", *(["note"] if _has_notes(figure) else []))


def _row(cell: Cell, unit: Unit, *, codes: list[str], decimal: str, words: Mapping[str, str], with_notes: bool) -> list[str]:
    state = str(cell.value.state)
    base = _value(cell.base, Unit.YOUTHS, decimal)
    texts = [f"{cell.period:%Y-%m}", *codes]
    return [
        *(formula_safe(text) for text in texts),
        _value(cell.value, unit, decimal),
        words.get(unit, unit),
        words.get(state, state),
        base,
        *([words.get("kept", _KEPT) if cell.value.is_kept else ""] if with_notes else []),
    ]


def _for_spreadsheet(
    figure: Figure, indicator: Indicator, names: Names, language: str, more: Mapping[str, str]
) -> Iterator[list[str]]:
    words = _WORDS[language]
    yield from _passport_lines(figure, indicator, names, language, more)
    own = {one.name: one.label.in_language(language).lower() for one in indicator.own}
    columns, with_notes = _columns(figure), _has_notes(figure)
    yield [own.get(column) or words[column] for column in columns]
    outcomes = {outcome.code: outcome for outcome in indicator.outcomes}
    for cell in figure.cells:
        outcome = outcomes[cell.series]
        called = [names.get(name, {}).get(code, code) for name, code in zip(figure.request.by, cell.dimensions, strict=True)]
        codes = [outcome.label.in_language(language), *called]
        yield _row(cell, outcome.unit, codes=codes, decimal=",", words=words, with_notes=with_notes)


def _for_program(figure: Figure, indicator: Indicator) -> Iterator[list[str]]:
    yield list(_columns(figure))
    units, with_notes = {outcome.code: outcome.unit for outcome in indicator.outcomes}, _has_notes(figure)
    for cell in figure.cells:
        codes = [cell.series, *cell.dimensions]
        yield _row(cell, units[cell.series], codes=codes, decimal=".", words={Unit.CENTS: "euros"}, with_notes=with_notes)


def figure_as_csv(
    figure: Figure,
    indicator: Indicator,
    *,
    variant: Variant = Variant.SPREADSHEET,
    language: str = "nl",
    names: Names | None = None,
    more: Mapping[str, str] | None = None,
) -> str:
    """Return the figure as CSV text, one row per cell in the order of the figure.

    Money is in euros with two decimals, a share lies between 0 and 1; a value that is not shown is empty and its state says
    why. Text that a spreadsheet could run gets an apostrophe. `names` turn codes into names, per dimension;
    `more` are lines to add to the passport of a spreadsheet, by their names.
    """
    spreadsheet = variant is Variant.SPREADSHEET
    lines = _for_spreadsheet(figure, indicator, names or {}, language, more or {})
    rows = lines if spreadsheet else _for_program(figure, indicator)
    text = io.StringIO()
    csv.writer(text, delimiter=";" if spreadsheet else ",", lineterminator="\r\n").writerows(rows)
    return ("\ufeff" if spreadsheet else "") + text.getvalue()
