"""The bridge, message by message: what is sent on the left, what the ledger is told on the right."""

import random
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.columns import to_columns
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.rows import incoming_schema
from regiewijzer.messages.sources import Source
from regiewijzer.messages.translate import translate
from regiewijzer.messages.writing import write_message
from regiewijzer.vocabulary.events import BY_NAME
from tests.support.example_messages import FULL, LEAST, RANDOM, example_tree

MUNICIPALITY, PROVIDER, BSN = "0518", "12345678", "999900006"
SENT = date(2026, 2, 3)


def header(name: str, **more: Any) -> dict[str, Any]:
    definition = load_standard().messages[name]
    codes = {"municipality": MUNICIPALITY, "provider": PROVIDER}
    return {
        "Afzender": codes[definition.sender],
        "Ontvanger": codes[definition.receiver],
        "BerichtIdentificatie": {"Identificatie": "B-1", "Dagtekening": SENT},
        **more,
    }


def events(name: str, *trees: dict[str, Any], accepted: list[bool] | None = None) -> dict[str, list[dict[str, Any]]]:
    passages = [pass_gate(Source("", "", write_message(name, tree))) for tree in trees]
    assert all(passage.passed for passage in passages), [passage.findings for passage in passages]
    identity = passages[0].identity
    assert identity is not None
    columns = to_columns(identity, [passage.canonical for passage in passages])
    mask = np.array(accepted if accepted is not None else [True] * len(trees))
    tables = translate(identity, columns.tables, [f"m{number}" for number in range(len(trees))], mask)
    for table_name, table in tables.items():
        assert table.schema == incoming_schema(BY_NAME[table_name])
    return {table_name: table.to_pylist() for table_name, table in tables.items()}


COMMON = {"message_id": "m0", "row_no": 1, "municipality_code": MUNICIPALITY, "provider_code": PROVIDER}
NAME = {"Geslachtsnaam": {"Achternaam": "X"}}


def allocation(*products: dict[str, Any], **client: Any) -> dict[str, Any]:
    return {
        "Header": header("JW301"),
        "Client": {
            "Bsn": BSN,
            "Geboortedatum": {"Datum": date(2012, 5, 17)},
            "Geslacht": "2",
            "Naam": {**NAME, "NaamGebruik": "1"},
            "Contactgegevens": {"Contact": [{"Soort": "02", "Adres": {"Postcode": "9999ZZ"}}]},
            "ToegewezenProducten": {"ToegewezenProduct": [{**PRODUCT, **product} for product in products or ({},)]},
            **client,
        },
    }


PRODUCT = {
    "ToewijzingNummer": 42,
    "Toewijzingsdatum": date(2026, 1, 30),
    "Toewijzingstijd": "14:05:09",
    "Ingangsdatum": date(2026, 2, 1),
}


def test_an_assigned_product_becomes_an_assignment():
    product = {
        "Product": {"Categorie": "45", "Code": "45A04"},
        "Einddatum": date(2026, 12, 31),
        "RedenWijziging": "04",
        "Omvang": {"Volume": 3, "Eenheid": "04", "Frequentie": "2"},
        "ReferentieAanbieder": "ref",
        "Budget": 1234,
    }
    assert events("JW301", allocation(product, JuridischeStatus="04"))["assignment"] == [
        {
            **COMMON,
            "bsn": BSN,
            "assignment_id": "0518-42",
            "assignment_number": 42,
            "product_category": "45",
            "product_code": "45A04",
            "assigned_at": datetime(2026, 1, 30, 14, 5, 9),
            "valid_from": date(2026, 2, 1),
            "valid_until": date(2027, 1, 1),
            "change_reason": "04",
            "volume": 3,
            "unit": "04",
            "frequency": "2",
            "budget_cents": 1234,
            "reference": "ref",
            "legal_status": "04",
            "dated_on": SENT,
        }
    ]


