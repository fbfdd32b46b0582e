"""Figures with hidden values whose true numbers can be recognised, made by the real gate, for who looks for them afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.figure import Cell, Figure, Request
from regiewijzer.figures.scope import REGION, Detail, Scope
from regiewijzer.figures.values import NOT_APPLICABLE, UNKNOWN, Value, shown
from tests.support.invented_figures import invented_figure

FEW, ONE_PROVIDER, PUBLISHED = 98_765_432_17, 87_654_321_91, (1_234_567_000_00, 420_000_000_00)  # cents
Compute = Callable[..., Figure]


@dataclass(frozen=True)
class Truth:
    """What the gate hides: an amount about few young people, and one that is nearly all of one provider."""

    few: int = FEW
    one_provider: int = ONE_PROVIDER


def _measured(cell: Cell, unit: Unit, truth: Truth, number: int) -> MeasuredCell:
    """Return what was measured: of every six periods one about few, one of one provider, one that may be seen."""
    true, youths, largest = {
        1: (truth.few, 7, 0.3),
        3: (truth.one_provider, 400, 0.99),
        5: (PUBLISHED[0], 400, 0.3),
    }.get(number % 6, (PUBLISHED[1], 400, 0.3))
    return MeasuredCell(cell.period, cell.dimensions, cell.series, unit, true, youths, youths, largest_contribution=largest)


def gated(truth: Truth) -> Compute:
    """Return what works out a figure of amounts in a world with this truth, in the place of the real one."""

    def compute(home: object, request: Request, scope: Scope = REGION) -> Figure:
        figure = invented_figure(None, request, scope)
        units = {one.code: one.unit for one in load_indicators()[request.indicator].outcomes}
        measured = [_measured(cell, units[cell.series], truth, number) for number, cell in enumerate(figure.cells)]
        cells = tuple(through_gate(one, detail=Detail.GATED, by_provider=False) for one in measured)
        return replace(figure, cells=cells)

    return compute


def traces(cents: int) -> Iterator[bytes]:
    """Yield every way in which a file could give an amount: with and without cents, grouped, rounded to thousands."""
    for decimals, amount in ((2, cents / 100), (1, cents / 100), (0, cents / 100), (0, round(cents / 100, -3))):
        plain = f"{amount:.{decimals}f}"
        grouped = f"{amount:,.{decimals}f}"
        for text in (plain, plain.replace(".", ","), grouped, grouped.translate(str.maketrans(",.", ".,"))):
            yield text.encode()
        for space in (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
            yield grouped.replace(",", space).encode()
    yield str(cents).encode()
    yield f"{cents / 100:.3e}".split("e")[0].encode() + b"e"


STATES: dict[str, Value] = {"9901": shown(0), "9903": UNKNOWN, "9904": NOT_APPLICABLE, "9905": shown(35)}


def every_state(home: object, request: Request, scope: Scope = REGION) -> Figure:
    """Work out a figure in which municipalities differ: nought, hidden by the gate, unknown, not applicable and a number."""
    figure = invented_figure(None, request, scope)
    unit = next(load_indicators()[request.indicator].outcomes).unit
    small = MeasuredCell(figure.cells[0].period, (), "x", unit, 4, 4, 4)
    states = STATES | {"9902": through_gate(small, detail=Detail.GATED, by_provider=False).value}
    cells = (
        replace(cell, value=states.get(cell.dimensions[0], cell.value)) if cell.dimensions else cell for cell in figure.cells
    )
    return replace(figure, cells=tuple(cells))
