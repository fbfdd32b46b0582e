"""The loader of extract tables: what it refuses, and what the tables that are there look like as events."""

import shutil

import pytest
import yaml

from regiewijzer.definitions.extracts import ExtractDefinitionError, _load, load_extract_tables
from regiewijzer.definitions.extracts_types import ColumnType, SenderKind
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.vocabulary.events import BY_NAME, Gate, Kind

TABLES = load_extract_tables()


def test_number_of_tables():
    assert len(TABLES) == 27


def test_no_table_has_the_name_of_an_event_of_the_messages():
    assert not set(TABLES) & set(BY_NAME)


def test_loaded_once():
    assert load_extract_tables() is load_extract_tables()


def test_event_table_has_kept_names_kinds_gates_and_sources():
    table = TABLES["cbs_care"].event_table()
    assert [column.name for column in table.columns[:5]] == ["message_id", "row_no", "provider_code", "half_year", "youth_id"]
    assert table.messages == ("beleidsinformatie_jeugdhulp",)
    assert table.column("half_year").kind is Kind.DATE
    assert table.column("youth_id").gate is Gate.PSEUDONYM
    assert table.column("youth_id").incoming_name == "bsn"
    assert table.column("district_code").gate is Gate.DISTRICT
    assert table.column("crisis").kind is Kind.BOOLEAN
    assert table.column("stopped_until").source == "beleidsinformatie_jeugdhulp/Datum einde (t/m)"


def test_kinds_of_numbers():
    workforce, tariff = TABLES["workforce"].event_table(), TABLES["tariff"].event_table()
    assert workforce.column("headcount").kind is Kind.INTEGER
    assert workforce.column("fte").kind is Kind.DECIMAL
    assert tariff.column("amount_cents").kind is Kind.INTEGER


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_written_codes_survive_a_spreadsheet(table):
    """A spreadsheet makes a date of "3-6" and a number of "0012"; only fixed digits can be told back."""
    for column in table.columns:
        for code in column.codes.values():
            digits = code.written.replace("-", "").replace("/", "")
            assert not digits.isdigit() or digits == code.written, (column.name, code.written)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_who_delivers_own_rows_has_a_code_in_them(table):
    if set(table.senders) - {SenderKind.SERVICE_ORGANISATION, SenderKind.CBS}:
        assert table.column(table.owner_column).type in (ColumnType.AGB, ColumnType.MUNICIPALITY, ColumnType.TEXT)


def changed(tmp_path, table, change):
    folder = tmp_path / "definitions"
    shutil.copytree(definitions_folder() / "extracts", folder / "extracts")
    shutil.copytree(definitions_folder() / "codelists", folder / "codelists")
    path = folder / "extracts" / f"{table}.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))
    change(raw)
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


WRONG = {
    "unknown key": (lambda raw: raw.update(colums={}), "capacity.yaml: colums: unknown key"),
    "no English": (lambda raw: raw["name"].pop("en"), "capacity.yaml: name: expected a text for nl and one for en"),
    "empty explanation": (
        lambda raw: raw["columns"]["places"]["explanation"].update(nl=" "),
        "capacity.yaml: columns.places.explanation.nl: expected a text",
    ),
    "unknown type": (lambda raw: raw["columns"]["places"].update(type="float"), "columns.places.type: expected one of text"),
    "unknown code list": (
        lambda raw: raw["columns"]["care_form"].update(codelist="forms"),
        "columns.care_form.codelist: expected a list of codes or one of",
    ),
    "list without codes": (
        lambda raw: raw["columns"]["places"].update(codelist={"a": {"nl": "a", "en": "a"}}),
        "columns.places.codelist: expected no list",
    ),
    "unknown sender": (lambda raw: raw.update(senders=["provincie"]), "senders: expected a list out of provider"),
    "no owner": (lambda raw: raw.pop("owner_column"), "owner_column: expected a column"),
    "owner outside the slice": (lambda raw: raw.update(slice=["quarter"]), "slice: expected provider_code"),
    "slice of what is not required": (
        lambda raw: raw.update(slice=["provider_code", "municipality_code"]),
        "slice: expected required columns, found 'municipality_code'",
    ),
    "unique of what is not there": (lambda raw: raw.update(unique=["place"]), "unique: expected columns, found 'place'"),
    "rule on a text": (
        lambda raw: raw.update(rules=[{"left": "care_form", "at_most": 1, "nl": "a", "en": "a"}]),
        "rules.1: expected columns with numbers or dates, found care_form",
    ),
    "rule without operator": (
        lambda raw: raw.update(rules=[{"left": "places", "nl": "a", "en": "a"}]),
        "rules.1.operator: expected one of at_most",
    ),
    "rule without text": (
        lambda raw: raw.update(rules=[{"left": "places", "at_most": 1, "nl": "a"}]),
        "rules.1.message.en: expected a text",
    ),
    "title of another": (
        lambda raw: raw["columns"]["places"].update(title={"nl": "bezet", "en": "x"}),
        "columns.places.title: expected a title of its own",
    ),
    "euro without cents": (
        lambda raw: raw["columns"]["places"].update(type="euro"),
        "columns.places.type: a column of type euro",
    ),
    "a name of the ledger": (
        lambda raw: raw["columns"].update(known_at=raw["columns"].pop("places")),
        "columns.known_at: is kept as known_at, a name that is taken",
    ),
    "minimum of a code": (
        lambda raw: raw["columns"]["care_form"].update(minimum=1),
        "columns.care_form.type: expected a number",
    ),
    "file of another": (lambda raw: raw.update(file_name="wijken"), "file_name: 'wijken' is that of capacity too"),
    "file with a space": (lambda raw: raw.update(file_name="mijn bestand"), "file_name: expected small letters"),
    "double spelling": (
        lambda raw: raw["columns"]["care_form"].update(codelist={"a": {"nl": "a", "en": "a"}, "A": {"nl": "b", "en": "b"}}),
        "expected spellings of its own; 'A' is a too",
    ),
    "a number as code": (
        lambda raw: raw["columns"]["care_form"].update(codelist={1: {"nl": "a", "en": "a"}}),
        "columns.care_form.codelist.1: expected a code in quotes",
    ),
}


@pytest.mark.parametrize(("change", "text"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_with_file_and_key(tmp_path, change, text):
    folder = changed(tmp_path, "capacity", change)
    with pytest.raises(ExtractDefinitionError) as error:
        _load(folder)
    assert text in str(error.value)


def test_an_exclusive_end_says_so_in_its_title(tmp_path):
    folder = changed(tmp_path, "contract", lambda raw: raw["columns"]["valid_until"]["title"].update(nl="Geldig tot"))
    with pytest.raises(ExtractDefinitionError, match="expected a title that ends in"):
        _load(folder)


def test_what_is_no_yaml_is_refused(tmp_path):
    folder = changed(tmp_path, "capacity", lambda raw: None)
    (folder / "extracts" / "capacity.yaml").write_text("name: [", "utf-8")
    with pytest.raises(ExtractDefinitionError, match=r"capacity\.yaml"):
        _load(folder)
