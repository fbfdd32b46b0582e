"""Which field is used for what, and what falls without it."""

import pytest

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import field_uses
from regiewijzer.pipeline.field_uses import FieldUses, Use, UseKind, keep_uses, kept_uses

CASELOAD, FLOW = Use(UseKind.INDICATOR, "caseload"), Use(UseKind.INDICATOR, "flow")
KEY, RULE = Use(UseKind.KEY, "workforce"), Use(UseKind.ROW_RULE, "workforce")
USES = FieldUses({("workforce", "fte"): (CASELOAD, FLOW), ("workforce", "quarter"): (KEY,), ("workforce", "skj"): (RULE,)})


def test_a_key_is_no_reason_to_fall_but_needs_to_stay():
    assert USES.lost_without([("workforce", "fte"), ("workforce", "quarter")]) == (CASELOAD, FLOW)
    assert USES.is_justified(("workforce", "quarter"))


def test_a_rule_of_the_row_itself_does_not_justify_asking():
    assert not USES.is_justified(("workforce", "skj"))
    assert not USES.is_justified(("workforce", "never_heard_of"))
    assert USES.lost_without([("workforce", "skj")]) == ()


@pytest.fixture
def only_extracts(monkeypatch):
    """Uses that are quick to work out: of every query together it takes most of a minute."""
    for part in ("_indicators", "_breakdowns", "_checks"):
        monkeypatch.setattr(field_uses, part, lambda: iter(()))


def test_uses_are_kept_until_definitions_change(tmp_path, only_extracts, monkeypatch):
    home = Home(tmp_path / "home").create()
    assert kept_uses(home) is None
    made = keep_uses(home)
    assert kept_uses(home) == made
    monkeypatch.setattr(field_uses, "_fingerprint", lambda definitions: "other")
    assert kept_uses(home) is None
    keep_uses(home)
    assert [path.name for path in home.cache.glob("uses-*")] == ["uses-other.json"]


def test_forecast_program_and_keys_are_found(only_extracts):
    uses = field_uses.work_out()
    assert Use(UseKind.FORECAST, "care_and_cost") in uses.of(("claim_line", "amount_cents"))
    assert Use(UseKind.FORECAST, "budget") in uses.of(("municipal_budget", "amount_cents"))
    assert Use(UseKind.FORECAST, "protection") in uses.of(("care_start", "youth_id"))
    assert Use(UseKind.PROGRAM, "district_names") in uses.of(("district", "name"))
    assert Use(UseKind.KEY, "capacity") in uses.of(("capacity", "quarter"))
    assert uses.of(("capacity", "hours_available")) == ()


def test_lineage_of_an_indicator_reaches_the_fields(monkeypatch):
    """One indicator in full: through its view to the table of the record."""
    wanted = {"capacity-use": field_uses.load_indicators()["capacity-use"]}
    monkeypatch.setattr(field_uses, "load_indicators", lambda: wanted)
    fields = {field for _use, found in field_uses._indicators() for field in found}
    assert {("capacity", "places"), ("capacity", "occupied")} <= fields
    assert ("capacity", "hours_available") not in fields