@pytest.mark.parametrize(
    ("product", "until"),
    [
        ({}, None),
        ({"Einddatum": date(2026, 2, 28)}, date(2026, 3, 1)),
        ({"Einddatum": date(2026, 2, 1), "RedenWijziging": "13"}, date(2026, 2, 1)),
        ({"Einddatum": date(9999, 12, 31)}, None),
    ],
    ids=["open", "last day is included", "deleted", "no end"],
)
def test_when_an_assignment_ends(product, until):
    assert events("JW301", allocation(product))["assignment"][0]["valid_until"] == until


def test_products_are_numbered_within_their_message():
    rows = events("JW301", allocation({}, {}, {}), allocation({}), allocation({}, {}))["assignment"]
    assert [(row["message_id"], row["row_no"]) for row in rows] == [
        ("m0", 1),
        ("m0", 2),
        ("m0", 3),
        ("m1", 1),
        ("m2", 1),
        ("m2", 2),
    ]


def test_refused_messages_leave_no_events():
    tables = events("JW301", allocation({}, {}), allocation({}), allocation({}, {}), accepted=[True, False, True])
    assert [row["message_id"] for row in tables["assignment"]] == ["m0", "m0", "m2", "m2"]
    assert [row["message_id"] for row in tables["youth"]] == ["m0", "m2"]
    assert events("JW301", allocation({}), accepted=[False])["assignment"] == []


@pytest.mark.parametrize(
    ("born", "month"),
    [
        ({"Datum": date(2012, 5, 17)}, date(2012, 5, 1)),
        ({"Datum": date(2012, 5, 1), "DatumGebruik": "1"}, date(2012, 5, 1)),
        ({"Datum": date(2012, 1, 1), "DatumGebruik": "2"}, None),
        ({"Datum": date(1900, 1, 1), "DatumGebruik": "3"}, None),
    ],
)
def test_the_month_of_birth_is_known_or_not(born, month):
    (row,) = events("JW301", allocation(Geboortedatum=born))["youth"]
    assert row == {**COMMON, "bsn": BSN, "birth_month": month, "sex": "2", "postcode": None, "dated_on": SENT}


def contact(kind: str, postcode: str | None) -> dict[str, Any]:
    return {"Soort": kind, "Adres": {"Postcode": postcode}}


@pytest.mark.parametrize(
    ("contacts", "postcode"),
    [
        ([contact("03", "2222BB"), contact("01", "1111AA")], "1111AA"),
        ([contact("01", None), contact("04", "4444DD"), contact("03", "3333CC")], "3333CC"),
        ([contact("02", "9999ZZ")], None),
    ],
    ids=["registered address first", "else where the youth stays", "not where letters go"],
)
def test_which_postcode_counts(contacts, postcode):
    rows = events("JW301", allocation(), allocation(Contactgegevens={"Contact": contacts}), allocation())["youth"]
    assert [row["postcode"] for row in rows] == [None, postcode, None]


def delivery(name: str, **product: Any) -> dict[str, Any]:
    kind = {"JW305": "Start", "JW307": "Stop"}[name]
    rows = {f"{kind}Producten": {f"{kind}Product": [{"Begindatum": date(2026, 2, 4), "StatusAanlevering": "1", **product}]}}
    client = {"Bsn": BSN, "Geboortedatum": {"Datum": date(2012, 5, 17)}, "Geslacht": "2", "Naam": NAME, **rows}
    return {"Header": header(name), "Client": client}


def test_a_start():
    product = {"Categorie": "45"}
    tables = events("JW305", delivery("JW305", ToewijzingNummer=7, Product=product, ToewijzingIngangsdatum=date(2026, 2, 1)))
    assert tables["care_start"] == [
        {
            **COMMON,
            "bsn": BSN,
            "assignment_number": 7,
            "assignment_id": "0518-7",
            "product_category": "45",
            "product_code": None,
            "assignment_valid_from": date(2026, 2, 1),
            "started_on": date(2026, 2, 4),
            "delivery_status": "1",
            "dated_on": SENT,
        }
    ]
    assert len(tables["youth"]) == 1


