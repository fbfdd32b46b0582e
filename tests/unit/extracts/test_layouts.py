"""The layouts of CBS: what is taken over, what is skipped, and what is refused rather than guessed."""

from datetime import date

import pytest

from regiewijzer.extracts.mapping import ColumnMapping
from tests.support.delivered_tables import PROVIDER, REGION, read, rows_of, told

STATLINE = (
    '\ufeff"Bevolking op 1 januari; geslacht, leeftijd en regio"\n'
    + '"Geslacht";"Leeftijd";"Regio\'s";"Perioden";"Bevolking op 1 januari (aantal)"\n'
)


def statline(*rows, known=REGION):
    return read(STATLINE + "\n".join(rows) + '\n"Bron: CBS"\n', "Bevolking_op_1_januari.csv", known=known)


def test_population_of_statline_is_read():
    batch = statline('"Mannen";"9 jaar";"Duinstad (gemeente)";"2024";"412"', '"Vrouwen";"0 jaar";"GM0903";"2024JJ00";"398"')
    assert told(batch) == []
    assert rows_of(batch, "population") == [
        {
            "row_no": 3,
            "municipality_code": "0901",
            "district_code": None,
            "year": date(2024, 1, 1),
            "age": 9,
            "sex": "1",
            "people": 412,
        },
        {
            "row_no": 4,
            "municipality_code": "0903",
            "district_code": None,
            "year": date(2024, 1, 1),
            "age": 0,
            "sex": "2",
            "people": 398,
        },
    ]


@pytest.mark.parametrize(
    "row",
    [
        '"Totaal mannen en vrouwen";"9 jaar";"Duinstad";"2024";"812"',
        '"Mannen";"Totaal leeftijd";"Duinstad";"2024";"40012"',
        '"Mannen";"23 jaar";"Duinstad";"2024";"412"',
        '"Mannen";"95 jaar of ouder";"Duinstad";"2024";"12"',
        '"Mannen";"65 tot 70 jaar";"Duinstad";"2024";"412"',
        '"Mannen";"9 jaar";"Nederland";"2024";"90412"',
        '"Mannen";"9 jaar";"NL01";"2024";"90412"',
        '"Mannen";"9 jaar";"Elders (gemeente)";"2024";"412"',
        '"Mannen";"9 jaar";"GM0999";"2024";"412"',
    ],
)
def test_what_is_not_asked_for_is_skipped_and_told_once(row):
    batch = statline('"Mannen";"9 jaar";"GM0901";"2024";"412"', row, row)
    assert [(one.rule, one.detail) for one in batch.findings] == [("RW-EX-61", "× 2")]
    assert len(rows_of(batch, "population")) == 1
    assert batch.deliveries[0].status == "accepted"


@pytest.mark.parametrize("age", ["5 tot 10 jaar", "5-9", "0-4 jaar", "20 tot en met 24 jaar"])
def test_a_class_of_ages_is_refused_not_spread(age):
    batch = statline('"Mannen";"9 jaar";"GM0901";"2024";"412"', f'"Mannen";"{age}";"GM0901";"2024";"2412"')
    assert told(batch) == [("RW-EX-60", "Bevolking_op_1_januari!B4")]
    assert batch.deliveries[0].status == "partial"


def test_numbers_of_statline_are_read_as_strictly_as_all():
    assert told(statline('"Mannen";"9 jaar";"GM0901";"2024";"1.412"')) == [("RW-EX-37", "Bevolking_op_1_januari!E3")]


def test_a_name_is_only_read_when_the_region_is_known():
    batch = statline('"Mannen";"9 jaar";"Duinstad";"2024";"412"', known=REGION.__class__())
    assert told(batch) == [("RW-EX-27", "Bevolking_op_1_januari!C3")]


CARE = "BSN;Geslacht;Gemeentecode;Verwijzer;Hulpvorm;Gestart met crisis;Datum aanvang;Datum einde;Reden beëindiging\n"
CARE_ROW = "900000011;V;0901;02;02;02;20240215;20240630;01\n"
HALF_YEAR = ColumnMapping("cbs_care", constants=(("half_year", "2024-H1"),))


def test_policy_information_is_read_in_its_own_layout():
    batch = read(CARE + CARE_ROW, "bj_jeugdhulp.csv", sender=PROVIDER, mapping=HALF_YEAR, as_table="cbs_care")
    assert told(batch) == []
    (row,) = rows_of(batch, "cbs_care")
    assert (row["provider_code"], row["half_year"], row["sex"]) == ("99900001", date(2024, 1, 1), "2")
    assert (row["crisis"], row["started_on"], row["stopped_until"]) == (False, date(2024, 2, 15), date(2024, 7, 1))


def test_policy_information_is_recognised_by_its_titles():
    batch = read(CARE + CARE_ROW, "levering.csv", sender=PROVIDER, mapping=HALF_YEAR)
    assert [delivery.table for delivery in batch.deliveries] == ["cbs_care"]


def test_the_half_year_may_be_a_column():
    batch = read("Verslagperiode;" + CARE + "2024-H2;" + CARE_ROW, "x.csv", sender=PROVIDER)
    assert rows_of(batch, "cbs_care")[0]["half_year"] == date(2024, 7, 1)


def test_without_half_year_the_table_is_refused():
    batch = read(CARE + CARE_ROW, "beleidsinformatie_jeugdhulp.csv", sender=PROVIDER)
    assert [(one.rule, one.detail) for one in batch.findings] == [("RW-EX-12", "Halfjaar")]


def test_the_service_organisation_must_say_whose_policy_information_it_is():
    batch = read(CARE + CARE_ROW, "beleidsinformatie_jeugdhulp.csv", mapping=HALF_YEAR)
    assert [(one.rule, one.detail) for one in batch.findings] == [("RW-EX-12", "Aanbieder")]


def test_an_unknown_day_is_refused():
    batch = read(CARE + CARE_ROW.replace("20240215", "20240200"), "x.csv", sender=PROVIDER, mapping=HALF_YEAR)
    assert told(batch) == [("RW-EX-30", "x!G2")]


def test_protection_is_read_in_its_own_layout():
    text = "BSN;Gemeentecode;Maatregel;Datum aanvang;Halfjaar\n900000011;0901;11;20240215;2024-H1\n"
    batch = read(text, "beleidsinformatie_jeugdbescherming.csv", sender=PROVIDER)
    assert told(batch) == []
    assert rows_of(batch, "cbs_protection")[0]["measure"] == "11"
