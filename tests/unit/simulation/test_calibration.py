"""The drawn care of a region of some size comes out as published national figures say; the report says so itself."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from regiewijzer.simulation import run, settings_for
from regiewijzer.simulation.calibration import Calibration

Figures = tuple[dict[str, Calibration], Path]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """A region of 6,000 young people over one year, enough for shares of a few per cent."""
    year = {"first_month": date(2023, 1, 1), "present": date(2023, 12, 31), "merger": date(2023, 7, 1)}
    settings = replace(settings_for("small", 5), young_people=6_000, providers=20, returns=0.0, **year)
    result = run(settings, tmp_path_factory.mktemp("calibrated"))
    return {one.figure: one for one in result.calibration}, result.out


@pytest.mark.parametrize(
    ("figure", "least", "most"),
    [
        ("jongeren van 0-17 jaar met jeugdzorg op 31-12-2023", 7.4, 10.2),
        ("aandeel jongens", 48, 61),
        ("trajecten per jongere met jeugdhulp", 1.15, 1.45),
        ("herhaald beroep bij begonnen trajecten", 12, 30),
        ("begonnen trajecten: ambulant", 50, 72),
        ("begonnen trajecten: verblijf", 2.5, 9),
        ("verwijzer huisarts", 28, 43),
        ("verwijzer gemeente", 25, 41),
        ("beëindigde trajecten: 6-12 maanden", 21, 38),
        ("declaratieregels in de maand erna", 55, 78),
        ("afgewezen bedrag", 1, 8),
        ("aanmelding tot start, ambulant, gemiddelde", 11, 18),
        ("aanmelding tot start, verblijf, gemiddelde", 7, 17),
        ("aanmelding tot intake, ambulant, mediaan", 3.5, 10),
        ("intake tot start, ambulant, mediaan", 3.5, 9),
        ("voogdij, van jeugdbescherming", 10, 50),
        ("jongeren met jeugdbescherming, van jeugdzorg in het jaar", 4, 12),
        ("gedeclareerde zorg, van alle uitgaven", 52, 68),
        ("uitgaven per jongere tot 18 jaar", 1000, 3000),
        ("tekort, van de uitgaven", 4, 31),
    ],
)
def test_figure_lies_near_the_national_one(figures: Figures, figure: str, least: float, most: float) -> None:
    assert least <= figures[0][figure].outcome <= most


def test_the_report_names_every_source(figures: Figures) -> None:
    by_name, out = figures
    report = (out / "kalibratierapport.md").read_text("utf-8")
    assert all(one.source in report for one in by_name.values())
    assert "verzonnen" in report


def test_the_report_is_also_there_for_programs(figures: Figures) -> None:
    by_name, out = figures
    rows = json.loads((out / "kalibratierapport.json").read_text("utf-8"))["figures"]
    assert [row["figure"] for row in rows] == list(by_name)
    assert all(row["within"] == (row["least"] <= row["outcome"] <= row["most"]) for row in rows)
