"""Tables with their margins as linked cells: what suppression works on."""

from collections.abc import Sequence

from regiewijzer.disclosure.linked import Equation, Linked, LinkedCell, Status

SMALL = 10


def sensitive_cell(value: int, *, most: float, cost: int = 1) -> LinkedCell:
    """Return a small number of people: it might be ten, and might be one less."""
    return LinkedCell(float(value), Status.SENSITIVE, cost, up=SMALL - value, down=1.0, upper=most)


def _cell(value: int, most: float, cost: int) -> LinkedCell:
    if 0 < value < SMALL:
        return sensitive_cell(value, most=most, cost=cost)
    return LinkedCell(float(value), cost=3 if not value and cost == 1 else cost, upper=most)


def place(table: Linked, row: int, column: int) -> int:
    """Return where an inner cell of a crossed table stands; the first equation is a row with its total."""
    return row * (len(table.equations[0]) - 1) + column


def crossed(values: Sequence[Sequence[int]], *, cost_of_total: int = 20) -> Linked:
    """Return rows by columns with the totals of rows, of columns and of all: inner cells first, the grand total last."""
    width, total = len(values[0]), sum(map(sum, values))
    most = float(max(total, SMALL))
    inner = [_cell(value, most, 1) for row in values for value in row]
    rows = [_cell(sum(row), most, cost_of_total) for row in values]
    columns = [_cell(sum(column), most, cost_of_total) for column in zip(*values, strict=True)]
    cells = [*inner, *rows, *columns, _cell(total, most, 1000)]
    first_row, first_column, grand = len(inner), len(inner) + len(rows), len(cells) - 1
    equations: list[Equation] = []
    for number in range(len(rows)):
        parts = range(number * width, (number + 1) * width)
        equations.append((*((one, 1) for one in parts), (first_row + number, -1)))
    for number in range(width):
        equations.append((*((row * width + number, 1) for row in range(len(rows))), (first_column + number, -1)))
    equations.append((*((first_row + number, 1) for number in range(len(rows))), (grand, -1)))
    equations.append((*((first_column + number, 1) for number in range(width)), (grand, -1)))
    return Linked(cells, equations)
