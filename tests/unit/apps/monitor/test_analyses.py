"""Analyses: what is drawn, the answer in a sentence, and that nothing hidden is in either."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from regiewijzer.apps.monitor import names
from regiewijzer.apps.monitor.analyses.grid import Years, grid_of
from regiewijzer.apps.monitor.analyses.layout import Drawing, Part, analyses
from regiewijzer.apps.monitor.analyses.parts import part_view
from regiewijzer.apps.monitor.own_names import own_names
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, Value, shown
from regiewijzer.ledger.region import Municipality, Region
from tests.support.invented_figures import a_request, invented_figure

INDICATORS = load_indicators()
NOW, BEFORE = date(2025, 1, 1), date(2024, 1, 1)
SECRET = 7_777


def of_codes() -> names.Names:
    shared = names.of_dimensions(Region("Regio", True, (Municipality("0901", "Noord"),)), {})
    return {**shared, **own_names(INDICATORS, shared)}


def view(drawing: Drawing, indicator_id: str, by: tuple[str, ...], outcomes: tuple[str, ...], cells, **said):
    request = a_request(indicator_id, by=by)
    figure = Figure(request, invented_figure(None, request).passport, tuple(cells))
    part = Part("deel", INDICATORS[indicator_id].name, None, indicator_id, by, outcomes, drawing)
    return part_view(part, INDICATORS[indicator_id], figure, of_codes(), Years(**said))


def cells(values: dict[tuple[str, ...], Value], series: str, period: date = NOW) -> list[Cell]:
    return [Cell(period, members, series, value) for members, value in values.items()]


def page(found) -> str:
    return render_to_string("monitor/analyses/_part.html", {"part": found})


def plain(text: str) -> str:
    """Return the text with plain spaces: a sign stays with its number."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def texts(html: str) -> list[str]:
    return [one.strip() for one in re.findall(r">([^<>]+)<", html) if one.strip()]


@pytest.mark.parametrize(("analysis", "part"), [(one, part) for one in analyses().values() for part in one.parts])
def test_every_part_asks_what_its_indicator_has(analysis, part):
    indicator = INDICATORS[part.indicator]

    assert analysis.lead in INDICATORS
    assert set(part.by) <= set(indicator.dimensions)
    assert set(part.outcomes) <= {one.code for one in indicator.outcomes if not one.is_limit}
    assert part.drawing is not Drawing.MATRIX or len(part.by) == 2 or (len(part.by) == 1 and len(part.outcomes) > 1)
    assert part.drawing is not Drawing.FLOW or len(part.by) == 2 or part.by == ("path",)


@pytest.mark.parametrize("analysis", analyses().values(), ids=lambda one: one.id)
def test_parts_of_a_page_have_an_address_each(analysis):
    assert len({part.id for part in analysis.parts}) == len(analysis.parts)
    assert analysis.question.nl.endswith("?")


PAIRS = {("02", "02"): shown(200), ("02", "none"): shown(300), ("11", "none"): HIDDEN, ("14", "other"): shown(10)}


@pytest.mark.parametrize("drawing", [Drawing.FLOW, Drawing.MATRIX, Drawing.RANKED, Drawing.SHIFT])
def test_hidden_value_is_in_no_drawing_table_or_sentence(drawing):
    """What is hidden has no number at all when it comes here; that it is drawn as nothing is what this tells."""
    found = view(drawing, "care-transitions", ("care_form", "next_form"), ("moved",), cells(PAIRS, "moved"))
    bare = view(
        drawing,
        "care-transitions",
        ("care_form", "next_form"),
        ("moved",),
        cells({**PAIRS, ("11", "none"): shown(SECRET)}, "moved"),
    )

    assert "7.777" in page(bare)
    assert "7.777" not in page(found)
    assert found.sentence != bare.sentence or drawing is Drawing.SHIFT


def test_hidden_flow_has_no_ribbon():
    found = view(Drawing.FLOW, "care-transitions", ("care_form", "next_form"), ("moved",), cells(PAIRS, "moved"))

    assert len(found.drawn.wide.ribbons) == len(found.drawn.narrow.ribbons) == 3
    assert "pleegzorg" not in {line for node in found.drawn.wide.nodes for line in node.label}
    assert ("pleegzorg → geen zorg meer", "afgeschermd") in found.drawn.rows
    assert found.sentence == "Het vaakst: ambulant → geen zorg meer (300)."


def test_paths_flow_through_as_many_columns_as_they_have_steps():
    values = {("02",): shown(500), ("02>11",): shown(40), ("02>11>14",): shown(20), ("other",): shown(60), ("03>02",): HIDDEN}

    found = view(Drawing.FLOW, "care-paths", ("path",), ("paths",), cells(values, "paths"))

    assert found.drawn.columns == ("Eerste vorm", "Tweede vorm", "Derde vorm")
    assert found.sentence == ("Het vaakst: ambulant (500). Het vaakst met een andere vorm erna: ambulant → pleegzorg (40).")
    # 40 + 20 go from outpatient to foster care; "others, together" has no form and is only in the table.
    assert {one.text for one in found.drawn.wide.ribbons} == {"500", "60", ""}
    assert ("andere, samen", "60") in found.drawn.rows


def test_ranked_puts_the_highest_first_and_what_has_no_name_last():
    values = {("02+03",): shown(30), ("02",): shown(90), ("other",): shown(200), ("11",): HIDDEN}

    found = view(Drawing.RANKED, "stacking", ("combination",), ("youths",), cells(values, "youths"))

    assert [row.name for row in found.drawn.rows] == ["ambulant", "ambulant + daghulp", "pleegzorg", "andere, samen"]
    assert found.sentence == "Het hoogst bij ambulant (90), het laagst bij ambulant + daghulp (30): jongeren met zorg."
    assert [row.bar.length if row.bar else None for row in found.drawn.rows] == [45.0, 15.0, None, 100.0]


