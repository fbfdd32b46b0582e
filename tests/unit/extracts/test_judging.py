"""A row that could be read: whose it is, whether the region knows its codes, whether its values fit together."""

from datetime import date

import pytest

from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.senders import Known, KnownMunicipality, Sender
from tests.support.delivered_tables import MUNICIPALITY, PROVIDER, REGION, read, rows_of, told, workforce

OUTCOME = "Aanbieder;Kwartaal;Gemeente;Zorgvorm;Onderdeel;Afgesloten trajecten;Respons;Positief\n"


def outcome(*rows):
    return OUTCOME + "\n".join(rows)


def test_a_provider_delivers_only_its_own_rows():
    text = workforce("99900001;2024-K1;hbo;3;2,5;;;", "99900002;2024-K1;hbo;3;2,5;;;")
    batch = read(text, sender=PROVIDER)
    assert told(batch) == [("RW-EX-55", "personeel!A3")]
    assert [row["provider_code"] for row in rows_of(batch)] == ["99900001"]


def test_the_service_organisation_delivers_rows_of_all():
    text = workforce("99900001;2024-K1;hbo;3;2,5;;;", "99900002;2024-K1;hbo;3;2,5;;;")
    assert told(read(text)) == []


def test_a_municipality_cannot_deliver_the_table_of_providers():
    batch = read(workforce("99900001;2024-K1;hbo;3;2,5;;;"), sender=MUNICIPALITY)
    assert told(batch) == [("RW-EX-17", "personeel")]
    assert [delivery.status for delivery in batch.deliveries] == ["rejected"]
    assert "workforce" not in batch.tables


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("99900001;2023-K4;0902;02;doelen bereikt;5;4;3", []),
        ("99900001;2024-K1;0902;02;doelen bereikt;5;4;3", ["RW-EX-53"]),
        ("99900001;2023-K4;0903;02;doelen bereikt;5;4;3", ["RW-EX-53"]),
        ("99900001;2024-K1;0999;02;doelen bereikt;5;4;3", ["RW-EX-53"]),
        ("99900009;2024-K1;0901;02;doelen bereikt;5;4;3", ["RW-EX-54"]),
        ("99900009;2024-K1;0902;02;doelen bereikt;5;6;7", ["RW-EX-53", "RW-EX-54", "RW-EX-50", "RW-EX-50"]),
    ],
)
def test_a_row_is_held_against_the_region(row, found):
    batch = read(outcome(row), "doelrealisatie.csv", known=REGION)
    assert sorted(finding.rule for finding in batch.findings) == sorted(found)
    assert len(rows_of(batch, "outcome")) == (not found)


def test_without_knowledge_of_the_region_nothing_is_held_against_it():
    batch = read(outcome("99900009;2024-K1;0999;02;doelen bereikt;5;4;3"), "doelrealisatie.csv")
    assert told(batch) == []


def test_the_register_says_which_providers_there_are():
    text = "Aanbieder;Naam;Sector;Uitvoeringsvariant;Geldig van\n99900077;Nieuw;ggz;taak;01-01-2024\n"
    assert told(read(text, "aanbieders.csv", known=REGION)) == []


def test_a_contract_is_held_against_its_own_period():
    head = "Contractnummer;Aanbieder;Perceel;Gemeente;Wijze van inkoop;Uitvoeringsvariant;Geldig van;Geldig (t/m)\n"
    before = head + "C1;99900001;P1;0902;subsidie;taak;01-01-2020;31-12-2023\n"
    after = head + "C1;99900001;P1;0902;subsidie;taak;01-01-2024;31-12-2024\n"
    assert told(read(before, "contracten.csv", known=REGION)) == []
    assert told(read(after, "contracten.csv", known=REGION)) == [("RW-EX-53", "contracten!D2")]


def test_a_broken_rule_names_columns_and_values_as_written():
    head = "Contractnummer;Aanbieder;Perceel;Wijze van inkoop;Uitvoeringsvariant;Geldig van;Geldig (t/m)\n"
    batch = read(head + "C1;99900001;P1;subsidie;taak;02-01-2024;01-01-2024\n", "contracten.csv")
    (finding,) = batch.findings
    assert (finding.rule, finding.path, finding.value) == ("RW-EX-50", "contracten!F2", "02-01-2024")
    assert finding.detail == "Geldig van < Geldig (t/m) (01-01-2024)"


