"""Requests for an assignment (315), for a change (317), and the answers to them (319), as events."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from regiewijzer.messages.rows import Rows, incoming, text, until
from regiewijzer.messages.statements import Columns, assignment_key, common, product, size
from regiewijzer.vocabulary.events import ASSIGNMENT_REQUEST, REQUEST_ANSWER

# The classes of a request for change: what is asked for the product, and where its wanted dates stand.
_KINDS = {"OngewijzigdProduct": "keep", "TeWijzigenProduct": "change", "NieuwProduct": "add"}


def request_lines(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Return the product lines of every request for an assignment (315)."""
    lines = rows["AangevraagdProduct"]
    columns = {
        **_line(lines, "new"),
        "reference": lines.of("ReferentieAanbieder"),
        "wanted_from": lines.of("ToewijzingIngangsdatum"),
        "wanted_until": until(lines.of("ToewijzingEinddatum")),
        "referrer_type": lines.of("Verwijzer_Type"),
        "referrer_code": lines.of("Verwijzer_ZorgverlenerCode"),
        "national_contract": lines.of("Raamcontract"),
    }
    return {ASSIGNMENT_REQUEST.name: incoming(ASSIGNMENT_REQUEST, len(lines), columns)}


def request_of_change(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Return the product lines of every request for change (317), numbered through its three classes."""
    parts = [_changes(rows[name], kind) for name, kind in _KINDS.items()]
    table = pa.concat_tables(parts)
    places = np.concatenate([rows[name].places for name in _KINDS])
    order = np.argsort(places, kind="stable")
    ordered = Rows(table.take(pa.array(order)), rows["bericht"].table, places[order])
    numbered = ordered.table.set_column(ordered.table.column_names.index("row_no"), "row_no", ordered.numbers())
    return {ASSIGNMENT_REQUEST.name: numbered}


def request_answers(rows: Mapping[str, Rows]) -> dict[str, pa.Table]:
    """Return every answer (319)."""
    answers = rows["bericht"]
    columns = {
        **common(answers),
        "reference": answers.of("Antwoord_ReferentieAanbieder"),
        "answer": answers.of("Antwoord_VerzoekAntwoord"),
        "refusal_reason": answers.of("Antwoord_RedenAfwijzingVerzoek"),
        "residence_municipality": answers.of("Antwoord_Woonplaatsbeginsel_Gemeente"),
    }
    return {REQUEST_ANSWER.name: incoming(REQUEST_ANSWER, len(answers), columns)}


def _changes(lines: Rows, kind: str) -> pa.Table:
    columns = {
        **_line(lines, kind),
        "reference": lines.of_message("Client_Verzoek_ReferentieAanbieder"),
        "wanted_from": lines.of("GewensteIngangsdatum"),
        "wanted_until": until(lines.of("Einddatum")),
        "change_reason": lines.of_message("Client_Verzoek_RedenVerzoek"),
    }
    return incoming(ASSIGNMENT_REQUEST, len(lines), columns)


def _line(lines: Rows, kind: str) -> Columns:
    return {
        **common(lines),
        "bsn": lines.of_message("Client_Bsn"),
        "line_kind": text(kind, len(lines)),
        **assignment_key(lines),
        **product(lines),
        **size(lines),
    }