def test_a_start_without_an_assignment_number_has_no_assignment():
    (row,) = events("JW305", delivery("JW305"))["care_start"]
    assert (row["assignment_number"], row["assignment_id"]) == (None, None)


def test_a_stop_ends_the_day_after_its_last_day():
    (row,) = events("JW307", delivery("JW307", RedenBeeindiging="31", Einddatum=date(2026, 2, 28)))["care_stop"]
    assert (row["started_on"], row["delivered_until"], row["end_reason"]) == (date(2026, 2, 4), date(2026, 3, 1), "31")


def test_a_request_for_an_assignment():
    product = {
        "ReferentieAanbieder": "r1",
        "Product": {"Categorie": "54", "Code": "54001"},
        "ToewijzingIngangsdatum": date(2026, 3, 1),
        "ToewijzingEinddatum": date(2026, 3, 31),
        "Omvang": {"Volume": 9, "Eenheid": "01", "Frequentie": "6"},
        "Verwijzer": {"Type": "02", "ZorgverlenerCode": "87654321"},
        "Raamcontract": "1",
    }
    client = {"Bsn": BSN, "Geboortedatum": {"Datum": date(2012, 5, 17)}, "Geslacht": "1", "Naam": NAME}
    tree = {"Header": header("JW315"), "Client": {**client, "AangevraagdeProducten": {"AangevraagdProduct": [product]}}}
    tables = events("JW315", tree)
    assert tables["assignment_request"] == [
        {
            **COMMON,
            "bsn": BSN,
            "reference": "r1",
            "line_kind": "new",
            "assignment_number": None,
            "assignment_id": None,
            "product_category": "54",
            "product_code": "54001",
            "wanted_from": date(2026, 3, 1),
            "wanted_until": date(2026, 4, 1),
            "volume": 9,
            "unit": "01",
            "frequency": "6",
            "budget_cents": None,
            "referrer_type": "02",
            "referrer_code": "87654321",
            "national_contract": "1",
            "change_reason": None,
            "dated_on": SENT,
        }
    ]
    assert len(tables["youth"]) == 1


def test_a_request_for_change_has_its_three_kinds_of_lines_numbered_through():
    request = {
        "ReferentieAanbieder": "r2",
        "RedenVerzoek": "1",
        "OngewijzigdeProducten": {"OngewijzigdProduct": [{"ToewijzingNummer": 1}, {"ToewijzingNummer": 2}]},
        "TeWijzigenProducten": {"TeWijzigenProduct": [{"ToewijzingNummer": 3, "GewensteIngangsdatum": date(2026, 3, 1)}]},
        "NieuweProducten": {
            "NieuwProduct": [
                {"Product": {"Categorie": "45"}, "GewensteIngangsdatum": date(2026, 3, 2), "Einddatum": date(2026, 4, 1)}
            ]
        },
    }
    tree = {"Header": header("JW317"), "Client": {"Bsn": BSN, "Verzoek": request}}
    tables = events("JW317", tree, tree)
    found = [
        tuple(row[name] for name in ("message_id", "row_no", "line_kind", "assignment_id", "wanted_from", "wanted_until"))
        for row in tables["assignment_request"]
    ]
    lines = [
        (1, "keep", "0518-1", None, None),
        (2, "keep", "0518-2", None, None),
        (3, "change", "0518-3", date(2026, 3, 1), None),
        (4, "add", None, date(2026, 3, 2), date(2026, 4, 2)),
    ]
    assert found == [("m0", *line) for line in lines] + [("m1", *line) for line in lines]
    assert {(row["reference"], row["change_reason"], row["bsn"]) for row in tables["assignment_request"]} == {("r2", "1", BSN)}
    assert "youth" not in tables


def test_an_answer():
    answer = {
        "ReferentieAanbieder": "r1",
        "VerzoekAntwoord": "1",
        "RedenAfwijzingVerzoek": "8",
        "Woonplaatsbeginsel": {"Gemeente": "0363"},
    }
    assert events("JW319", {"Header": header("JW319"), "Antwoord": answer})["request_answer"] == [
        {
            **COMMON,
            "reference": "r1",
            "answer": "1",
            "refusal_reason": "8",
            "residence_municipality": "0363",
            "dated_on": SENT,
        }
    ]


