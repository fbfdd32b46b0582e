"""Claims (323) and what the municipality decided on them (325), as events."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.messages.rows import Places, Rows, column, incoming, joined, month_of, signed, text, until
from regiewijzer.messages.staging import RETURN_TABLE
from regiewijzer.messages.statements import Columns, assignment_key, common
from regiewijzer.vocabulary.events import CLAIM, CLAIM_DECISION, CLAIM_LINE

_ANSWER = "DeclaratieAntwoord"
_CLIENT = f"{_ANSWER}/Clienten/Client"
_LINE = f"{_CLIENT}/Prestaties/Prestatie"
_PER_MESSAGE = 1 << 20  # more clients than a message of 25 MB can hold


def claim_and_lines(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Return the claim of every 323 and its lines."""
    claims, lines = rows["bericht"], rows["Prestatie"]
    key = _claim_key(claims, "Declaratie_DeclaratieNummer")
    month = month_of(claims.of("Declaratie_DeclaratiePeriode_Begindatum"))
    total = signed(
        claims.of("Declaratie_TotaalIngediendBedrag_TotaalBedrag"), claims.of("Declaratie_TotaalIngediendBedrag_DebetCredit")
    )
    claim = {
        **common(claims),
        **key,
        "identification": claims.of("@identification"),
        "claim_month": month,
        "claim_dated_on": claims.of("Declaratie_DeclaratieDagtekening"),
        "total_cents": total,
    }
    places = pa.array(lines.places)
    line = {
        **common(lines),
        **{name: pc.take(values, places) for name, values in key.items()},
        "claim_month": pc.take(month, places),
        "bsn": _bsn_of_line(lines, rows["Client"]),
        **_line(lines),
    }
    return {
        CLAIM.name: incoming(CLAIM, len(claims), claim),
        CLAIM_LINE.name: incoming(CLAIM_LINE, len(lines), line),
    }


def claim_decisions(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Return the decisions of every 325: on the message when its header is refused, else on the claim, its clients and lines."""
    messages = rows["bericht"]
    answered = np.asarray(pc.is_valid(messages.of(f"{_ANSWER}_DeclaratieNummer")))
    parts = [
        _on_message(messages.where(~answered), rows[RETURN_TABLE]),
        _on_claim(messages.where(answered), rows[RETURN_TABLE]),
        _on_client(rows["Client"], rows[RETURN_TABLE]),
        _on_line(rows["Prestatie"], rows["Client"], rows[RETURN_TABLE]),
    ]
    decisions = pa.concat_tables(parts)
    return {CLAIM_DECISION.name: _numbered(decisions, messages)}


def _claim_key(rows: Rows, name: str) -> Columns:
    number = rows.of_message(name)
    return {"claim_number": number, "claim_id": joined(rows.of_message("@provider_code"), number)}


def _line(lines: Rows) -> Columns:
    sign = lines.of("IngediendBedrag_DebetCredit")
    return {
        "line_reference": lines.of("ProductReferentie_ReferentieNummer"),
        "previous_reference": lines.of("ProductReferentie_VorigReferentieNummer"),
        **assignment_key(lines),
        "product_category": lines.of("ProductCategorie"),
        "product_code": lines.of("ProductCode"),
        "period_from": lines.of("ProductPeriode_Begindatum"),
        "period_until": until(lines.of("ProductPeriode_Einddatum")),
        "volume": lines.of("GeleverdVolume"),
        "unit": lines.of("Eenheid"),
        "tariff_cents": lines.of("ProductTarief"),
        "sign": sign,
        "amount_cents": signed(lines.of("IngediendBedrag_Bedrag"), sign),
    }


def _bsn_of_line(lines: Rows, clients: Rows) -> pa.Array:
    client = np.searchsorted(_place(clients, "ordinal"), _place(lines, "parent_ordinal"))
    return pc.take(clients.of("Bsn"), pa.array(client))


def _place(rows: Rows, ordinal: str) -> Places:
    places: Places = rows.places * _PER_MESSAGE + rows.of(ordinal).to_numpy(zero_copy_only=False)
    return places


def _decision(rows: Rows, level: str, class_path: str, codes: Rows) -> Columns:
    return {
        **common(rows),
        **_claim_key(rows, f"{_ANSWER}_DeclaratieNummer"),
        "claim_identification": rows.of_message("@reply_to"),
        "level": text(level, len(rows)),
        "return_codes": _codes_of(rows, class_path, codes),
    }


def _on_message(messages: Rows, codes: Rows) -> pa.Table:
    return incoming(CLAIM_DECISION, len(messages), _decision(messages, "message", "Header", codes))


def _on_claim(messages: Rows, codes: Rows) -> pa.Table:
    total, approved = f"{_ANSWER}_TotaalIngediendBedrag", f"{_ANSWER}_TotaalToegekendBedrag"
    columns = {
        **_decision(messages, "claim", _ANSWER, codes),
        "submitted_cents": signed(messages.of(f"{total}_TotaalBedrag"), messages.of(f"{total}_DebetCredit")),
        "approved_cents": signed(messages.of(f"{approved}_TotaalBedrag"), messages.of(f"{approved}_DebetCredit")),
    }
    return incoming(CLAIM_DECISION, len(messages), columns)


def _on_client(clients: Rows, codes: Rows) -> pa.Table:
    return incoming(CLAIM_DECISION, len(clients), {**_decision(clients, "client", _CLIENT, codes), "bsn": clients.of("Bsn")})


def _on_line(lines: Rows, clients: Rows, codes: Rows) -> pa.Table:
    columns = {
        **_decision(lines, "line", _LINE, codes),
        "bsn": _bsn_of_line(lines, clients),
        "line_reference": lines.of("ProductReferentie_ReferentieNummer"),
        "amount_cents": signed(lines.of("IngediendBedrag_Bedrag"), lines.of("IngediendBedrag_DebetCredit")),
    }
    return incoming(CLAIM_DECISION, len(lines), columns)


def _codes_of(rows: Rows, class_path: str, codes: Rows) -> pa.Array:
    """Return the return codes of each row's class, sorted and joined by commas; NULL when it has none."""
    here = codes.where(np.asarray(pc.equal(codes.of("class_path"), class_path), dtype=bool))
    table = pa.table({"place": pa.array(_place(here, "class_ordinal")), "code": here.of(RETURN_TABLE)})
    lists = table.sort_by([("place", "ascending"), ("code", "ascending")]).group_by("place", use_threads=False)
    joined_codes = lists.aggregate([("code", "list")])
    wanted = _place(rows, "ordinal") if "ordinal" in rows.table.column_names else rows.places * _PER_MESSAGE + 1
    found = pc.index_in(pa.array(wanted), column(joined_codes, "place"))
    return pc.take(pc.binary_join(column(joined_codes, "code_list"), ","), found)


def _numbered(decisions: pa.Table, messages: Rows) -> pa.Table:
    """Return the decisions message by message, numbered through."""
    identifiers = messages.of("@message_id")
    places = pc.index_in(column(decisions, "message_id"), identifiers).to_numpy(zero_copy_only=False).astype(np.int64)
    order = np.argsort(places, kind="stable")
    ordered = Rows(decisions.take(pa.array(order)), messages.table, places[order])
    return ordered.table.set_column(ordered.table.column_names.index("row_no"), "row_no", ordered.numbers())
