"""The gate between what was sent and what is kept: no citizen number and no postcode passes it.

A citizen number (BSN) becomes a keyed pseudonym: BLAKE2b with the region's key and a purpose label. Without the key the 91
million possible numbers cannot be tried. A keyed pseudonym is still personal data; it only keeps numbers out of tables and logs.
A postcode becomes a district code (wijk) by the region's table, or nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.ledger.districts import read_districts
from regiewijzer.ledger.keys import PseudonymKey
from regiewijzer.ledger.person_register import RegisterWriter
from regiewijzer.vocabulary.events import Column, Table
from regiewijzer.vocabulary.events import Gate as Treatment

__all__ = ["Gate", "pseudonym", "read_districts"]

_PURPOSE = b"rw-youth"  # another purpose gets another label, so that its pseudonyms cannot be joined with these
_BYTES = 16


def pseudonym(bsn: str, key: PseudonymKey) -> str:
    """Return the pseudonym of one citizen number: 32 hex digits."""
    return blake2b(bsn.encode(), digest_size=_BYTES, key=key.secret, person=_PURPOSE).hexdigest()


def _translated(values: pa.ChunkedArray, translate: Callable[[str], str | None]) -> pa.ChunkedArray:
    """Translate each distinct value once; NULL stays NULL."""
    coded = values.combine_chunks().dictionary_encode() if values.num_chunks != 1 else values.chunk(0).dictionary_encode()
    words = pa.array([None if one is None else translate(one) for one in coded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([pc.take(words, coded.indices)])


@dataclass(frozen=True)
class Gate:
    """Turns incoming tables into kept ones. With a register, every new person is noted there for the custodian."""

    key: PseudonymKey
    districts: Mapping[str, str] = field(default_factory=dict)
    register: RegisterWriter | None = None

    def pass_through(self, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Return the tables in kept form: `bsn` has become youth_id, `postcode` district_code, in the same place.

        A column that the event table does not know is an error: it could carry what must not be kept.
        """
        return {name: self._table(BY_NAME[name], table) for name, table in tables.items()}

    def _table(self, kind: Table, table: pa.Table) -> pa.Table:
        expected = [column.incoming_name for column in kind.columns]
        if table.column_names != expected:
            raise ValueError(f"{kind.name}: columns {expected} were expected, {table.column_names} found")
        kept = [self._column(column, table.column(column.incoming_name)) for column in kind.columns]
        return pa.table(kept, names=[column.name for column in kind.columns])

    def _column(self, column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
        match column.gate:
            case Treatment.PSEUDONYM:
                return _translated(values, self._person)
            case Treatment.DISTRICT:
                return _translated(values, self._district)
            case _:
                return values

    def _person(self, bsn: str) -> str:
        youth_id = pseudonym(bsn, self.key)
        if self.register is not None:
            self.register.note(youth_id, bsn)
        return youth_id

    def _district(self, postcode: str) -> str | None:
        plain = postcode.replace(" ", "").upper()
        return self.districts.get(plain) or self.districts.get(plain[:4])
