"""The trickiest rules inside a message, once more as slow plain loops over rows that anyone can read; they judge the SQL."""

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

Row = Mapping[str, Any]
World = Mapping[str, Sequence[Row]]
Found = set[tuple[int, int]]  # message_no and ordinal

KEYS = {
    "Contact": ("Soort",),
    "Relatie": ("Nummer",),
    "ToegewezenProduct": ("ToewijzingNummer",),
    "StartProduct": ("ToewijzingNummer", "Product_Categorie", "Product_Code", "Begindatum"),
    "StopProduct": ("ToewijzingNummer", "Product_Categorie", "Product_Code", "Begindatum", "RedenBeeindiging", "Einddatum"),
}


def place(row: Row) -> tuple[int, int]:
    return row["message_no"], row["ordinal"]


def doubles(rows: Sequence[Row], key: Callable[[Row], Any]) -> Found:
    """Rows that share message and key with another row; an absent part of a key equals an absent part."""
    pairs = ((one, other) for one, other in product(rows, rows) if one is not other)
    return {place(one) for one, other in pairs if one["message_no"] == other["message_no"] and key(one) == key(other)}


def overlaps(rows: Sequence[Row], begin: str, end: str) -> Found:
    """Rows on whose first day an earlier row about the same care still runs."""
    found: Found = set()
    for later, earlier in product(rows, rows):
        if later["message_no"] != earlier["message_no"] or is_empty(later, begin, end) or is_empty(earlier, begin, end):
            continue
        first = (earlier[begin], earlier["ordinal"]) < (later[begin], later["ordinal"])
        running = earlier[end] is None or earlier[end] >= later[begin]
        if first and running and is_about_the_same(later, earlier):
            found.add(place(later))
    return found


def is_about_the_same(one: Row, other: Row) -> bool:
    if one["Product_Categorie"] is None or other["Product_Categorie"] is None:
        return True
    if one["Product_Categorie"] != other["Product_Categorie"]:
        return False
    return one["Product_Code"] is None or other["Product_Code"] is None or one["Product_Code"] == other["Product_Code"]


def is_empty(row: Row, begin: str, end: str) -> bool:
    """A period that ends before it begins is for another rule; a removed assignment takes no time."""
    if row[end] is None:
        return False
    return row[end] < row[begin] or (row[end] == row[begin] and row.get("RedenWijziging") in ("01", "13"))


def signed(row: Row, amount: str) -> int:
    return row[f"{amount}"] * (1 if row[amount.rpartition("_")[0] + "_DebetCredit"] == "D" else -1)


def wrong_totals(world: World) -> Found:
    """TR358: messages whose total is not the sum of their lines."""
    found: Found = set()
    for message in world["bericht"]:
        lines = [row for row in world["Prestatie"] if row["message_no"] == message["message_no"]]
        total = sum(signed(row, "IngediendBedrag_Bedrag") for row in lines)
        if signed(message, "Declaratie_TotaalIngediendBedrag_TotaalBedrag") != total:
            found.add((message["message_no"], 1))
    return found


def credited_here(lines: Sequence[Row]) -> Found:
    """TR316: lines that take back a line of the same message."""
    sent = {(row["message_no"], row["ProductReferentie_ReferentieNummer"]) for row in lines}
    return {place(row) for row in lines if (row["message_no"], row["ProductReferentie_VorigReferentieNummer"]) in sent}


def debit_doubles(lines: Sequence[Row]) -> Found:
    """TR416: debit lines about the same assignment, product and period."""
    names = ("ToewijzingNummer", "ProductCategorie", "ProductCode", "ProductPeriode_Begindatum", "ProductPeriode_Einddatum")
    debit = [row for row in lines if row["IngediendBedrag_DebetCredit"] == "D"]
    return doubles(debit, lambda row: tuple(row[name] for name in names))


def doubled_credits(lines: Sequence[Row]) -> Found:
    """TR315: lines that take back the same line."""
    credit = [row for row in lines if row["ProductReferentie_VorigReferentieNummer"] is not None]
    return doubles(credit, lambda row: row["ProductReferentie_VorigReferentieNummer"])


def line_doubles(world: World) -> Found:
    """TR101 for the lines of a claim: the same client (by number) and the same references."""
    client = {place(row): row["Bsn"] for row in world["Client"]}

    def key(row: Row) -> Any:
        names = ("ProductReferentie_ReferentieNummer", "ProductReferentie_VorigReferentieNummer")
        return client[row["message_no"], row["parent_ordinal"]], *(row[name] for name in names)

    return doubles(world["Prestatie"], key)


def is_whole_month(begin: date, end: date) -> bool:
    """CS340."""
    last = calendar.monthrange(begin.year, begin.month)[1]
    return begin.day == 1 and end == begin.replace(day=last)


def is_within_month(begin: date, end: date) -> bool:
    """CS337."""
    return (begin.year, begin.month) == (end.year, end.month)


def referrer_faults(row: Row) -> set[str]:
    """CD066, CD067 and CD068."""
    kind, name, code = (row[f"Verwijzer_{part}"] for part in ("Type", "Naam", "ZorgverlenerCode"))
    if kind not in ("02", "03", "04", "05"):
        return {"CD068"} if code else set()
    if code:
        return {"CD066"} if name else set()
    return set() if name else {"CD067"}


def product_faults(row: Row) -> set[str]:
    """CD041 and CD075 to CD080 for an assigned product."""
    budget, end = row["Budget"] is not None, row["Einddatum"]
    size, code = row["Omvang_Volume"] is not None, row["Product_Code"] is not None
    faults = {
        "CD041": code and not size,
        "CD075": budget and end is None,
        "CD076": row["Omvang_Frequentie"] == "2" and end is None,
        "CD077": budget and size,
        "CD078": budget and size,
        "CD079": not budget and row["Product_Categorie"] is None,
        "CD080": not code and size and (end is None or end >= date(2021, 1, 1)),
    }
    return {rule for rule, broken in faults.items() if broken}
