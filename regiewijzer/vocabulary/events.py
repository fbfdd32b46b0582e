"""The events of the care chain, as tables: what `messages` delivers and `ledger` keeps; extracts add tables of the same kind.

One place fixes grain, columns and types, so that reader, ledger, indicators and lineage speak of the same thing.
Dates that end a period are exclusive and end in `_until`; a day on which something happened ends in `_on`.
Money is integer cents; `known_at` (UTC) and `assigned_at` (the sender's clock) are timestamps without zone.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Type of a column, engine-neutral."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"  # 18 digits of which 2 behind the comma; never money


class Gate(StrEnum):
    """What the ledger's gate does with an incoming column before it is kept."""

    KEEP = "keep"
    PSEUDONYM = "pseudonym"  # arrives as `bsn`, kept as a keyed pseudonym
    DISTRICT = "district"  # arrives as `postcode`, kept as a district code (wijk)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, where it comes from in the messages, and what the gate does."""

    name: str
    kind: Kind = Kind.TEXT
    source: str = ""  # element(s) of the standard, for lineage: "Client/Bsn"
    gate: Gate = Gate.KEEP

    @property
    def incoming_name(self) -> str:
        """Name of the column as `messages` delivers it."""
        return {Gate.PSEUDONYM: "bsn", Gate.DISTRICT: "postcode"}.get(self.gate, self.name)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of event: its grain in words, the messages it comes from, its columns."""

    name: str
    grain: str
    messages: tuple[str, ...]
    columns: tuple[Column, ...] = field(default=())

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError names table and column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def _text(name: str, source: str = "") -> Column:
    return Column(name, Kind.TEXT, source)


def _int(name: str, source: str = "") -> Column:
    return Column(name, Kind.INTEGER, source)


def _date(name: str, source: str = "") -> Column:
    return Column(name, Kind.DATE, source)


_YOUTH = Column("youth_id", Kind.TEXT, "Client/Bsn", Gate.PSEUDONYM)
_ROW = (_text("message_id"), _int("row_no"))
_PARTIES = (_text("municipality_code", "Header/Afzender|Ontvanger"), _text("provider_code", "Header/Afzender|Ontvanger"))
_PRODUCT = (_text("product_category", "Product/Categorie"), _text("product_code", "Product/Code"))
_SIZE = (
    _int("volume", "Omvang/Volume"),
    _text("unit", "Omvang/Eenheid"),
    _text("frequency", "Omvang/Frequentie"),
    _int("budget_cents", "Budget"),
)

MESSAGE = Table(
    "message",
    "one message that was received, accepted or not",
    ("*",),
    (
        _text("message_id"),  # 32 hex digits of the hash of the canonical content; the business key of a load
        _text("message_type", "Header/BerichtCode"),  # "301"
        _text("release"),  # "3.2"
        _text("sender_code"),  # who really sent it: the Ontvanger of a return message
        _text("receiver_code"),
        _text("municipality_code"),
        _text("provider_code"),
        # A return message copies BerichtIdentificatie of what it answers; its own is IdentificatieRetour.
        _text("identification", "Header/BerichtIdentificatie/Identificatie|IdentificatieRetour"),
        _date("dated_on", "Header/BerichtIdentificatie/Dagtekening|DagtekeningRetour"),
        _text("reply_to", "Header/BerichtIdentificatie/Identificatie|DeclaratieIdentificatie/Identificatie"),
        _date("reply_dated_on", "Header/BerichtIdentificatie/Dagtekening|DeclaratieIdentificatie/Dagtekening"),
        _text("source_file"),
        _text("source_member"),
        _text("sha256"),
        _int("size_bytes"),
        _int("row_count"),
        _text("status"),  # accepted | rejected
    ),
)

RETURN_CODE = Table(
    "return_code",
    "one return code on one class of one return message",
    ("302", "306", "308", "316", "318", "320", "325"),
    (*_ROW, *_PARTIES, _text("reply_to"), _text("class_path"), _int("class_no"), _text("return_code", "RetourCodes/RetourCode")),
)

YOUTH = Table(
    "youth",
    "what one message states of one youth (jeugdige)",
    ("301", "305", "307", "315"),
    (
        *_ROW,
        *_PARTIES,
        _YOUTH,
        _date("birth_month", "Client/Geboortedatum/Datum"),  # first day of the month; NULL when unknown
        _text("sex", "Client/Geslacht"),
        Column("district_code", Kind.TEXT, "Client/Contactgegevens/Contact/Adres/Postcode", Gate.DISTRICT),
        _date("dated_on"),
    ),
)

ASSIGNMENT = Table(
    "assignment",
    "one version of one assigned product (toegewezen product)",
    ("301",),
    (
        *_ROW,
        *_PARTIES,
        _YOUTH,
        _text("assignment_id"),  # "<municipality>-<ToewijzingNummer>"
        _int("assignment_number", "ToegewezenProduct/ToewijzingNummer"),
        *_PRODUCT,
        Column("assigned_at", Kind.TIMESTAMP, "ToegewezenProduct/Toewijzingsdatum|Toewijzingstijd"),
        _date("valid_from", "ToegewezenProduct/Ingangsdatum"),
        _date("valid_until", "ToegewezenProduct/Einddatum"),  # exclusive; NULL = open; = valid_from when deleted
        _text("change_reason", "ToegewezenProduct/RedenWijziging"),
        *_SIZE,
        _text("reference", "ToegewezenProduct/ReferentieAanbieder"),
        _text("legal_status", "Client/JuridischeStatus"),
        _date("dated_on"),
    ),
)

ASSIGNMENT_REQUEST = Table(
    "assignment_request",
    "one product line of a request for (315) or change of (317) an assignment",
    ("315", "317"),
    (
        *_ROW,
        *_PARTIES,
        _YOUTH,
        _text("reference", "ReferentieAanbieder"),
        _text("line_kind"),  # new (315) | add | change | keep (317: Nieuw, TeWijzigen, Ongewijzigd)
        _int("assignment_number", "ToewijzingNummer"),
        _text("assignment_id"),
        *_PRODUCT,
        _date("wanted_from", "ToewijzingIngangsdatum|GewensteIngangsdatum"),
        _date("wanted_until", "ToewijzingEinddatum|Einddatum"),
        *_SIZE,
        _text("referrer_type", "Verwijzer/Type"),
        _text("referrer_code", "Verwijzer/ZorgverlenerCode"),
        _text("national_contract", "Raamcontract"),
        _text("change_reason", "RedenVerzoek"),
        _date("dated_on"),
    ),
)

REQUEST_ANSWER = Table(
    "request_answer",
    "one answer (319) to a request: refused or under examination",
    ("319",),
    (
        *_ROW,
        *_PARTIES,
        _text("reference", "Antwoord/ReferentieAanbieder"),
        _text("answer", "Antwoord/VerzoekAntwoord"),
        _text("refusal_reason", "Antwoord/RedenAfwijzingVerzoek"),
        _text("residence_municipality", "Antwoord/Woonplaatsbeginsel/Gemeente"),
        _date("dated_on"),
    ),
)

_DELIVERY = (
    *_ROW,
    *_PARTIES,
    _YOUTH,
    _int("assignment_number", "ToewijzingNummer"),
    _text("assignment_id"),
    *_PRODUCT,
    _date("assignment_valid_from", "ToewijzingIngangsdatum"),
    _date("started_on", "Begindatum"),
)

CARE_START = Table(
    "care_start",
    "one reported start of care (startbericht), or its removal",
    ("305",),
    (*_DELIVERY, _text("delivery_status", "StatusAanlevering"), _date("dated_on")),
)

CARE_STOP = Table(
    "care_stop",
    "one reported stop of care (stopbericht), or its removal",
    ("307",),
    (
        *_DELIVERY,
        _date("delivered_until", "Einddatum"),  # exclusive: the day after Einddatum
        _text("end_reason", "RedenBeeindiging"),
        _text("delivery_status", "StatusAanlevering"),
        _date("dated_on"),
    ),
)

_CLAIM_KEY = (_text("claim_id"), _text("claim_number", "Declaratie/DeclaratieNummer"))  # "<provider>-<number>"

CLAIM = Table(
    "claim",
    "one claim (declaratie) as submitted",
    ("323",),
    (
        *_ROW,
        *_PARTIES,
        *_CLAIM_KEY,
        _text("identification"),
        _date("claim_month", "Declaratie/DeclaratiePeriode"),
        _date("claim_dated_on", "Declaratie/DeclaratieDagtekening"),
        _int("total_cents", "Declaratie/TotaalIngediendBedrag"),  # signed
        _date("dated_on"),
    ),
)

_CLAIM_LINE = (
    _text("line_reference", "ProductReferentie/ReferentieNummer"),
    _text("previous_reference", "ProductReferentie/VorigReferentieNummer"),
    _int("assignment_number", "ToewijzingNummer"),
    _text("assignment_id"),
    _text("product_category", "ProductCategorie"),
    _text("product_code", "ProductCode"),
    _date("period_from", "ProductPeriode/Begindatum"),
    _date("period_until", "ProductPeriode/Einddatum"),  # exclusive
    _int("volume", "GeleverdVolume"),
    _text("unit", "Eenheid"),
    _int("tariff_cents", "ProductTarief"),
    _text("sign", "IngediendBedrag/DebetCredit"),  # D | C
    _int("amount_cents", "IngediendBedrag/Bedrag"),  # signed: a credit is negative
)

CLAIM_LINE = Table(
    "claim_line",
    "one submitted line (prestatie) of a claim",
    ("323",),
    (*_ROW, *_PARTIES, *_CLAIM_KEY, _date("claim_month"), _YOUTH, *_CLAIM_LINE, _date("dated_on")),
)

CLAIM_DECISION = Table(
    "claim_decision",
    "one decision (325): on a whole claim, or one refused line of it",
    ("325",),
    (
        *_ROW,
        *_PARTIES,
        *_CLAIM_KEY,
        _text("claim_identification", "Header/DeclaratieIdentificatie"),
        _text("level"),  # message (header refused) | claim | client | line
        Column("youth_id", Kind.TEXT, "Client/Bsn", Gate.PSEUDONYM),
        _text("line_reference", "ProductReferentie/ReferentieNummer"),
        _int("amount_cents", "IngediendBedrag/Bedrag"),  # signed, on level line
        _int("submitted_cents", "TotaalIngediendBedrag"),  # signed, on level claim
        _int("approved_cents", "TotaalToegekendBedrag"),  # signed, on level claim
        _text("return_codes", "RetourCodes/RetourCode"),  # comma-separated, sorted
        _date("dated_on"),
    ),
)

TABLES: tuple[Table, ...] = (
    MESSAGE,
    RETURN_CODE,
    YOUTH,
    ASSIGNMENT,
    ASSIGNMENT_REQUEST,
    REQUEST_ANSWER,
    CARE_START,
    CARE_STOP,
    CLAIM,
    CLAIM_LINE,
    CLAIM_DECISION,
)
BY_NAME = {table.name: table for table in TABLES}

DELIVERED_SLICE = Table(
    "delivered_slice",
    "one part (slice) of one extract table that one delivery fills; the newest delivery of a part holds, also where it says less",
    ("*",),
    (
        _text("message_id"),
        _text("table_name"),
        _text("slice_key"),  # the values that name the part, between bars; empty when the part is the whole table
        _text("owner_code"),  # whose part it is, where the table has an owner
        _date("period"),  # first day of the period of the part; NULL when it has none
        _int("row_count"),
    ),
)
