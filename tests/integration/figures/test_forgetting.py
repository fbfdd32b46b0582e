"""Law 9: after an erasure a published figure keeps its values, and reproducing it says why they cannot be found again."""

from datetime import datetime

from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.rewrite import rewrite
from regiewijzer.pipeline.figure_store import Reproduced, freeze, read_frozen, reproduce
from regiewijzer.pipeline.figures import compute_figure
from tests.support.figure_world import EXACT, asked, loaded_home

NOW = datetime(2026, 11, 22)


def forget_youth(home, youth_id: str) -> None:
    """Rewrite the record without the rows of one youth, as an erasure does."""

    def without(table, rows):
        if "youth_id" not in rows.column_names:
            return rows
        return rows.filter([one != youth_id for one in rows.column("youth_id").to_pylist()])

    rewrite(home, without, kind=LoadKind.ERASURE, now=NOW, program_version="test", notes={})


def test_frozen_values_remain_after_an_erasure_and_say_so(tmp_path):
    home = loaded_home(tmp_path)
    figure = compute_figure(home, asked(), EXACT)
    figure_id = freeze(home, figure)

    forget_youth(home, "north3")
    found = reproduce(home, figure_id)

    assert (found.outcome, found.reasons) == (Reproduced.FORGOTTEN, ("erasure",))
    assert [one.now.value.number - one.frozen.value.number for one in found.differences] == [-1] * 5
    assert read_frozen(home, figure_id) == figure


def test_rounded_figure_is_reproduced_when_the_erasure_does_not_show(tmp_path):
    home = loaded_home(tmp_path)
    figure_id = freeze(home, compute_figure(home, asked(), EVERYTHING))

    forget_youth(home, "south1")  # 27 becomes 26: both are published as 25

    assert reproduce(home, figure_id).outcome is Reproduced.SAME


def test_figure_is_worked_out_anew_after_an_erasure(tmp_path):
    home = loaded_home(tmp_path)
    before = compute_figure(home, asked(), EXACT)

    forget_youth(home, "north3")
    after = compute_figure(home, asked(), EXACT)

    assert before.cells[0].value.number == 23
    assert after.cells[0].value.number == 22
