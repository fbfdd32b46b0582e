"""Laws 1 and 9 for figures: what was published stays what it was, whatever is loaded later or removed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.figures.values import ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figure_store import Reproduced, freeze, read_frozen, reproduce
from regiewijzer.pipeline.figures import compute_figure
from tests.support.erasures import forget_youth
from tests.support.figure_world import EXACT, REGION, start_table
from tests.support.ledger_world import load_text, make_home

FIRST_DAY = date(2024, 1, 1)
MOMENT = datetime(2024, 4, 1)

days = st.integers(0, 150).map(lambda count: FIRST_DAY + timedelta(days=count))
start = st.tuples(st.sampled_from(["anna", "bram", "chris"]), st.sampled_from(["0901", "0902"]), st.integers(1, 4), days, days)
load = st.lists(start, min_size=1, max_size=6)


def write_load(home: Home, rows: list[tuple]) -> None:
    lines = [
        f"{youth} | {municipality} | 42420001 | {number} | 45 | 45D02 | {started_on} | {known_on}"
        for youth, municipality, number, started_on, known_on in rows
    ]
    load_text(home, start_table(*lines))


def figures(home: Home, snapshot: int | None = None) -> list[Figure]:
    months = {"first_period": FIRST_DAY, "last_period": date(2024, 6, 1)}
    return [
        compute_figure(home, Request(indicator, MOMENT, snapshot, ("municipality",), **months), scope)
        for indicator, scope in (("young-people-in-care", EXACT), ("flow", EVERYTHING))
    ]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=load, later=st.lists(load, min_size=1, max_size=1))
def test_later_loads_change_no_published_figure(first, later):
    with TemporaryDirectory() as folder:
        home = make_home(Path(folder), REGION)
        write_load(home, first)
        published = figures(home)
        ids = [freeze(home, figure) for figure in published]

        for rows in later:
            write_load(home, rows)

        assert [figure.cells for figure in figures(home, snapshot=1)] == [figure.cells for figure in published]
        assert [reproduce(home, figure_id).outcome for figure_id in ids] == [Reproduced.SAME] * len(ids)
        assert [read_frozen(home, figure_id) for figure_id in ids] == published


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=load, later=load)
def test_what_becomes_known_later_changes_no_earlier_answer(first, later):
    """As-of: rows known after the moment leave the figure of the moment as it was, also in a newer snapshot."""
    after = [(*row[:4], MOMENT.date() + timedelta(days=1 + place)) for place, row in enumerate(later)]
    with TemporaryDirectory() as folder:
        home = make_home(Path(folder), REGION)
        write_load(home, first)
        before = [figure.cells for figure in figures(home)]

        write_load(home, after)

        assert [figure.cells for figure in figures(home)] == before


def _numbers(figure: Figure) -> dict[tuple[str, date, tuple[str, ...]], float | None]:
    """Return the numbers that are shown."""
    return {
        (cell.series, cell.period, cell.dimensions): cell.value.number
        for cell in figure.cells
        if cell.value.state is ValueState.SHOWN
    }


@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # looking for a smaller example takes minutes
)
@given(first=load, who=st.sampled_from(["anna", "bram", "chris"]))
def test_after_any_erasure_the_values_remain_and_the_record_is_as_if_the_youth_never_was(first, who):
    stays = ("dora", "0901", 1, FIRST_DAY, FIRST_DAY)
    with TemporaryDirectory() as folder, TemporaryDirectory() as without:
        home, other = make_home(Path(folder), REGION), make_home(Path(without), REGION)
        write_load(home, [stays, *first])
        write_load(other, [stays, *(row for row in first if row[0] != who)])
        published = figures(home)
        ids = [freeze(home, figure) for figure in published]

        forget_youth(home, who)

        now = [figure.cells for figure in figures(home)]
        expected = [
            Reproduced.SAME if one.cells == cells else Reproduced.FORGOTTEN for one, cells in zip(published, now, strict=True)
        ]
        assert [reproduce(home, figure_id).outcome for figure_id in ids] == expected
        # Until when something is known stays known: the message itself is not forgotten, only whom it was about.
        left, never = _numbers(figures(home)[0]), _numbers(figures(other)[0])
        assert never
        assert {place: left.get(place) for place in never} == never
        assert [read_frozen(home, figure_id) for figure_id in ids] == published
