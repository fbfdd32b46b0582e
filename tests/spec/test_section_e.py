"""Every indicator that the documents name is defined, has a source that is delivered, and texts that a reader needs."""

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import IndicatorKind, Theme
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.pipeline.figures_lineage import fields_of
from tests.support.section_e import ACCESSIBILITY, AFFORDABILITY, IDS, QUALITY, SECTION_E

INDICATORS = load_indicators()
# These tell of time, of the region, or that something was delivered: no indicator is about them.
REFERENCE = {"calendar_month", "municipality", "provider", "care_form", "care_form_kind", "delivered_slice", "message"}


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
