"""Every table that the record keeps, except findings: the events of messages and extracts, and which parts extracts fill."""

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.vocabulary.events import DELIVERED_SLICE, TABLES, Table

EXTRACTS: tuple[Table, ...] = tuple(table.event_table() for table in load_extract_tables().values())
EXTRACT_NAMES = frozenset(table.name for table in EXTRACTS)

RECORDED: tuple[Table, ...] = (*TABLES, DELIVERED_SLICE, *EXTRACTS)
BY_NAME = {table.name: table for table in RECORDED}

assert len(BY_NAME) == len(RECORDED), "an extract table has the name of another table"
