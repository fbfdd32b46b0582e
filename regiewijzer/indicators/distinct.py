"""Counts distinct youths and units per cell of a breakdown, and of the organisation that has most of them.

Of what is added up, what others have beside the largest organisation is the youths in the rows of others: of a youth whom two
organisations help, the rows of the other are left when one takes its own off. The breakdowns name no organisation then.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from regiewijzer.indicators.dimensions import NOT_KNOWN
from regiewijzer.indicators.levels import Key
from regiewijzer.indicators.numbered import Cells, Numbered, Numbers, counts, distinct, firsts

ENOUGH = 10  # youths; more than this matters to nobody but who counts them
ORGANISATIONS = ("municipality", "provider")

Counts = Mapping[Key, int]


def counted(rows: Numbered, by: Sequence[str], who: str = "youth") -> Counts:
    """Return per cell how many distinct youths (or units) it has; nought where its rows name none."""
    bits = rows.bits(who)
    cells = rows.cells(by, 1 << bits)
    numbers = distinct((cells.numbers << bits) | rows.who[who])
    of_cell = numbers >> bits
    starts = firsts(of_cell)
    is_one = (numbers & ((1 << bits) - 1) > 0).astype(np.int64)
    return _by_key(rows, cells, by, of_cell[starts], np.add.reduceat(is_one, starts) if len(starts) else is_one)


def most_youths(rows: Numbered, by: Sequence[str]) -> Counts:
    """Return per cell the number of youths of the known municipality or provider that has most."""
    found: dict[Key, int] = {}
    for name in ORGANISATIONS:
        for key, youths in _most(rows, by, name).items():
            found[key] = max(found.get(key, 0), youths)
    return found


def youths_of_others(rows: Numbered, by: Sequence[str]) -> Counts:
    """Return per cell the youths in the rows of others than the organisation that leaves fewest of them."""
    found: dict[Key, int] = {}
    for name in ORGANISATIONS:
        for key, youths in _left(rows, by, name).items():
            found[key] = min(found.get(key, youths), youths)
    return found


def _by_key(rows: Numbered, cells: Cells, by: Sequence[str], numbers: Numbers, found: Numbers) -> Counts:
    return dict(zip(rows.keys(cells, numbers, by), found.tolist(), strict=True))


def _of_organisation(rows: Numbered, name: str) -> tuple[Numbers, int, int]:
    """Return per row its organisation, how many there are, and the number of the one that is not known (-1: every one is)."""
    column = rows.columns[name]
    values = list(column.values)
    return column.numbers, max(len(values), 1), values.index(NOT_KNOWN) if NOT_KNOWN in values else -1


def _most(rows: Numbered, by: Sequence[str], name: str) -> Counts:
    organisation, many, not_known = _of_organisation(rows, name)
    bits = rows.bits("youth")
    cells = rows.cells(by, many << bits)
    is_known = organisation != not_known
    own = (cells.numbers * many + organisation)[is_known]
    numbers = distinct((own << bits) | rows.who["youth"][is_known])
    of_own = numbers >> bits
    starts = firsts(of_own)
    if not len(starts):
        return {}
    youths = np.add.reduceat((numbers & ((1 << bits) - 1) > 0).astype(np.int64), starts)
    of_cell = of_own[starts] // many
    begins = firsts(of_cell)
    return _by_key(rows, cells, by, of_cell[begins], np.maximum.reduceat(youths, begins))


def _left(rows: Numbered, by: Sequence[str], name: str) -> Counts:
    organisation, many, not_known = _of_organisation(rows, name)
    bits = rows.bits("youth")
    cells = rows.cells(by, (many + 1) << bits)
    of_youth = rows.who["youth"] > 0
    pairs = ((cells.numbers << bits) | rows.who["youth"])[of_youth]
    numbers = distinct(pairs * many + organisation[of_youth])
    pair, per_pair = counts(numbers // many)
    if not len(pair):
        return {}
    at = numbers[firsts(numbers // many)] % many
    of_cell, youths = counts(pair >> bits)
    # Whom one known organisation alone has goes with it; the last number stands for none such.
    only_at = np.where((per_pair == 1) & (at != not_known), at, many)
    own, alone = counts(np.sort((pair >> bits) * (many + 1) + only_at))
    begins = firsts(own // (many + 1))
    most = np.maximum.reduceat(np.where(own % (many + 1) == many, 0, alone), begins)
    return _by_key(rows, cells, by, of_cell, youths - most)
