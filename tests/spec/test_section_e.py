"""Every indicator that the documents name is defined, has a source that is delivered, and texts that a reader needs."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest
from typer.testing import CliRunner

from regiewijzer.cli import figures, indicator_list
from regiewijzer.cli.app import app
from regiewijzer.cli.output import console
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import IndicatorKind, Theme
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.pipeline.figures_lineage import fields_of
from tests.support.invented_figures import dutch, invented_figure, settled
from tests.support.section_e import ACCESSIBILITY, AFFORDABILITY, IDS, QUALITY, SECTION_E

INDICATORS = load_indicators()
# These tell of time, of the region, or that something was delivered: no indicator is about them.
REFERENCE = {"calendar_month", "municipality", "provider", "care_form", "care_form_kind", "delivered_slice", "message"}
MONTHS = {"first_period": date(2021, 11, 1), "last_period": date(2026, 10, 1)}


@pytest.mark.parametrize("asked", SECTION_E, ids=lambda one: one.what)
def test_what_the_documents_name_is_defined(asked):
    assert [name for name in asked.ids if name not in INDICATORS] == []


@pytest.mark.parametrize("name", IDS)
def test_indicator_has_messages_or_extracts_as_source(name):
    tables = {table for table, _ in fields_of(INDICATORS[name])} & BY_NAME.keys() - REFERENCE

    assert INDICATORS[name].query.views - REFERENCE, "reads nothing but the calendar and the region"
    assert tables, "no table of messages or extracts behind it"
    assert all(BY_NAME[table].messages for table in tables)


@pytest.mark.parametrize(
    ("theme", "asked"), [(Theme.QUALITY, QUALITY), (Theme.ACCESSIBILITY, ACCESSIBILITY), (Theme.AFFORDABILITY, AFFORDABILITY)]
)
def test_every_theme_is_measured_in_structure_process_and_outcome(theme, asked):
    kinds = {INDICATORS[name].kind for one in asked for name in one.ids if INDICATORS[name].theme is theme}

    assert kinds == set(IndicatorKind)


@pytest.mark.parametrize("name", ["trajectory-duration", "application-to-start", "supervision-orders", "cbs-outcome"])
def test_indicator_of_what_ended_warns_that_it_flatters(name):
    """Those who wait or stay longest are not in an exit cohort yet."""
    assert INDICATORS[name].flatters is not None


@pytest.fixture
def answered(monkeypatch):
    """Figures made by hand in the place of a ledger."""
    monkeypatch.setattr(indicator_list, "compute_figure", lambda _, asked, __: invented_figure(None, replace(asked, **MONTHS)))
    monkeypatch.setattr(indicator_list, "_last_known", lambda home, now: datetime(2026, 11, 1, 23))
    monkeypatch.setattr(figures, "latest_snapshot", lambda home: 1)


def listed(*words):
    outcome = CliRunner().invoke(app, ["--home", "nergens", "indicator", "list", *words])
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_the_list_of_indicators_gives_each_its_goal_source_and_settled_value(answered):
    lines = {one["id"]: one for one in json.loads(listed("--json"))}
    assert sorted(lines) == sorted(load_indicators())
    lacking = [
        (name, what)
        for name in IDS
        for what in ("name", "goals", "sources", "outcome", "period", "value")
        if lines[name][what] in (None, "", [])
    ]
    assert lacking == []
    assert [name for name in IDS if lines[name]["provisional"]] == []


def test_the_list_breaks_between_words_in_a_narrow_window(answered, monkeypatch):
    monkeypatch.setattr(console, "width", 80)
    text = listed()
    assert max(map(len, text.splitlines())) <= 80
    words = set(text.split())
    for name in IDS:
        line = load_indicators()[name]
        assert {*line.name.nl.split(), f"({name})"} <= words, name
        assert {word for goal in indicator_list.goals_of(name) for word in goal.split()} <= {one.strip(";") for one in words}
    month, number, _ = settled()
    assert month == "juli 2026"
    assert f"waarde  {dutch(number)} (2026-07)" in text
