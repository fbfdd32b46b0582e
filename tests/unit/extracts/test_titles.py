"""The titles of a file, also when they are not ours; and a mapping that goes before a likeness."""

from regiewijzer.extracts.mapping import ColumnMapping
from regiewijzer.extracts.titles import MOST_TITLES, sheet_titles
from tests.support.extract_files import PROVIDER, TABLES, read, workbook, workforce

OWN = ("Zorgaanbieder", "Gemeente", "Jaar", "Vorm van hulp", "Budget", "Aantal jongeren")
ROW = ("99900001", "0901", "2024", "02", "100,00", "4")
BUDGET = {"provider_budget": TABLES["provider_budget"]}
MAPPING = ColumnMapping(
    "provider_budget",
    tuple(zip(OWN, ("provider_code", "municipality_code", "year", "care_form", "budget_cents", "youths"), strict=True)),
)


def csv(*rows):
    return "".join(";".join(row) + "\r\n" for row in rows).encode()


def titles(content, tables=TABLES, file="onbekend.csv"):
    return [(one.table, one.titles) for one in sheet_titles(content, file, tables)]


def test_our_own_titles_name_the_table():
    [(table, found)] = titles(workforce("99900001;2024-K1;hbo;24;19,5;20;18;310").encode())
    assert (table, found[0]) == ("workforce", "Aanbieder")


def test_titles_of_one_s_own_are_found_below_a_heading():
    assert titles(csv(("Opgave 2024",), OWN, ROW), BUDGET) == [(None, OWN)]


def test_every_sheet_has_its_titles_and_sheets_of_ours_are_left_out():
    content = workbook([("Eigen", "Titel"), ("1", "2")], "blad")
    assert titles(content, file="a.xlsx") == [(None, ("Eigen", "Titel"))]
    assert titles(workbook([("Kolom", "Verplicht")], "Toelichting"), file="a.xlsx") == []


def test_a_file_that_cannot_be_read_or_is_very_wide_does_no_harm():
    assert titles(b"PK\x03\x04rommel", file="a.xlsx") == []
    assert titles(b"", file="a.csv") == []
    [(_, found)] = titles(csv([f"titel {number}x" for number in range(900)]), BUDGET)
    assert len(found) == MOST_TITLES


def test_a_mapping_goes_before_a_table_that_the_titles_resemble():
    content = csv(OWN, ROW)
    assert [one.table for one in read(content, "begroting.csv", sender=PROVIDER).deliveries] == ["population_covariate"]
    [delivery] = read(content, "begroting.csv", sender=PROVIDER, mapping=MAPPING).deliveries
    assert (delivery.table, delivery.status) == ("provider_budget", "accepted")


def test_a_mapping_of_which_a_title_is_missing_does_not_go_first():
    content = csv(OWN[1:3], ROW[1:3])
    assert [one.table for one in read(content, "begroting.csv", mapping=MAPPING).deliveries] == ["population_covariate"]
