"""Law 9: after an erasure or the end of a term a published figure keeps its values, and reproducing it says why it cannot be."""

from datetime import date, datetime

from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.ledger.installation import Installation, TableTerms
from regiewijzer.ledger.retention import apply_retention
from regiewijzer.pipeline.figure_store import Reproduced, freeze, read_frozen, reproduce
from regiewijzer.pipeline.figures import compute_figure
from tests.support.erasures import forget_youth
from tests.support.figure_world import EXACT, NORTH, SOUTH, asked, loaded_home


def test_frozen_values_remain_after_an_erasure_and_say_so(tmp_path):
    home = loaded_home(tmp_path)
    figure = compute_figure(home, asked(), EXACT)
    figure_id = freeze(home, figure)

    forget_youth(home, "north3")
    found = reproduce(home, figure_id)

    assert (found.outcome, found.reasons) == (Reproduced.FORGOTTEN, ("erasure",))
    assert [one.now.value.number - one.frozen.value.number for one in found.differences] == [-1] * 5
    assert read_frozen(home, figure_id) == figure


def test_within_its_term_a_figure_is_reproduced_and_after_it_says_so(tmp_path):
    """Seven years after January the starts of the north are past their term; those of the south, in April, are not."""
    home = loaded_home(tmp_path)
    from_april = {"first_period": date(2024, 4, 1)}  # before, without the north, there is no ledger any more
    of = {code: compute_figure(home, asked(where=(("municipality", (code,)),), **from_april), EXACT) for code in (NORTH, SOUTH)}
    ids = {code: freeze(home, figure) for code, figure in of.items()}
    installation = Installation(tables={"care_start": TableTerms(retention_months=84, retention_from="started_on")})

    def after(now: datetime):
        apply_retention(home, installation, now=now, program_version="test")
        found = {code: reproduce(home, one) for code, one in ids.items()}
        return {code: (one.outcome, one.reasons) for code, one in found.items()}

    same, forgotten = (Reproduced.SAME, ()), (Reproduced.FORGOTTEN, ("retention",))
    assert after(datetime(2031, 1, 1)) == {NORTH: same, SOUTH: same}
    assert after(datetime(2031, 3, 1)) == {NORTH: forgotten, SOUTH: same}
    assert {code: read_frozen(home, one) for code, one in ids.items()} == of


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
