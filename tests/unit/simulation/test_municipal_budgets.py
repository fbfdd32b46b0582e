"""Budgets of a municipality: not all too small, and the years after the next are in them."""

from collections import defaultdict
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.simulation.extracts.municipal_money import MunicipalMoney
from regiewijzer.simulation.extracts.spending import Field

SPENT = {Field("6.72a", "02"): 700_000_000, Field("6.73c", "14"): 300_000_000}
YEAR = date(2026, 1, 1)


class _Drawn:
    def __init__(self, seed):
        self._chance = np.random.default_rng(seed)

    def normal(self):
        return float(self._chance.normal())


def budgets(seed):
    """Return the expenditure per version and year of one municipality."""
    raw = read_yaml(definitions_folder() / "scenarios" / "demo.yaml")["extracts"]
    facts = SimpleNamespace(raw=raw, settings=SimpleNamespace(first_month=date(2022, 1, 1)))
    made = MunicipalMoney(facts, SimpleNamespace(), _Drawn(seed))
    found = defaultdict(int)
    for one in made._budgets("9901", YEAR, SPENT):
        for row in one.rows:
            if row.direction == "expenditure":
                found[row.version, row.year.year] += row.amount_cents
    return found


def test_the_original_budget_names_the_three_years_after_it_too():
    found = budgets(1)
    assert [year for version, year in found if version == "original"] == [2026, 2027, 2028, 2029]
    assert found["original", 2029] / found["original", 2026] == pytest.approx(1.025**3, abs=1e-3)
    assert {year for version, year in found if version != "original"} == {2026}
    assert found["realised", 2026] == sum(SPENT.values())


def test_some_budgets_are_wide_enough_and_more_are_not():
    wide = [budgets(seed)["spring", 2026] >= sum(SPENT.values()) for seed in range(60)]
    assert 0.1 < np.mean(wide) < 0.6