def claim_line(number: str, cents: int, sign: str = "D", **more: Any) -> dict[str, Any]:
    return {
        "ProductReferentie": {"ReferentieNummer": number},
        "ToewijzingNummer": 42,
        "ProductCategorie": "45",
        "ProductCode": "45A04",
        "ProductPeriode": {"Begindatum": date(2026, 1, 1), "Einddatum": date(2026, 1, 31)},
        "GeleverdVolume": 10,
        "Eenheid": "04",
        "ProductTarief": 5000,
        "IngediendBedrag": {"Bedrag": cents, "DebetCredit": sign},
        **more,
    }


def test_a_claim_and_its_lines():
    clients = [
        {"Bsn": "999900006", "Prestaties": {"Prestatie": [claim_line("a", 100), claim_line("b", 30, "C")]}},
        {"Bsn": "999900018", "Prestaties": {"Prestatie": [claim_line("c", 7)]}},
    ]
    claim = {
        "DeclaratieNummer": "D1",
        "DeclaratiePeriode": {"Begindatum": date(2026, 1, 1), "Einddatum": date(2026, 1, 31)},
        "DeclaratieDagtekening": date(2026, 2, 2),
        "TotaalIngediendBedrag": {"TotaalBedrag": 77, "DebetCredit": "C"},
        "Clienten": {"Client": clients},
    }
    tables = events("JW323", {"Header": header("JW323"), "Declaratie": claim})
    key = {"claim_id": "12345678-D1", "claim_number": "D1"}
    assert tables["claim"] == [
        {
            **COMMON,
            **key,
            "identification": "B-1",
            "claim_month": date(2026, 1, 1),
            "claim_dated_on": date(2026, 2, 2),
            "total_cents": -77,
            "dated_on": SENT,
        }
    ]
    names = ("row_no", "bsn", "line_reference", "sign", "amount_cents")
    assert [tuple(row[name] for name in names) for row in tables["claim_line"]] == [
        (1, "999900006", "a", "D", 100),
        (2, "999900006", "b", "C", -30),
        (3, "999900018", "c", "D", 7),
    ]
    assert tables["claim_line"][0] == {
        **COMMON,
        **key,
        "claim_month": date(2026, 1, 1),
        "bsn": "999900006",
        "line_reference": "a",
        "previous_reference": None,
        "assignment_number": 42,
        "assignment_id": "0518-42",
        "product_category": "45",
        "product_code": "45A04",
        "period_from": date(2026, 1, 1),
        "period_until": date(2026, 2, 1),
        "volume": 10,
        "unit": "04",
        "tariff_cents": 5000,
        "sign": "D",
        "amount_cents": 100,
        "dated_on": SENT,
    }


def codes(*values: str) -> dict[str, Any]:
    return {"RetourCode": list(values)}


VERSION = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
CLAIM_HEADER = {
    "DeclaratieIdentificatie": {"Identificatie": "C-9", "Dagtekening": date(2026, 2, 1)},
    "XsdVersieDeclaratie": VERSION,
}


def decision(**answer: Any) -> dict[str, Any]:
    money = {"TotaalBedrag": 100, "DebetCredit": "D"}
    body = {
        "DeclaratieNummer": "D1",
        "TotaalIngediendBedrag": money,
        "TotaalToegekendBedrag": money,
        "RetourCodes": codes("8001"),
    }
    return {"Header": header("JW325", **CLAIM_HEADER, RetourCodes=codes("0200")), "DeclaratieAntwoord": {**body, **answer}}