def test_ordered_members_keep_their_order():
    values = {("4+",): shown(20), ("1",): shown(5), ("2",): shown(90)}

    found = view(Drawing.RANKED, "stacking", ("forms_at_once",), ("youths",), cells(values, "youths"))

    assert [row.name for row in found.drawn.rows] == ["één vorm", "twee vormen", "vier vormen of meer"]


def test_shift_puts_two_years_beside_each_other():
    now = {("02",): shown(120), ("11",): shown(30), ("14",): HIDDEN}
    before = {("02",): shown(100), ("11",): shown(40), ("14",): shown(20)}
    both = cells(now, "youths") + cells(before, "youths", BEFORE)

    found = view(Drawing.SHIFT, "target-groups", ("care_form",), ("youths",), both)

    assert (found.drawn.before, found.drawn.now) == ("2024", "2025")
    assert [(row.before, row.now, plain(row.difference)) for row in found.drawn.rows] == [
        ("100", "120", "+20 (+20,0 %)"),
        ("40", "30", "−10 (−25,0 %)"),
        ("20", "afgeschermd", "–"),
    ]
    assert [(row.bar.start, row.bar.length, row.less) if row.bar else None for row in found.drawn.rows] == [
        (50, 50.0, False),
        (25.0, 25.0, True),
        None,
    ]
    assert "Het meest erbij: Ambulant bij de aanbieder (+20" in found.sentence


def test_years_that_are_chosen_are_put_beside_each_other():
    values = [cell for year in range(2021, 2026) for cell in cells({("02",): shown(year)}, "youths", date(year, 1, 1))]

    found = view(Drawing.SHIFT, "target-groups", ("care_form",), ("youths",), values, now=2024, before=2022)

    (row,) = found.drawn.rows
    assert (row.before, row.now, found.when) == ("2.022", "2.024", "2024 naast 2022")


def test_matrix_says_by_a_sign_why_there_is_no_number():
    values = {
        ("02", "11"): shown(0.2),
        ("02", "14"): HIDDEN,
        ("11", "14"): NOT_APPLICABLE,
        ("14", "11"): shown(0.4),
        ("14", "14"): shown(0),
    }

    drawn = view(Drawing.MATRIX, "care-gaps", ("care_form", "next_form"), ("over_28",), cells(values, "over_28")).drawn

    assert [[(cell.sign or plain(cell.text), cell.shade) for cell in row] for _name, row in drawn.rows] == [
        [("20,0 %", 3), ("×", None)],
        [("·", None), ("–", None)],
        [("40,0 %", 5), ("0,0 %", 0)],
    ]
    assert dict(drawn.signs)["×"] == "afgeschermd"


def test_counts_are_shaded_within_their_row():
    values = {("02", "11"): shown(1000), ("02", "14"): shown(10), ("14", "11"): shown(20), ("14", "14"): shown(5)}

    drawn = view(Drawing.MATRIX, "care-transitions", ("care_form", "next_form"), ("moved",), cells(values, "moved")).drawn

    assert [[cell.shade for cell in row] for _name, row in drawn.rows] == [[5, 1], [5, 3]]


def test_survival_reads_days_from_the_outcomes():
    parts = {"over_0": shown(0.4), "over_28": shown(0.2), "over_91": HIDDEN}
    found = view(
        Drawing.SURVIVAL, "care-gaps", (), tuple(parts), [Cell(NOW, (), series, value) for series, value in parts.items()]
    )

    assert [(tick.text) for tick in found.drawn.wide.days] == ["0", "28", "91"]
    assert [plain(dot.text) for dot in found.drawn.wide.dots] == ["40,0 %", "20,0 %"]
    assert found.drawn.rows[-1] == ("Langer dan 91 dagen zonder zorg", "onbekend", "afgeschermd")
    assert "Langer dan 28 dagen zonder zorg: 20,0 %." in plain(found.sentence)


@pytest.mark.parametrize("drawing", list(Drawing))
def test_nothing_shown_is_said_and_not_drawn(drawing):
    by = () if drawing is Drawing.SURVIVAL else ("care_form", "next_form")
    members = ("02", "11") if by else ()

    found = view(drawing, "care-gaps", by, ("over_28",), [Cell(NOW, members, "over_28", HIDDEN)])

    assert found.drawn is None
    assert "afgeschermd" in found.sentence
    assert texts(page(found))


def test_period_is_the_newest_that_is_settled():
    values = cells({("02",): shown(1)}, "youths", date(2026, 1, 1)) + cells({("02",): shown(2)}, "youths")
    figure = Figure(a_request("target-groups", by=("care_form",)), invented_figure(None, a_request()).passport, tuple(values))

    grid = grid_of(INDICATORS["target-groups"], figure, of_codes(), ("youths",))

    assert (grid.period, grid.before, grid.provisional) == (NOW, BEFORE, False)


def test_names_of_paths_and_combinations_are_put_together():
    found = of_codes()

    assert found["path"]["02>11"] == "ambulant → pleegzorg"
    assert found["combination"]["02+JB"] == "ambulant + jeugdbescherming"
    assert found["next_form"]["none"] == "geen zorg meer"
    assert found["path"]["unknown"] == "vorm onbekend"
    assert "02>zz" not in found["path"]
