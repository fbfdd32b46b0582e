"""The SQL of the extract tables: the same two SELECTs for every table, made from its definition.

Of every part (slice) of a table the newest delivery holds, from the moment it became known until a newer one did, also where it
says less than the one before. `delivered_slice` knows which delivery filled which part; the rows follow it.
"""

from regiewijzer.definitions.extracts_types import ExtractTable

_KNOWN = ("known_at", "known_basis", "load_number")


def slice_key(table: ExtractTable, rows: str) -> str:
    """Return the expression that gives the part of the table to which a row of `rows` belongs; `slices_of` writes the same."""
    parts = [f"CAST({rows}.{table.column(name).kept_name} AS VARCHAR)" for name in table.slice]
    return f"concat_ws('|', {', '.join(parts)})" if parts else "''"


def kept_sql(table: ExtractTable) -> str:
    """Return the SELECT that builds the table of the cache: every row with the moment at which its part was replaced."""
    return f"""
-- {table.grain.en}: rows as delivered, until their part of the table was delivered anew.
SELECT arrived.*, part.known_until
FROM record.{table.name} AS arrived
INNER JOIN kept.delivered_slice AS part
    ON part.table_name = '{table.name}'
    AND part.message_id = arrived.message_id
    AND part.slice_key = {slice_key(table, "arrived")}
"""  # noqa: S608 - names come from the definitions


def view_sql(table: ExtractTable) -> str:
    """Return the SELECT of the view: the newest delivery of every part, as known at the moment."""
    columns = ", ".join((*(column.name for column in table.event_table().columns), *_KNOWN))
    return f"""
-- {table.grain.en}: the newest delivery known at the moment.
SELECT {columns}
FROM kept.{table.name}
WHERE known_at <= getvariable('moment') AND known_until > getvariable('moment')
"""  # noqa: S608 - names come from the definitions
