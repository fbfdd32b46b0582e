"""Columns that several kinds of event share: message and parties, youth, product and size, delivery."""

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.messages.rows import Rows, joined, month_of

Columns = dict[str, pa.Array]
DELETED = "13"  # change reason (reden wijziging): the assignment is removed


def common(rows: Rows) -> Columns:
    """Return message, row number and parties of every row."""
    return {
        "message_id": rows.of_message("@message_id"),
        "row_no": rows.numbers(),
        "municipality_code": rows.of_message("@municipality_code"),
        "provider_code": rows.of_message("@provider_code"),
        "dated_on": rows.of_message("@dated_on"),
    }


def assignment_key(rows: Rows, number: str = "ToewijzingNummer") -> Columns:
    """Return the number of the assignment and our key for it; both NULL when the class has no number."""
    numbers = pc.cast(rows.of(number), pa.int64())
    return {"assignment_number": numbers, "assignment_id": joined(rows.of_message("@municipality_code"), numbers)}


def product(rows: Rows) -> Columns:
    """Return category and code of the product; both NULL for a generic assignment."""
    return {"product_category": rows.of("Product_Categorie"), "product_code": rows.of("Product_Code")}


def size(rows: Rows) -> Columns:
    """Return volume with unit and frequency, and the budget in cents."""
    return {
        "volume": rows.of("Omvang_Volume"),
        "unit": rows.of("Omvang_Eenheid"),
        "frequency": rows.of("Omvang_Frequentie"),
        "budget_cents": rows.of("Budget"),
    }


def delivery(rows: Rows) -> Columns:
    """Return what a reported start and a reported stop have in common."""
    return {
        **common(rows),
        "bsn": rows.of_message("Client_Bsn"),
        **assignment_key(rows),
        **product(rows),
        "assignment_valid_from": rows.of("ToewijzingIngangsdatum"),
        "started_on": rows.of("Begindatum"),
        "delivery_status": rows.of("StatusAanlevering"),
    }


def birth_month(rows: Rows) -> pa.Array:
    """Return the first day of the month of birth; NULL when the month is not known (DatumGebruik 2 and 3)."""
    month = month_of(rows.of("Client_Geboortedatum_Datum"))
    known = pc.invert(pc.is_in(rows.of("Client_Geboortedatum_DatumGebruik"), pa.array(["2", "3"])))
    return pc.if_else(known, month, pa.scalar(None, pa.date32()))
