"""Which municipality carries the figures of one that merged. Apart, so that a page needs no model to know it."""

from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_sql import SUCCESSORS


def successors_of(as_of: AsOf) -> dict[str, str]:
    """Return which municipality carries the figures of one that merged (F4), followed to the last."""
    pairs: dict[str, str] = dict(as_of.connection.execute(SUCCESSORS).fetchall())
    for code in pairs:
        seen = {code}
        while pairs[code] in pairs and pairs[code] not in seen:
            seen.add(pairs[code])
            pairs[code] = pairs[pairs[code]]
    return pairs
