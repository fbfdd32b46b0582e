"""One file: which tables it holds, what is accepted, and where every fault stands."""

from datetime import date
from decimal import Decimal

import pytest

from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts import reading
from regiewijzer.figures.finding import OwnerRole
from tests.support.delivered_tables import PROVIDER, TABLES, WORKFORCE, read, rows_of, told, workbook, workforce

GOOD = "99900001;2024-K1;hbo;24;19,5;20;18;310"
CELLS = ["99900001", "2024-K1", "hbo", 24, 19.5, 20, 18, 310]


def test_good_rows_go_in_and_faulty_rows_are_told():
    batch = read(workforce(GOOD, "99900001;2024-K2;hobo;-1;19.5;;;", "99900001;2024-K3;hbo;2;1,5;;;"), sender=PROVIDER)
    assert told(batch) == [("RW-EX-25", "personeel!C3"), ("RW-EX-41", "personeel!D3"), ("RW-EX-37", "personeel!E3")]
    assert [row["row_no"] for row in rows_of(batch)] == [2, 4]
    assert rows_of(batch)[0] == {
        "row_no": 2,
        "provider_code": "99900001",
        "quarter": date(2024, 1, 1),
        "function_group": "hbo",
        "headcount": 24,
        "fte": Decimal("19.50"),
        "skj_registered": 20,
        "peer_review": 18,
        "caseload": 310,
    }
    (delivery,) = batch.deliveries
    assert (delivery.status, delivery.rows, delivery.accepted, delivery.held_back) == ("partial", 3, 2, 1)
    assert delivery.slices == {("99900001", date(2024, 1, 1)), ("99900001", date(2024, 7, 1))}


def test_a_finding_has_place_value_owner_and_mend():
    finding = read(workforce("99900001;2024-K2;hobo;1;1;;;"), sender=PROVIDER).findings[0]
    assert (finding.line, finding.value, finding.detail) == (2, "hobo", "Functiegroep")
    assert (finding.owner_role, finding.owner_code) == (OwnerRole.PROVIDER, "99900001")
    assert (finding.message_type, len(finding.message_id)) == ("personeel", 32)
    assert load_rules()[finding.rule].mend.en


def test_row_numbers_are_those_of_the_file():
    text = f'Personeel van ons\n\n{WORKFORCE}\n\n{GOOD}\n99900001;2024-K2;"h\nbo";1;1;;;\n'
    assert told(read(text)) == [("RW-EX-25", "personeel!C6")]


def test_row_numbers_in_a_workbook_count_empty_rows():
    rows = [["Personeel"], [], WORKFORCE.split(";"), [], CELLS, ["99900001", "2024-K2", "hobo", 1, 1]]
    assert told(read(workbook(rows), "x.xlsx")) == [("RW-EX-25", "personeel!C6")]


def test_the_message_row_says_what_was_delivered():
    batch = read(workforce(GOOD), sender=PROVIDER, member="map/personeel.csv", file="x.zip")
    (row,) = batch.tables["message"].to_pylist()
    assert row["message_id"] == batch.deliveries[0].message_id
    assert row["identification"] == row["message_id"][:12]
    assert (row["message_type"], row["sender_code"], row["provider_code"]) == ("personeel", "99900001", "99900001")
    assert (row["municipality_code"], row["release"], row["reply_to"]) == (None, None, None)
    assert (row["source_file"], row["source_member"], row["row_count"]) == ("x.zip", "map/personeel.csv", 1)
    assert (row["status"], row["dated_on"]) == ("accepted", date(2026, 11, 22))
    assert len(row["sha256"]) == 64


def identity(content, **said):
    return read(content, **said).deliveries[0].message_id


def test_the_same_rows_are_the_same_delivery():
    book = workbook([WORKFORCE.split(";"), CELLS])
    assert identity(workforce(GOOD)) == identity(workforce(GOOD).replace(";", "\t")) == identity(book, file="b.xlsx")


def test_another_sender_value_order_or_verdict_is_another_delivery():
    other = "99900001;2024-K2;mbo;1;1;;;"
    given = [
        identity(workforce(GOOD)),
        identity(workforce(GOOD), sender=PROVIDER),
        identity(workforce(GOOD.replace("24;", "25;"))),
        identity(workforce(GOOD, other)),
        identity(workforce(other, GOOD)),
        identity(workforce(GOOD, "99900001;2024-K2;hobo;1;1;;;")),
        identity(workforce(GOOD, "99900001;2024-K2;habo;1;1;;;")),
        identity(workforce(GOOD, "99900001;2024-K2;mbo;1;1;;;", "99900001;2024-K2;mbo;2;1;;;")),
        identity(workforce(GOOD, "99900001;2024-K2;mbo;1;1;;;", "99900001;2024-K2;mbo;3;1;;;")),
        identity(WORKFORCE),
        identity(WORKFORCE.replace("Fte", "Fta") + "\n" + GOOD),
    ]
    assert len(set(given)) == len(given)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(separator):
    text = workforce(GOOD.replace("19,5", '"19,5"')).replace(";", separator)
    assert told(read(text)) == []
    assert rows_of(read(text))[0]["fte"] == Decimal("19.50")


