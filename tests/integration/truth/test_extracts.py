"""Extracts in the ledger: what it shows of every table is what senders rightly delivered last."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ColumnType, ExtractTable
from regiewijzer.ledger.districts import read_districts
from regiewijzer.pipeline.loads import findings_of
from tests.support.true_region import TrueRegion

TABLES = pytest.mark.parametrize("name", sorted(load_extract_tables()))
Rows = Counter[tuple[Any, ...]]


def kept(region: TrueRegion, table: ExtractTable) -> Rows:
    columns = ", ".join(column.kept_name for column in table.columns)
    return Counter(region.ledger(f"SELECT {columns} FROM {table.name}"))


def true(region: TrueRegion, table: ExtractTable) -> Rows:
    """Return the true rows as the ledger keeps them: a pseudonym for a citizen number, a district for a postcode."""
    districts = read_districts(region.folder / "postcodes.csv")
    changed = {ColumnType.BSN: region.youth_id, ColumnType.POSTCODE: lambda postcode: districts[postcode[:4]]}
    change = [changed.get(column.type, lambda value: value) for column in table.columns]
    columns = ", ".join(column.name for column in table.columns)
    found = region.truth(f"SELECT {columns} FROM '{region.folder}/truth/extracts/{table.name}.parquet'")
    return Counter(tuple(one(value) for one, value in zip(change, row, strict=True)) for row in found)


@TABLES
def test_clean_extracts_stand_in_the_ledger(clean: TrueRegion, name: str):
    table = load_extract_tables()[name]
    assert kept(clean, table) == true(clean, table)


@TABLES
def test_careless_extracts_stand_without_their_faults(careless: TrueRegion, name: str):
    table = load_extract_tables()[name]
    assert kept(careless, table) == true(careless, table)


def test_every_fault_in_an_extract_is_told_at_its_row_and_nothing_else(careless: TrueRegion):
    assert careless.result.number is not None
    told = defaultdict(Counter)
    for one in findings_of(careless.home, careless.result.number, limit=1_000_000)[0]:
        if "aanleveringen" in one.source_file:
            told[one.source_file, one.source_member][one.rule, one.line] += 1
    faults = defaultdict(Counter)
    for file, member, rule, row in careless.truth("SELECT file, member, rule, row FROM {extract_faults} WHERE rule <> ''"):
        faults[str(careless.folder / file), member][rule, row] += 1
    assert len(faults) > 5
    assert told == faults


def test_young_people_of_extracts_are_those_of_the_messages(clean: TrueRegion):
    both = clean.ledger("SELECT count(*) FILTER (youth_id IN (SELECT youth_id FROM youth)), count(*) FROM cbs_care")
    assert both[0][0] == both[0][1] > 100
