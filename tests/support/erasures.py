"""An erasure of one youth without the sealed register of persons."""

from datetime import datetime

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.rewrite import rewrite

NOW = datetime(2026, 11, 22)


def forget_youth(home: Home, youth_id: str) -> None:
    """Rewrite the record without the rows of one youth, as an erasure does."""

    def without(table, rows):
        if "youth_id" not in rows.column_names:
            return rows
        return rows.filter([one != youth_id for one in rows.column("youth_id").to_pylist()])

    rewrite(home, without, kind=LoadKind.ERASURE, now=NOW, program_version="test", notes={})
