"""Files of extracts: every table is delivered, the reader takes in what is right and tells of every planted fault."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.ledger.districts import read_districts
from regiewijzer.simulation import run, settings_for
from regiewijzer.simulation.extracts.files import csv_bytes, workbook_bytes
from regiewijzer.simulation.extracts.rows import ROWS
from regiewijzer.vocabulary.periods import first_of_month
from tests.support.simulated_extracts import SimulatedExtracts
from tests.support.simulated_region import Simulated

TABLES = pytest.mark.parametrize("table", sorted(load_extract_tables()))


@TABLES
def test_every_table_is_simulated_with_all_its_columns(table: str) -> None:
    assert ROWS[table]._fields == tuple(column.name for column in load_extract_tables()[table].columns)


@TABLES
def test_every_table_is_delivered(right: SimulatedExtracts, table: str) -> None:
    assert right.truth(table)


def test_clean_extracts_have_no_finding(right: SimulatedExtracts) -> None:
    assert [finding for _, batch in right.batches for finding in batch.findings] == []
    assert {delivery.status for _, batch in right.batches for delivery in batch.deliveries} == {"accepted"}


@TABLES
@pytest.mark.parametrize("run_of", ["right", "wrong"])
def test_what_stands_in_the_end_is_the_truth(request: pytest.FixtureRequest, run_of: str, table: str) -> None:
    extracts: SimulatedExtracts = request.getfixturevalue(run_of)
    assert Counter(extracts.standing().get(table, [])) == Counter(extracts.truth(table))


def test_every_planted_fault_is_told_at_its_row_and_nothing_else(wrong: SimulatedExtracts) -> None:
    told = Counter(
        (finding.rule, finding.source_file, finding.source_member, finding.line)
        for _, batch in wrong.batches
        for finding in batch.findings
    )
    planted = [one for one in wrong.truth_of("extract_faults") if one["rule"]]
    assert told == Counter((one["rule"], one["file"], one["member"], one["row"]) for one in planted)
    assert len({one["kind"] for one in planted}) >= 7


def test_most_faults_are_mended_and_some_deliveries_never_come(wrong: SimulatedExtracts) -> None:
    planted = wrong.truth_of("extract_faults")
    assert 0.5 < sum(one["mended_on"] is not None for one in planted) / len(planted) < 1
    handed = {(one.sender, one.day.isoformat()) for one, _ in wrong.batches}
    assert not {(one["sender"], one["day"].isoformat()) for one in wrong.truth_of("extract_forgotten")} & handed


def test_some_senders_deliver_workbooks_and_the_layout_of_cbs_is_text(right: SimulatedExtracts, wrong: SimulatedExtracts) -> None:
    kinds = Counter(Path(one.member or one.file).suffix for one, _ in (*right.batches, *wrong.batches))
    assert kinds[".csv"] > kinds[".xlsx"] > 0
    in_workbooks = {delivery.table for one, batch in right.batches if one.file.endswith(".xlsx") for delivery in batch.deliveries}
    assert not in_workbooks & {"cbs_care", "cbs_protection"}


def test_a_sender_hands_over_one_bundle_a_quarter(right: SimulatedExtracts) -> None:
    files = Counter((one.sender, first_of_month(one.day)) for one in {handed.file: handed for handed in right.handed()}.values())
    provider = [count for (sender, _), count in files.items() if len(sender) == 8]
    assert max(provider) <= 2  # the bundle, and for who delivers a workbook the file for CBS


def test_the_same_content_gives_the_same_bytes() -> None:
    lines = [["Titel", "Bedrag"], ["é;'\"", 1.5], ["=2*21", None]]
    assert workbook_bytes({"blad": lines}) == workbook_bytes({"blad": lines})
    assert csv_bytes(lines).decode("utf-8-sig").splitlines()[1] == '"é;\'""";1.5'


def test_the_region_file_names_subregions_districts_and_who_is_expected(clean: Simulated) -> None:
    raw = yaml.safe_load((clean.out / "region.yaml").read_text("utf-8"))
    assert len({one["subregion"] for one in raw["municipalities"]}) == 2  # of three: a tiny region has only some municipalities
    codes = read_districts(clean.out / raw["postcode_districts"])
    assert {row["postcode"][:4] for row in clean.rows("youth") if row["postcode"]} <= set(codes)
    expected = {one["code"] for one in raw["expected_senders"]}
    without_clients = {one["code"] for one in raw["providers"]} - expected
    assert len(without_clients) == round(14 * 0.15)


def test_a_region_of_full_size_has_three_subregions(tmp_path: Path) -> None:
    settings = replace(settings_for("small", 1), young_people=60, providers=6, burn_in_months=0)
    out = run(replace(settings, first_month=settings.present.replace(day=1)), tmp_path).out
    raw = yaml.safe_load((out / "region.yaml").read_text("utf-8"))
    assert len({one["subregion"] for one in raw["municipalities"]}) == 3
