"""The one bridge from the standard's words to ours: staging tables of accepted messages in, tables of events out.

Inclusive last days become exclusive ends here, amounts get their sign, and a return message its real sender.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.messages.claims import claim_and_lines, claim_decisions
from regiewijzer.messages.header import header_paths
from regiewijzer.messages.identity import Identity
from regiewijzer.messages.requests import request_answers, request_lines, request_of_change
from regiewijzer.messages.rows import Rows, column, incoming, moment, until
from regiewijzer.messages.staging import MESSAGE_TABLE, RETURN_TABLE
from regiewijzer.messages.statements import DELETED, assignment_key, birth_month, common, delivery, product, size
from regiewijzer.vocabulary.events import ASSIGNMENT, CARE_START, CARE_STOP, RETURN_CODE, YOUTH

StagingTables = Mapping[str, pa.Table]
Events = dict[str, pa.Table]
Mask = npt.NDArray[np.bool_]


def translate(identity: Identity, staging: StagingTables, message_ids: Sequence[str], accepted: Mask) -> Events:
    """Return the events of the accepted messages of one type, in incoming form, by table name.

    `message_ids` and `accepted` are by message_no. The table `message` is not among them.
    """
    bericht = with_facts(identity, staging[MESSAGE_TABLE], message_ids).filter(pa.array(accepted))
    rows = {name: _rows(table, bericht, accepted) for name, table in staging.items() if name != MESSAGE_TABLE}
    rows[MESSAGE_TABLE] = Rows(bericht, bericht, np.arange(bericht.num_rows))
    events: Events = {}
    for to_events in _BRIDGES[identity.number]:
        events |= to_events(rows)
    return events


def with_facts(identity: Identity, bericht: pa.Table, message_ids: Sequence[str]) -> pa.Table:
    """Return `bericht` with what the header says from the real sender's view, in columns that start with "@"."""
    definition = identity.definition
    paths = {name: path for name, path in asdict(header_paths(identity)).items() if path is not None}
    paths |= {f"{definition.sender}_code": "Afzender", f"{definition.receiver}_code": "Ontvanger"}
    table = bericht.append_column("@message_id", pa.array(message_ids, pa.string()))
    for name, path in paths.items():
        table = table.append_column(f"@{name}", column(bericht, f"Header_{path.replace('/', '_')}"))
    return table


def _rows(table: pa.Table, bericht: pa.Table, accepted: Mask) -> Rows:
    message_no = column(table, "message_no").to_numpy()
    kept = accepted[message_no]
    place_of = np.cumsum(accepted) - 1  # message_no -> row number among the accepted
    return Rows(table.filter(pa.array(kept)), bericht, place_of[message_no[kept]])


def youths(rows: Mapping[str, Rows]) -> Events:
    """Return what each message states of its youth."""
    messages = rows[MESSAGE_TABLE]
    columns = {
        **common(messages),
        "bsn": messages.of("Client_Bsn"),
        "birth_month": birth_month(messages),
        "sex": messages.of("Client_Geslacht"),
        "postcode": _postcode(messages, rows["Contact"]) if "Contact" in rows else None,
    }
    return {YOUTH.name: incoming(YOUTH, len(messages), columns)}


def _postcode(messages: Rows, contacts: Rows) -> pa.Array:
    """Return the postcode of the BRP address (01), else of where the youth stays (03, 04); one for letters tells nothing."""
    order = pc.index_in(contacts.of("Soort"), pa.array(["01", "03", "04"]))
    mask = pc.and_(pc.is_valid(order), pc.is_valid(contacts.of("Adres_Postcode")))
    known = contacts.where(np.asarray(mask, dtype=bool))
    ranks = pc.index_in(known.of("Soort"), pa.array(["01", "03", "04"])).to_numpy(zero_copy_only=False)
    best = np.lexsort((ranks, known.places))
    first = pc.index_in(pa.array(np.arange(len(messages))), pa.array(known.places[best]))
    return pc.take(pc.take(known.of("Adres_Postcode"), pa.array(best)), first)


def assignments(rows: Mapping[str, Rows]) -> Events:
    """Return every assigned product (301); one that is deleted ends where it starts."""
    products = rows["ToegewezenProduct"]
    starts, reason = products.of("Ingangsdatum"), products.of("RedenWijziging")
    deleted = pc.fill_null(pc.equal(reason, DELETED), False)
    columns = {
        **common(products),
        "bsn": products.of_message("Client_Bsn"),
        **assignment_key(products),
        **product(products),
        "assigned_at": moment(products.of("Toewijzingsdatum"), products.of("Toewijzingstijd")),
        "valid_from": starts,
        "valid_until": pc.if_else(deleted, starts, until(products.of("Einddatum"))),
        "change_reason": reason,
        **size(products),
        "reference": products.of("ReferentieAanbieder"),
        "legal_status": products.of_message("Client_JuridischeStatus"),
    }
    return {ASSIGNMENT.name: incoming(ASSIGNMENT, len(products), columns)}


def care_starts(rows: Mapping[str, Rows]) -> Events:
    """Return every reported start (305)."""
    starts = rows["StartProduct"]
    return {CARE_START.name: incoming(CARE_START, len(starts), delivery(starts))}


def care_stops(rows: Mapping[str, Rows]) -> Events:
    """Return every reported stop (307)."""
    stops = rows["StopProduct"]
    columns = {**delivery(stops), "delivered_until": until(stops.of("Einddatum")), "end_reason": stops.of("RedenBeeindiging")}
    return {CARE_STOP.name: incoming(CARE_STOP, len(stops), columns)}


def return_codes(rows: Mapping[str, Rows]) -> Events:
    """Return every return code of a return message or a 325."""
    codes = rows[RETURN_TABLE]
    columns = {name: values for name, values in common(codes).items() if name != "dated_on"} | {
        "reply_to": codes.of_message("@reply_to"),
        "class_path": codes.of("class_path"),
        "class_no": codes.of("class_ordinal"),
        "return_code": codes.of(RETURN_TABLE),
    }
    return {RETURN_CODE.name: incoming(RETURN_CODE, len(codes), columns)}


_BRIDGES: Mapping[str, tuple[Callable[[Mapping[str, Rows]], Events], ...]] = {
    "301": (youths, assignments),
    "305": (youths, care_starts),
    "307": (youths, care_stops),
    "315": (youths, request_lines),
    "317": (request_of_change,),
    "319": (request_answers,),
    "323": (claim_and_lines,),
    "325": (claim_decisions, return_codes),
    **dict.fromkeys(("302", "306", "308", "316", "318", "320"), (return_codes,)),
}
