"""The extracts of a worked case of an indicator as deliveries in a ledger, so that a figure is seen to come from the record."""

from collections.abc import Mapping

import pyarrow as pa

from regiewijzer.definitions.indicators_types import Example, Indicator
from regiewijzer.definitions.tables import EXTRACT_NAMES
from tests.support.extract_world import delivery, together

Rows = tuple[Mapping[str, str | None], ...]


def _as_text(rows: Rows) -> str:
    columns = list(rows[0])
    lines = [" | ".join(row[column] or "-" for column in columns) for row in rows]
    return "\n".join([" | ".join(columns), *lines])


def extracts_of(indicator: Indicator) -> tuple[Example, dict[str, pa.Table]] | None:
    """Return the first case and its extracts in arriving form, known at the moment of the case; None without extracts."""
    for case in indicator.cases:
        known_at = case.moment.isoformat()
        found = [
            delivery(name, _as_text(rows), known_at=known_at)
            for name, rows in case.given.items()
            if name in EXTRACT_NAMES and rows
        ]
        if found:
            return case, dict(together(found))
    return None