def test_one_day_is_a_period():
    head = "Contractnummer;Aanbieder;Perceel;Wijze van inkoop;Uitvoeringsvariant;Geldig van;Geldig (t/m)\n"
    batch = read(head + "C1;99900001;P1;subsidie;taak;01-01-2024;01-01-2024\n", "contracten.csv")
    assert told(batch) == []
    assert rows_of(batch, "contract")[0]["valid_until"] == date(2024, 1, 2)


def test_equal_rows_count_once():
    row = "99900001;2024-K1;hbo;3;2,5;;;"
    batch = read(workforce(row, row, row))
    assert [(finding.rule, finding.path, finding.detail) for finding in batch.findings] == [
        ("RW-EX-51", "personeel!3", "= 2"),
        ("RW-EX-51", "personeel!4", "= 2"),
    ]
    (delivery,) = batch.deliveries
    assert (delivery.status, delivery.accepted, delivery.repeated, delivery.held_back) == ("accepted", 1, 2, 0)


def test_rows_that_differ_on_the_same_are_all_held_back():
    batch = read(workforce("99900001;2024-K1;hbo;3;2,5;;;", "99900001;2024-K1;HBO;4;2,5;;;", "99900001;2024-K2;hbo;4;2,5;;;"))
    assert [(finding.rule, finding.line, finding.detail) for finding in batch.findings] == [
        ("RW-EX-52", 2, "≠ 3"),
        ("RW-EX-52", 3, "≠ 2"),
    ]
    assert [row["row_no"] for row in rows_of(batch)] == [4]


def test_nobody_in_particular_is_never_double():
    head = "Aanbieder;Halfjaar;Burgerservicenummer;Gemeente;Verwijzer;Hulpvorm;Datum aanvang\n"
    row = "99900001;2024-H1;000000000;0901;02;02;15-02-2024\n"
    batch = read(head + row + row, "beleidsinformatie_jeugdhulp.csv")
    assert len(rows_of(batch, "cbs_care")) == 2
    assert [(finding.rule, finding.detail) for finding in batch.findings] == [("RW-EX-62", "× 2")]


def test_waiting_youths_may_be_alike():
    head = "Aanbieder;Maand;Gemeente;Zorgvorm;Datum aanmelding\n"
    row = "99900001;01-2024;0901;02;08-01-2024\n"
    assert len(rows_of(read(head + row + row, "wachttijden.csv"), "waiting_statement")) == 2


def test_a_code_list_of_the_sender_kind_decides_the_owner():
    institute = Sender(SenderKind.KNOWLEDGE_INSTITUTE, "KI-1")
    head = "Opgesteld door;Kwartaal;Gemeente;Perspectief;Onderwerp;Uitgenodigd;Respons;Positief\n"
    own = head + "KI-1;2024-K1;0901;jongere;meedoen;9;8;7\n0901;2024-K1;0901;jongere;meedoen;9;8;7\n"
    batch = read(own, "ervaringen.csv", sender=institute)
    assert told(batch) == [("RW-EX-55", "ervaringen!A3")]
    assert batch.tables["message"].to_pylist()[0]["sender_code"] == "KI-1"


@pytest.mark.parametrize(
    ("start", "until", "valid"),
    [
        (date(2024, 1, 1), date(2024, 2, 1), True),
        (date(2023, 1, 1), date(2024, 1, 1), False),
        (date(2025, 1, 1), date(2025, 2, 1), False),
        (date(2020, 1, 1), None, True),
    ],
)
def test_a_code_is_valid_on_some_day_of_the_period(start, until, valid):
    assert KnownMunicipality("0901", "", date(2024, 1, 1), date(2025, 1, 1)).is_valid_in(start, until) is valid


def test_codes_known_to_the_region():
    assert REGION.municipality_codes == {"0901", "0902", "0903"}
    assert Known().municipality_codes == frozenset()