def test_a_claim_that_is_granted_whole():
    (row,) = events("JW325", decision())["claim_decision"]
    assert {**row, "bsn": None} == {
        **COMMON,
        "claim_id": "12345678-D1",
        "claim_number": "D1",
        "claim_identification": "C-9",
        "level": "claim",
        "bsn": None,
        "line_reference": None,
        "amount_cents": None,
        "submitted_cents": 100,
        "approved_cents": 100,
        "return_codes": "8001",
        "dated_on": SENT,
    }


def test_a_claim_that_is_granted_in_part():
    lines = [claim_line("b", 30, RetourCodes=codes("9338", "0611")), claim_line("c", 20, "C", RetourCodes=codes("9307"))]
    clients = [
        {"Bsn": "999900006", "Prestaties": {"Prestatie": lines}, "RetourCodes": codes("0200")},
        {
            "Bsn": "999900018",
            "Prestaties": {"Prestatie": [claim_line("d", 1, RetourCodes=codes("0233"))]},
            "RetourCodes": codes("8187"),
        },
    ]
    granted = {"TotaalBedrag": 5, "DebetCredit": "C"}
    partly = decision(Clienten={"Client": clients}, TotaalToegekendBedrag=granted, RetourCodes=codes("0200"))
    rows = events("JW325", decision(), partly, decision())["claim_decision"]
    names = ("message_id", "row_no", "level", "bsn", "line_reference", "amount_cents", "approved_cents", "return_codes")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("m0", 1, "claim", None, None, None, 100, "8001"),
        ("m1", 1, "claim", None, None, None, -5, "0200"),
        ("m1", 2, "client", "999900006", None, None, None, "0200"),
        ("m1", 3, "client", "999900018", None, None, None, "8187"),
        ("m1", 4, "line", "999900006", "b", 30, None, "0611,9338"),
        ("m1", 5, "line", "999900006", "c", -20, None, "9307"),
        ("m1", 6, "line", "999900018", "d", 1, None, "0233"),
        ("m2", 1, "claim", None, None, None, 100, "8001"),
    ]


def test_a_claim_whose_header_is_refused():
    tree = {"Header": header("JW325", **CLAIM_HEADER, RetourCodes=codes("0001"))}
    tables = events("JW325", tree)
    (row,) = tables["claim_decision"]
    assert (row["level"], row["claim_id"], row["claim_identification"], row["return_codes"]) == ("message", None, "C-9", "0001")
    (code,) = tables["return_code"]
    assert code == {**COMMON, "reply_to": "C-9", "class_path": "Header", "class_no": 1, "return_code": "0001"}


def test_a_return_message_keeps_parties_and_names_what_it_answers():
    retour = {
        "IdentificatieRetour": "R-5",
        "DagtekeningRetour": date(2026, 2, 5),
        "XsdVersieRetour": VERSION,
        "RetourCodes": codes("0001"),
    }
    assert events("JW306", {"Header": header("JW306", **retour)}) == {
        "return_code": [{**COMMON, "reply_to": "B-1", "class_path": "Header", "class_no": 1, "return_code": "0001"}]
    }


@pytest.mark.parametrize("name", sorted(load_standard().messages))
def test_every_message_can_be_translated(name):
    chance = random.Random(name)
    trees = [example_tree(name, fill, chance) for fill in (LEAST, FULL, RANDOM, RANDOM, RANDOM)]
    assert events(name, *trees)
    assert all(rows == [] for rows in events(name, *trees, accepted=[False] * 5).values())


def test_time_of_day_as_the_schema_allows_it():
    times = {
        "00:00:00": datetime(2026, 1, 30),
        "24:00:00": datetime(2026, 1, 31),
        " 23:59:59.5 ": datetime(2026, 1, 30, 23, 59, 59, 500_000),
        "10:00:00.123456789": datetime(2026, 1, 30, 10, 0, 0, 123_456),
    }
    rows = events("JW301", allocation(*({"Toewijzingstijd": time} for time in times)))["assignment"]
    assert [row["assigned_at"] for row in rows] == list(times.values())


def test_tables_have_the_columns_of_the_vocabulary():
    assert incoming_schema(BY_NAME["youth"]).field("bsn").type == pa.string()
