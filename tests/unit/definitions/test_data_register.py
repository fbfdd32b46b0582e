"""The data register: an entry for all that is asked, with what its answer costs; a fault in a file is named."""

import shutil
from datetime import date

import pytest

from regiewijzer.definitions.data_register import RegisterDefinitionError, load_data_register, load_program_uses
from regiewijzer.definitions.data_register_types import EntryKind, GameRules, Staff, StaffRate
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.processing import ProcessingDefinitionError, load_processing
from regiewijzer.definitions.rules import RuleText
from regiewijzer.definitions.standard import load_standard
from regiewijzer.definitions.yaml_files import read_yaml


def test_everything_that_is_asked_has_an_entry():
    entries = load_data_register().entries
    messages = {name.removeprefix("JW") for name in load_standard().messages}
    assert set(entries) == messages | set(load_extract_tables())
    assert all(one.until is not None for one in entries.values() if one.kind is EntryKind.EXTRACT)


def test_nothing_rests_on_the_defaults_alone():
    """A new table stands in the register at once; who adds it says what it costs."""
    said = read_yaml(definitions_folder() / "register" / "extracts.yaml")["extracts"]
    assert set(load_extract_tables()) - set(said) == set()


def test_what_is_not_described_yet_is_asked_all_the_same(altered):
    altered("extracts.yaml", "  tariff: {minutes: 60, per_year: 2, staff: professional}\n", "")
    entry = load_data_register().entries["tariff"]
    assert (entry.minutes, entry.per_year, entry.until) == (60, 1, date(2028, 12, 31))


def test_the_deliverer_is_who_really_sends():
    """A return message copies the header of what it answers; an extract is the work of the owner of its rows."""
    entries = load_data_register().entries
    senders = {number: entries[number].deliverer for number in ("301", "302", "323", "325", "capacity", "municipal_budget")}
    provider, municipality = SenderKind.PROVIDER, SenderKind.MUNICIPALITY
    assert list(senders.values()) == [municipality, provider, provider, municipality, provider, municipality]
    assert [entries[name].per_year for name in ("capacity", "waiting_statement", "contract", "301")] == [4, 12, 4, None]


def test_cost_follows_the_standard_cost_model():
    rules = GameRules(36, 3, {Staff.ADMINISTRATIVE: StaffRate(RuleText("a", "a"), 3900)})
    assert rules.cost_cents(45, Staff.ADMINISTRATIVE, 8) == 45 * 8 * 65


@pytest.fixture
def altered(tmp_path, monkeypatch):
    """A copy of the definitions in which a text of one file of the register can be changed."""
    folder = tmp_path / "definitions"
    shutil.copytree(definitions_folder(), folder)

    def alter(name, before, after):
        path = folder / "register" / name
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")
        monkeypatch.setenv("REGIEWIJZER_DEFINITIONS", str(folder))

    return alter


@pytest.mark.parametrize(
    ("name", "before", "after", "named"),
    [
        ("extracts.yaml", "capacity: {minutes: 45", "capacity: {minutes: -1", "extracts.capacity.minutes"),
        ("extracts.yaml", "nice: [hours_available]", "nice: [beds]", "extracts.capacity.nice"),
        ("extracts.yaml", "  lot: {minutes: 15, per_year: 1,", "  lot: {minutes: 15, per_year: vaak,", "extracts.lot.per_year"),
        ("extracts.yaml", "  tariff: {", "  tarief: {", "extracts.tarief"),
        ("extracts.yaml", "necessity: need", "necessity: perhaps", "necessity"),
        ("messages.yaml", '  "325":', '  "999":', "messages.999"),
        ("rules.yaml", "longest_months: 36", "longest_months: lang", "longest_months"),
    ],
)
def test_a_fault_is_named_by_file_and_key(altered, name, before, after, named):
    altered(name, before, after)
    with pytest.raises(RegisterDefinitionError, match=named) as raised:
        load_data_register()
    assert name in str(raised.value)


def test_a_use_of_a_column_that_is_not_there_is_refused(altered):
    altered("program_uses.yaml", "district_code", "wijkcode")
    with pytest.raises(RegisterDefinitionError, match="wijkcode"):
        load_program_uses()


def test_the_processing_register_names_a_missing_text(altered):
    altered("processing.yaml", "transfers:", "transfer:")
    with pytest.raises(ProcessingDefinitionError, match="transfer"):
        load_processing()
