"""The rules across messages on a whole region: silent when nothing is wrong, and finding what was put in wrong."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from regiewijzer.checks.definitions import load_checks
from regiewijzer.checks.run import CheckResult, Reason, run_checks
from regiewijzer.definitions.rules import Owner
from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import parse_known_at
from regiewijzer.pipeline.recording import record_messages
from regiewijzer.simulation import Settings, run, settings_for

NOW = datetime(2026, 11, 22)
SETTINGS = replace(settings_for("tiny", 7), young_people=500, faults=4.0)


def checked(settings: Settings, out: Path) -> CheckResult:
    """Simulate, load and check; the findings are those on everything known."""
    run(settings, out / "sim")
    home = Home(out / "home")
    record_messages(home, [out / "sim"], known_at=parse_known_at("dated"), now=NOW, workers=0)
    with open_as_of(home, NOW) as as_of:
        return run_checks(as_of.connection)


@pytest.fixture(scope="module")
def careless(tmp_path_factory):
    out = tmp_path_factory.mktemp("careless")
    return out, checked(SETTINGS, out)


def test_in_a_region_without_faults_no_rule_finds_anything(tmp_path):
    result = checked(SETTINGS.clean(), tmp_path)
    assert result.findings == ()
    assert len(result.ran) > 45
    without_list = {gap.rule: gap.missing for gap in result.not_run if gap.reason is Reason.LIST_MISSING}
    assert all(missing and set(missing) <= set(load_checks()[code].needs_lists) for code, missing in without_list.items())
    assert not any(code.startswith("TR") for code in without_list)  # the lists of the standard's own rules are there
    others = {gap.reason for gap in result.not_run} - {Reason.LIST_MISSING}
    assert others <= {Reason.NO_SOURCE, Reason.OTHER_SIDE_MISSING}


def test_every_fault_across_messages_is_found_where_it_was_made(careless):
    out, result = careless
    truth = pq.read_table(out / "sim" / "truth" / "faults.parquet").to_pylist()
    made = {(row["rule"], row["file"], row["member"]) for row in truth if row["level"] >= 3}
    placed = [one for one in result.findings if one.source_file]  # what never came has no file to point at
    assert all(one.message_id is None for one in result.findings if not one.source_file)
    found = {(one.rule, str(Path(one.source_file).relative_to(out / "sim")), one.source_member) for one in placed}
    assert len(made) > 40
    assert made - found == set()


def test_findings_name_an_owner_and_no_person(careless):
    _, result = careless
    own = [one for one in result.findings if one.owner_role is OwnerRole.SERVICE_ORGANISATION]
    theirs = {code for code, check in load_checks().items() if check.rule.owner is Owner.SERVICE_ORGANISATION}
    assert "TR381" in {one.rule for one in own} <= theirs  # its own list is looked at first
    assert all(one.owner_code for one in result.findings if one not in own)
    assert all(one.value is None or len(one.value) <= 40 for one in result.findings)