def test_the_separator_line_of_excel_is_no_row():
    assert told(read("sep=,\n" + workforce("99900001,2024-K1,hobo,1,1,,,").replace(";", ","))) == [("RW-EX-25", "personeel!C2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding):
    text = "Perceel;Naam;Sector;Zwaarte\nP1;Jeugdhulp à la carte;ggz;licht\n"
    batch = read(text.encode(encoding), "percelen.csv")
    assert told(batch) == []
    assert rows_of(batch, "lot")[0]["name"] == "Jeugdhulp à la carte"


def test_the_character_set_of_windows_is_read_with_a_finding():
    batch = read("Perceel;Naam;Sector;Zwaarte\nP1;Café;ggz;licht\n".encode("cp1252"), "percelen.csv")
    assert told(batch) == [("RW-EX-08", "percelen")]
    assert rows_of(batch, "lot")[0]["name"] == "Café"


def test_titles_match_without_case_accents_and_blanks():
    text = "AANBIEDER; kwartaal ;Functiegroep;médewerkers;FTE\n99900001;2024-K1;hbo;3;2,5\n"
    assert told(read(text)) == []


def test_english_titles_are_read_too():
    text = "Provider;Quarter;Function group;Headcount;FTE\n99900001;2024-K1;hbo;3;2,5\n"
    assert len(rows_of(read(text))) == 1


def test_an_unknown_column_is_told_and_dropped():
    text = "Aanbieder;Kwartaal;Functiegroep;Medewerkers;Fte;Opmerking\n99900001;2024-K1;hbo;3;2,5;Jan belt\n"
    batch = read(text)
    assert [(one.rule, one.path, one.detail) for one in batch.findings] == [("RW-EX-13", "personeel!F1", "Opmerking")]
    assert batch.deliveries[0].status == "accepted"


def test_a_missing_required_column_refuses_the_table():
    batch = read("Aanbieder;Kwartaal;Functiegroep;Fte\n99900001;2024-K1;hbo;2,5\n")
    assert [(one.rule, one.path, one.detail) for one in batch.findings] == [("RW-EX-12", "personeel!1", "Medewerkers")]
    assert batch.deliveries[0].status == "rejected"
    assert [row["status"] for row in batch.tables["message"].to_pylist()] == ["rejected"]
    assert list(batch.tables) == ["message"]


def test_a_double_column_refuses_the_table():
    text = "Aanbieder;Kwartaal;Functiegroep;Medewerkers;Fte;fte\n99900001;2024-K1;hbo;3;2,5;2\n"
    assert told(read(text)) == [("RW-EX-14", "personeel!F1")]


def test_titles_without_rows_are_told():
    assert told(read(WORKFORCE)) == [("RW-EX-18", "personeel")]


@pytest.mark.parametrize("name", ["personeel.csv", "Personeel 2024-K1.csv", "map/personeel_99900001.csv", "C:\\x\\PERSONEEL.csv"])
def test_a_table_is_recognised_by_the_name_of_the_file(name):
    assert read(workforce(GOOD), name).deliveries[0].table == "workforce"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_recognised_by_its_titles(table):
    text = ";".join(column.title.nl for column in table.columns) + "\n" + ";".join(column.example for column in table.columns)
    assert [delivery.table for delivery in read(text, "levering.csv").deliveries] == [table.name]


def test_a_table_is_recognised_by_the_name_of_the_sheet():
    book = workbook([WORKFORCE.split(";"), CELLS], "Personeel")
    assert read(book, "levering.xlsx").deliveries[0].sheet == "Personeel"


def test_what_is_no_table_is_told():
    batch = read("Naam;Adres\nJan;Duinstad\n", "adressen.csv")
    assert told(batch) == [("RW-EX-11", "adressen")]
    assert batch.deliveries == ()
    assert dict(batch.tables) == {}


def test_the_chosen_table_goes_before_the_name():
    batch = read(workforce(GOOD), "toegang.csv", as_table="workforce")
    assert [delivery.table for delivery in batch.deliveries] == ["workforce"]


def test_a_workbook_may_hold_several_tables():
    def more(book, _):
        sheet = book.create_sheet("percelen")
        sheet.append(["Perceel", "Naam", "Sector", "Zwaarte"])
        sheet.append(["P1", "Ambulant", "ggz", "licht"])
        book.create_sheet("Kladblad").append(["iets"])
        book.create_sheet("Leeg")
        book.create_sheet("Toelichting").append(["uitleg"])

    batch = read(workbook([WORKFORCE.split(";"), CELLS], change=more), "levering.xlsx")
    assert {delivery.table for delivery in batch.deliveries} == {"workforce", "lot"}
    assert told(batch) == [("RW-EX-16", "Kladblad")]
    assert batch.tables["message"].num_rows == 2


def test_two_sheets_with_different_periods_both_count():
    def more(book, _):
        sheet = book.create_sheet("personeel K2")
        sheet.append(WORKFORCE.split(";"))
        sheet.append(["99900001", "2024-K2", *CELLS[2:]])

    batch = read(workbook([WORKFORCE.split(";"), CELLS], change=more), "levering.xlsx")
    assert told(batch) == []
    assert len(rows_of(batch)) == 2


def test_a_second_sheet_on_the_same_period_is_held_back():
    def more(book, _):
        sheet = book.create_sheet("personeel 2")
        sheet.append(WORKFORCE.split(";"))
        sheet.append(["99900001", "2024-K1", "mbo", *CELLS[3:]])

    batch = read(workbook([WORKFORCE.split(";"), CELLS], change=more), "levering.xlsx")
    assert told(batch) == [("RW-EX-45", "personeel 2")]
    assert [row["function_group"] for row in rows_of(batch)] == ["hbo"]


def test_every_fault_is_told(monkeypatch):
    faulty = [f"99900001;20{year}-K5;hbo;1;1;;;" for year in range(10, 60)]
    assert len(read(workforce(*faulty)).findings) == 50
    monkeypatch.setattr(reading, "MOST_FAULTS", 20)
    found = read(workforce(*faulty)).findings
    assert (len(found), found[-1].rule, found[-1].detail) == (21, "RW-EX-19", "+ 30")


def test_lost_zeros_are_told_once_per_column():
    head = "Gemeente;Jaar;Leeftijd;Geslacht;Inwoners\n"
    text = head + "".join(f"901;2024;{age};man;12\n" for age in range(20))
    from tests.support.delivered_tables import REGION

    batch = read(text, "bevolking.csv", known=REGION)
    assert [(one.rule, one.path, one.detail) for one in batch.findings] == [("RW-EX-40", "bevolking!A2", "× 20")]
    assert len(rows_of(batch, "population")) == 20


BSN = "Aanbieder;Halfjaar;Burgerservicenummer;Gemeente;Verwijzer;Hulpvorm;Datum aanvang;Postcode\n"


@pytest.mark.parametrize(
    "row",
    [
        "99900001;2024-H1;123456782;0901;02;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;0901;123456782;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;12345678;02;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;0901;123 456 782;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;0901;1234.56.782;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;0901;Jan Jansen;02;15-02-2024;1234 AB",
        "99900001;2024-H1;Jan Jansen;0901;02;02;15-02-2024;1234 AB",
        "99900001;2024-H1;900000011;0901;02;02;15-02-2024;Dorpsstraat 12",
    ],
)
def test_a_person_never_stands_in_a_finding(row):
    (finding,) = read(BSN + row + "\n", "beleidsinformatie_jeugdhulp.csv").findings
    assert finding.value is None
    assert not any(part in f"{finding.detail}{finding.path}" for part in ("1234", "Jan", "Dorp"))


def test_the_incoming_form_has_what_the_gate_changes():
    batch = read(BSN + "99900001;2024-H1;900000011;0901;02;02;15-02-2024;1234 AB\n", "beleidsinformatie_jeugdhulp.csv")
    row = batch.tables["cbs_care"].to_pylist()[0]
    assert (row["bsn"], row["postcode"], row["half_year"]) == ("900000011", "1234AB", date(2024, 1, 1))


def test_a_separator_in_a_value_holds_the_row_back():
    batch = read("Perceel,Naam,Sector,Zwaarte\nP1,Licht, ambulant,ggz,licht\nP2,Zwaar,ggz\nP3,Zwaar,ggz,zwaar\n", "percelen.csv")
    assert told(batch) == [("RW-EX-24", "percelen!2"), ("RW-EX-24", "percelen!3")]
    assert [row["lot_code"] for row in rows_of(batch, "lot")] == ["P3"]


def test_empty_cells_beyond_the_titles_do_no_harm():
    assert told(read(workforce(GOOD + ";;;"))) == []
