"""Breaks and notes along a timeline."""

from datetime import date

from django.utils import translation

from regiewijzer.apps.monitor.breaks import Break, known_breaks
from regiewijzer.apps.monitor.models import Annotation
from regiewijzer.apps.monitor.presenters.chart import charts_of
from regiewijzer.apps.monitor.presenters.events import events_of
from regiewijzer.apps.monitor.presenters.subject import subject_of
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.ledger.region import Municipality, Region, TurningPoint
from regiewijzer.ledger.region_terms import Term
from tests.support.invented_figures import a_request, invented_figure

INDICATOR = "young-people-in-care"
REGION = Region(
    "R",
    municipalities=(
        Municipality("0001", "Oud", valid_until=date(2025, 1, 1), successor="0002"),
        Municipality("0002", "Nieuw"),
        Municipality("0003", "Weg", valid_until=date(2024, 1, 1)),
        Municipality("0004", "Gast", member=(Term(date(2023, 5, 1), date(2025, 5, 1)),), accounting=(Term(date(2023, 9, 1)),)),
    ),
    turning_points=(TurningPoint(date(2024, 7, 1), "Nieuwe toegang.", "New access."),),
)


def _texts(indicator_id: str = INDICATOR, **said) -> dict[date, str]:
    return {one.month: one.text for one in known_breaks(REGION, load_indicators()[indicator_id], **said)}


def test_the_law_mergers_and_what_the_region_names_are_known():
    found = _texts()
    assert found[date(2022, 1, 1)].startswith("Nieuw woonplaatsbeginsel")
    assert found[date(2024, 7, 1)] == "Nieuwe toegang."
    assert found[date(2025, 1, 1)] == "Oud hoort sinds 1 januari 2025 bij Nieuw."
    assert date(2024, 1, 1) not in found, "a municipality that merely left is no break of its own"


def test_who_joins_leaves_or_no_longer_pays_is_a_break():
    found = _texts()
    assert found[date(2023, 5, 1)] == "Gast hoort vanaf 1 mei 2023 bij de regio; daarvoor telt de gemeente niet mee."
    assert found[date(2025, 5, 1)] == "Gast hoort vanaf 1 mei 2025 niet meer bij de regio en telt niet meer mee."
    assert found[date(2023, 9, 1)] == "Gast contracteert vanaf 1 september 2023 voor de regio en betaalt zelf niet."


def test_texts_follow_the_language():
    with translation.override("en"):
        assert _texts()[date(2024, 7, 1)] == "New access."


def test_many_new_contracts_are_a_break():
    found = _texts(contracts=((date(2025, 3, 1), 29, 62),))
    assert found[date(2025, 3, 1)] == "Nieuwe contracten: 29 van de 62 contracten begonnen in deze maand."


def test_every_change_of_definition_is_a_break():
    changed = next(one for one in load_indicators().values() if one.earlier)
    text = _texts(changed.id)[changed.reviewed_on.replace(day=1)]
    assert f"van versie {changed.earlier[-1].version} in {changed.version}" in text


def test_events_within_the_timeline_get_letters_in_order():
    subject = subject_of(load_indicators()[INDICATOR], invented_figure(None, a_request()))
    note = Annotation(pk=7, month=date(2024, 5, 1), text="Wijkteam", written_by="an")
    breaks = [
        Break(date(2025, 1, 1), "later"),
        Break(date(2020, 1, 1), "before the first month"),
        Break(date(2023, 11, 1), "at the first month"),
    ]
    found = events_of(subject, breaks, [note])
    assert [(one.letter, one.text, one.note) for one in found] == [("A", "Wijkteam", 7), ("B", "later", None)]


def test_what_happened_in_one_period_shares_a_mark():
    subject = subject_of(load_indicators()[INDICATOR], invented_figure(None, a_request()))
    breaks = [Break(date(2025, 1, 1), "one"), Break(date(2025, 1, 1), "two"), Break(date(2025, 3, 1), "three")]
    (chart,) = charts_of(subject, events_of(subject, breaks, []))
    rows = [row for layer in chart.specs["wide"]["layer"] for row in layer["data"].get("values", [])]
    assert list(dict.fromkeys(row["name"] for row in rows if row.get("month", "")[:4] == "2025" and "top" in row)) == ["A B", "C"]
