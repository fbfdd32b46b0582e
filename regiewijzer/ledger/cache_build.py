"""Builds one cache file from the record: tables with known intervals, the views, and marts for the newest moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger import sql_files
from regiewijzer.ledger.care_forms import care_form_kinds, care_form_rows
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import Manifest
from regiewijzer.ledger.record import table_files
from regiewijzer.ledger.region import Region
from regiewijzer.ledger.region_terms import ALWAYS
from regiewijzer.ledger.schema import KEPT_SCHEMAS

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "2GB",  # measured: the region scale fits; larger spills to the folder of the cache
    "preserve_insertion_order": False,
}
# Trying these on every column takes a quarter of the rebuild and wins a quarter of the size of a file that may be deleted.
SLOW_COMPRESSION = "fsst,zstd,dict_fsst,chimp,patas,alp,alprd"

# Stories of one youth are read in order again and again; rows that lie in that order are sorted a quarter faster.
_IN_ORDER = {"delivery": "\nORDER BY youth_id, started_on"}

_SQL_TYPES = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.date32(): "DATE",
    pa.timestamp("us"): "TIMESTAMP",
    pa.bool_(): "BOOLEAN",
    pa.decimal128(18, 2): "DECIMAL(18,2)",
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _record_select(table: str, files: Sequence[Path], snapshot: int) -> str:
    """Return the SELECT of a table of the record; a column that older files lack is empty there."""
    schema = KEPT_SCHEMAS[table]
    there = {name for file in files for name in pq.read_schema(file).names}
    columns = ", ".join(
        (name if name in there else f"CAST(NULL AS {_SQL_TYPES[schema.field(name).type]}) AS {name}") for name in schema.names
    )
    if not files:
        return f"SELECT {columns} WHERE FALSE"
    listed = ", ".join(_quoted(str(file)) for file in files)
    return f"SELECT {columns} FROM read_parquet([{listed}], union_by_name = true) WHERE load_number <= {snapshot}"  # noqa: S608


@contextmanager
def _at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Do many small steps in one transaction: writing each by itself to the disk would be most of the work."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _open_record(connection: duckdb.DuckDBPyConnection, home: Home, loads: Iterable[Manifest], snapshot: int) -> None:
    standing = tuple(loads)
    connection.execute("CREATE SCHEMA record")
    with _at_once(connection):
        for table in KEPT_SCHEMAS:
            select = _record_select(table, table_files(home, table, standing), snapshot)
            connection.execute(f"CREATE VIEW record.{table} AS {select}")


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]
) -> None:
    """Create a table of the cache with these columns (name -> type) and rows."""
    said = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE TABLE kept.{table} ({said})")
    if rows:
        values = pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows])
        connection.register("filling", values)
        connection.execute(f"INSERT INTO kept.{table} BY NAME SELECT * FROM filling")  # noqa: S608
        connection.unregister("filling")


def _terms(region: Region) -> Iterator[tuple[str, str, date | None, date | None]]:
    for one in region.municipalities:
        kinds = {"member": one.member or (ALWAYS,), "outside": one.outside, "accounting": one.accounting}
        for kind, terms in kinds.items():
            yield from ((one.code, kind, term.valid_from, term.valid_until) for term in terms)


def _keep_region(connection: duckdb.DuckDBPyConnection, region: Region) -> None:
    _fill(
        connection,
        "municipality",
        {
            "municipality_code": "VARCHAR",
            "name": "VARCHAR",
            "valid_from": "DATE",
            "valid_until": "DATE",
            "successor_code": "VARCHAR",
            "subregion": "VARCHAR",
        },
        [(one.code, one.name, one.valid_from, one.valid_until, one.successor, one.subregion) for one in region.municipalities],
    )
    columns = {"municipality_code": "VARCHAR", "term": "VARCHAR", "valid_from": "DATE", "valid_until": "DATE"}
    _fill(connection, "municipality_term", columns, list(_terms(region)))
    _fill(
        connection,
        "provider",
        {"provider_code": "VARCHAR", "name": "VARCHAR", "funding": "VARCHAR"},
        [(one.code, one.name, str(one.funding)) for one in region.providers],
    )


def _keep_reference(connection: duckdb.DuckDBPyConnection, region: Region) -> None:
    _keep_region(connection, region)
    _fill(connection, "region_setting", {"trajectory_gap_days": "BIGINT"}, [(region.trajectory_gap_days,)])
    columns = {"product_category": "VARCHAR", "product_code": "VARCHAR", "care_form": "VARCHAR"}
    _fill(connection, "care_form", columns, care_form_rows())
    flags = dict.fromkeys(("residence", "family_like", "secure"), "BOOLEAN")
    _fill(connection, "care_form_kind", {"care_form": "VARCHAR", **flags, "weight": "BIGINT"}, care_form_kinds())


def _copy_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in sql_files.COPIED_TABLES:
        connection.execute(f"CREATE TABLE kept.{table} AS SELECT * FROM record.{table}")  # noqa: S608


def _keep_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in sql_files.KEPT_TABLES:
        if table not in sql_files.EXTRACT_TABLES:
            _keep(connection, table)
    with _at_once(connection):
        for table in sql_files.EXTRACT_TABLES:
            _keep(connection, table)


def _keep_events(connection: duckdb.DuckDBPyConnection) -> None:
    # Beside each other: no kept table reads a copied one, and one statement alone leaves a core idle now and then.
    with ThreadPoolExecutor(1) as beside, connection.cursor() as other:
        copied = beside.submit(_copy_tables, other)
        _keep_tables(connection)
        copied.result()
    for table in sql_files.SCAFFOLDING:
        connection.execute(f"DROP TABLE kept.{table}")
    connection.execute("DROP SCHEMA record CASCADE")


def _keep(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    form = f"VIEW record.{table}" if table in sql_files.READ_ONCE else f"TABLE kept.{table}"
    connection.execute(f"CREATE {form} AS {sql_files.kept_sql(table)}")


def _create_view(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    connection.execute(f"CREATE VIEW as_of.{view} AS {sql_files.view_sql(view)}")


def _create_views(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE SCHEMA as_of")
    connection.execute("SET search_path = 'as_of'")
    with _at_once(connection):
        for view in sql_files.VIEWS:
            if view not in sql_files.MARTS:
                _create_view(connection, view)


def _work_out_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the same SQL as the views once, for the moment at which everything is known, and create those views.

    A view is checked when it is created, and finds what it reads in its own schema first. The last one comes first, so that each
    is checked against the marts alone: against views within views that took a sixth of the time of a small cache.
    """
    connection.execute("CREATE SCHEMA newest")
    connection.execute("CREATE TABLE kept.newest AS SELECT max(known_at) AS known_at FROM kept.message")
    connection.execute("SET VARIABLE moment = (SELECT coalesce(known_at, TIMESTAMP 'epoch') FROM kept.newest)")
    connection.execute("SET search_path = 'newest,as_of'")
    for mart in sql_files.MARTS:
        order = _IN_ORDER.get(mart, "")
        connection.execute(f"CREATE TABLE newest.{mart} AS {sql_files.view_sql(mart)}{order}")
    with _at_once(connection):
        for mart in reversed(sql_files.MARTS):
            _create_view(connection, mart)


def build_cache(path: Path, home: Home, *, loads: Iterable[Manifest], snapshot: int, region: Region) -> None:
    """Write a new cache file at `path` from the rows up to that snapshot in these loads."""
    with duckdb.connect(path, config=_CONFIG) as connection:
        connection.execute(f"SET disabled_compression_methods = '{SLOW_COMPRESSION}'")
        _open_record(connection, home, loads, snapshot)
        connection.execute("CREATE SCHEMA kept")
        _keep_reference(connection, region)
        _keep_events(connection)
        _create_views(connection)
        _work_out_marts(connection)
