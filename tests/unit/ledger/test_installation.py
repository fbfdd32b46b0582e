from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import (
    ALWAYS_KEPT,
    KEPT_TABLES,
    Installation,
    InstallationError,
    InstallationIncomplete,
    Mode,
    Role,
    TableTerms,
    load_installation,
    missing_in,
    parse_installation,
    require_startable,
    require_terms,
)
from regiewijzer.vocabulary.events import TABLES
from tests.support.extract_world import delivery, load_deliveries
from tests.support.ledger_world import make_home

TERMS = TableTerms("monitor", "Jeugdwet art. 2.14", 84, "known_at", "DPIA 2026-01")
FILLED = Installation(
    mode=Mode.PRODUCTIVE,
    organisation="Servicebureau",
    role=Role.PROCESSOR,
    role_ground="mandaat 2026-3",
    key_custodian="CISO",
    keys=Path("/safe"),
    region="Testregio",
    tables=dict.fromkeys(KEPT_TABLES, TERMS),
)


def definition(name):
    return yaml.safe_load((definitions_folder() / "installation" / name).read_text("utf-8"))


def test_without_a_file_it_is_a_demo_that_starts(tmp_path):
    installation = load_installation(Home(tmp_path))
    assert installation.mode is Mode.DEMO
    require_startable(installation, Home(tmp_path))


def test_the_demo_file_starts(tmp_path):
    require_startable(parse_installation(definition("demo.yaml")), Home(tmp_path))


def test_every_table_that_is_kept_has_terms():
    assert {table.name for table in TABLES} | {"finding", "archive", "person_register"} == set(ALWAYS_KEPT)
    assert set(ALWAYS_KEPT) | set(load_extract_tables()) == set(KEPT_TABLES)


def test_a_productive_installation_that_is_filled_in_starts(tmp_path):
    require_startable(FILLED, Home(tmp_path))


@pytest.mark.parametrize("name", ["organisation", "role", "role_ground", "key_custodian", "keys", "region"])
def test_each_missing_answer_stops_a_productive_installation(tmp_path, name):
    with pytest.raises(InstallationIncomplete) as stopped:
        require_startable(replace(FILLED, **{name: None if name in ("role", "keys") else ""}), Home(tmp_path))
    assert [one.partition(":")[0] for one in stopped.value.missing] == [name]
    assert name in str(stopped.value)


ASKED = [
    (table, name)
    for table in ALWAYS_KEPT
    for name in ("purpose", "legal_ground", "retention_months", "dpia")
    if (table, name) != ("person_register", "retention_months")  # it follows the other tables
]


@pytest.mark.parametrize(("table", "name"), ASKED)
def test_each_missing_term_of_each_table_stops_it(table, name):
    terms = replace(TERMS, **{name: None if name == "retention_months" else ""})
    assert [one.partition(":")[0] for one in missing_in(replace(FILLED, tables={**FILLED.tables, table: terms}))] == [
        f"tables.{table}.{name}"
    ]


def test_an_extract_needs_its_terms_once_it_is_delivered(tmp_path):
    home = make_home(tmp_path / "home")
    without = replace(FILLED, tables=dict.fromkeys(ALWAYS_KEPT, TERMS))
    require_startable(without, home)
    load_deliveries(home, delivery("lot", "lot_code | name\nP1 | Wonen", known_at="2024-01-01"))

    with pytest.raises(InstallationIncomplete) as stopped:
        require_startable(without, home)

    assert [one.partition(":")[0] for one in stopped.value.missing] == [
        f"tables.lot.{name}" for name in ("purpose", "legal_ground", "retention_months", "dpia")
    ]
    require_startable(replace(without, tables={**without.tables, "lot": TERMS}), home)


def test_a_table_without_terms_is_not_taken_in():
    without = replace(FILLED, tables=dict.fromkeys(ALWAYS_KEPT, TERMS))
    with pytest.raises(InstallationIncomplete, match=r"tables\.lot\.purpose"):
        require_terms(without, ["lot"])
    require_terms(FILLED, ["lot"])
    require_terms(replace(without, mode=Mode.DEMO), ["lot"])


def test_keys_beside_the_data_do_not_count(tmp_path):
    inside = replace(FILLED, keys=tmp_path / "keys")
    assert [one.partition(":")[0] for one in missing_in(inside, Home(tmp_path))] == ["keys"]


def test_without_an_archive_it_needs_no_terms():
    tables = {name: TERMS for name in KEPT_TABLES if name != "archive"}
    assert list(missing_in(replace(FILLED, archives=False, tables=tables))) == []
    assert len(list(missing_in(replace(FILLED, tables=tables)))) == 4


def test_the_template_asks_for_everything_and_nothing_else():
    empty = parse_installation(definition("template.yaml"))
    assert len(list(missing_in(empty))) == 6 + len(ASKED)
    assert set(empty.tables) == set(KEPT_TABLES)


def test_the_template_filled_in_starts(tmp_path):
    raw = definition("template.yaml")
    raw |= {
        "organisation": "S",
        "region": "T",
        "role": "controller",
        "role_ground": "besluit",
        "key_custodian": "CISO",
        "keys": "/safe",
    }
    for terms in raw["tables"].values():
        terms.update(purpose="p", legal_ground="g", dpia="d", retention_months=84)
    home = Home(tmp_path)
    home.installation.write_text(yaml.safe_dump(raw))
    require_startable(load_installation(home), home)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"mode": "production"}, "mode: 'production'"),
        ({"role": "owner"}, "role: 'owner'"),
        ({"organization": "x"}, "onbekend: organization"),
        ({"archives": "ja"}, "archives: true of false"),
        ({"tables": {"persons": {}}}, "'persons' is geen tabel"),
        ({"tables": {"claim": {"goal": "x"}}}, "tables.claim: onbekend: goal"),
        ({"tables": {"claim": {"retention_months": "zeven jaar"}}}, "tables.claim.retention_months"),
        ({"tables": {"claim": {"retention_from": "period_from"}}}, "tables.claim.retention_from: 'period_from'"),
    ],
)
def test_what_is_wrong_is_named(raw, place):
    with pytest.raises(InstallationError, match=place):
        parse_installation(raw)


@pytest.mark.parametrize("text", ["- a list", "mode: [unclosed"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path, text):
    home = Home(tmp_path)
    home.installation.write_text(text)
    with pytest.raises(InstallationError, match=r"installation\.yaml"):
        load_installation(home)


@pytest.mark.parametrize(("months", "first"), [(84, date(2019, 11, 1)), (1, date(2026, 10, 1)), (None, None)])
def test_a_term_ends_on_the_first_of_a_month(months, first):
    assert TableTerms(retention_months=months).kept_from(date(2026, 11, 22)) == first
