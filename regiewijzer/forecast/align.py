"""Two snapshots in one numbering of cells: what one of them does not know is there, and empty."""

from dataclasses import replace

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, TextArray
from regiewijzer.forecast.snapshot import Cells, Snapshot
from regiewijzer.forecast.universe import DIMENSIONS


def joined(one: Cells, other: Cells) -> Cells:
    """Return the cells of both, sorted. A provider that is paid by claims in either is so in both."""
    codes = sorted({*_codes(one), *_codes(other)})
    names = [np.array(sorted({code[place] for code in codes}), dtype=np.str_) for place in range(3)]
    numbers = [np.searchsorted(names[place], [code[place] for code in codes]).astype(np.int64) for place in range(3)]
    paid = {str(name) for cells in (one, other) for name, claims in zip(cells.providers, cells.claims, strict=True) if claims}
    claims = np.array([str(name) in paid for name in names[2]], dtype=np.bool_)
    return Cells(names[0], names[1], names[2], numbers[0], numbers[1], numbers[2], claims)


def _codes(cells: Cells) -> list[tuple[str, ...]]:
    return list(zip(*(cells.keys[name].tolist() for name in DIMENSIONS), strict=True))


def _rows(values: FloatArray, names: TextArray, wanted: TextArray) -> FloatArray:
    result = np.full((len(wanted), values.shape[1]), np.nan)
    result[np.searchsorted(wanted, names)] = values
    return result


def _places(cells: Cells, wanted: Cells) -> IntArray:
    number = {code: place for place, code in enumerate(_codes(wanted))}
    return np.array([number[code] for code in _codes(cells)], dtype=np.int64)


def aligned(snapshot: Snapshot, cells: Cells) -> Snapshot:
    """Return the snapshot in the numbering of `cells`, which must hold all of its own; KeyError otherwise."""
    own = snapshot.cells
    place = _places(own, cells)
    return replace(
        snapshot,
        cells=cells,
        spells=replace(snapshot.spells, cell=place[snapshot.spells.cell]),
        claims=replace(snapshot.claims, cell=place[snapshot.claims.cell]),
        price=_rows(snapshot.price, own.products, cells.products),
        population=_rows(snapshot.population, own.municipalities, cells.municipalities),
    )
