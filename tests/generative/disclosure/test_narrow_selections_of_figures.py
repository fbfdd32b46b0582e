"""A municipality asks every question of the menu about itself, of real figures: no hidden number can be worked out from all."""

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from regiewijzer.disclosure.attack import new_solver, solve
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_TO
from regiewijzer.figures.scope import Scope, TooFine
from regiewijzer.pipeline.figures import compute_figure, compute_figures
from tests.support.figure_world import FIRST, MOMENT, NORTH, REGION, SECOND, SOUTH, asked
from tests.support.ledger_world import load_text, make_home

CATEGORIES, PROVIDERS = ("43", "45", "54"), (FIRST, SECOND, "42420003")
NAMES = {"product_category": CATEGORIES, "provider": PROVIDERS}
KEYS = list(product(CATEGORIES, PROVIDERS))
MONTH = 4
OWN = (("municipality", (NORTH,)),)
READER = Scope(municipalities=frozenset({NORTH}), published_only=True, published=frozenset({(1, MOMENT)}))


@pytest.fixture(scope="module", params=range(2))
def home(request, tmp_path_factory):
    counts = np.random.default_rng(request.param).poisson(8, len(KEYS))
    lines = ["youth_id | municipality_code | provider_code | assignment_number | product_category | started_on | known_at"]
    groups = [(NORTH, *key, count) for key, count in zip(KEYS, counts, strict=True)] + [(SOUTH, *key, 12) for key in KEYS]
    for place, category, provider, count in groups:
        for _ in range(count):
            lines.append(f"y{len(lines)} | {place} | {provider} | {len(lines)} | {category} | 2024-01-10 | 2024-05-02")
    home = make_home(tmp_path_factory.mktemp("narrow"), REGION)
    load_text(home, {"care_start": "\n".join(lines)})
    return home


def questions():
    """Yield every question about the own rows: of each dimension all codes, one, or none at all."""
    for named in (names for count in range(3) for names in combinations(NAMES, count)):
        for kept in product(*((None, *NAMES[name]) for name in named)):
            chosen = dict(zip(named, kept, strict=True))
            where = tuple((name, (code,)) for name, code in chosen.items() if code)
            yield asked(by=tuple(name for name, code in chosen.items() if not code), where=(*OWN, *where))


def answers(home):
    """Yield which cells of the table each answer is about, and the answer."""
    for figure in compute_figures(home, list(questions()), READER):
        fixed = {name: codes[0] for name, codes in figure.request.where if name != "municipality"}
        for cell in (one for one in figure.cells if one.period.month == MONTH):
            said = fixed | dict(zip(figure.request.by, cell.dimensions, strict=True))
            yield [place for place, key in enumerate(KEYS) if _is_in(key, said)], cell.value.number


def _is_in(key: tuple[str, str], said: dict[str, str]) -> bool:
    return all(said.get(name, code) == code for name, code in zip(NAMES, key, strict=True))


def bounds(number: float | None) -> tuple[float, float]:
    """Return what is known: a hidden number is of one to nine, or a nought beside a whole group."""
    if number is None:
        return 0.0, MINIMUM_COUNT - 1.0
    return (0.0, 0.0) if number == 0 else (max(MINIMUM_COUNT, number - ROUND_TO // 2), number + ROUND_TO // 2)


def width(attacker: Any, inside: list[int]) -> float:
    ends = []
    for sign in (1.0, -1.0):
        for place in range(len(KEYS)):
            attacker.changeColCost(place, sign if place in inside else 0.0)
        solve(attacker)
        ends.append(sign * attacker.getInfoValue("objective_function_value")[1])
    return ends[1] - ends[0]


def test_every_question_together_gives_no_hidden_number_away(home):
    attacker = new_solver()
    attacker.addVars(len(KEYS), np.zeros(len(KEYS)), np.full(len(KEYS), 1e4))
    found = list(answers(home))
    for inside, number in found:
        attacker.addRow(*bounds(number), len(inside), np.array(inside, dtype=np.int32), np.ones(len(inside)))
    hidden = [inside for inside, number in found if number is None]
    assert hidden
    assert len(found) > len(hidden)
    assert min(width(attacker, inside) for inside in hidden) >= 2


def test_the_own_organisation_is_no_dimension_and_a_third_is_refused(home):
    """The reader has one municipality: naming it chooses the table, and makes no finer one."""
    compute_figure(home, asked(by=("product_category", "provider"), where=OWN), READER)
    with pytest.raises(TooFine):
        compute_figure(home, asked(by=("product_category", "provider", "care_form"), where=OWN), READER)
