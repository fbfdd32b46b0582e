from datetime import datetime

import pyarrow as pa
import pytest

from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.ledger.append import Append
from regiewijzer.ledger.compaction import compact
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import load_numbers
from regiewijzer.ledger.schema import KEPT_SCHEMAS
from regiewijzer.pipeline.loads import UnknownLoad, findings_of, list_loads, load_report

NOW = datetime(2026, 3, 1)


def message(number: int, file: str, status: str) -> dict[str, object]:
    filled = {"message_id": f"m{number}", "source_file": file, "status": status, "known_at": NOW, "known_basis": "received"}
    return {name: filled.get(name) for name in KEPT_SCHEMAS["message"].names}


def finding(rule: str, file: str, *, line: int, owner: str | None = "42420001") -> Finding:
    role = OwnerRole.PROVIDER if owner else OwnerRole.DELIVERER
    return Finding(rule, 2, Severity.ERROR, source_file=file, line=line, owner_role=role, owner_code=owner)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path).create()
    rows = [message(1, "a.xml", "accepted"), message(2, "b.zip", "accepted"), message(3, "b.zip", "rejected")]
    found = [
        finding("CD041", "b.zip", line=20),
        finding("CS002", "b.zip", line=3),
        finding("RW-XML-01", "c.xml", line=1, owner=None),
    ]
    for rest in (rows, []):
        with Append.begin(home, loaded_at=NOW, program_version="0") as append:
            if rest:
                append.add({"message": pa.Table.from_pylist(rest, KEPT_SCHEMAS["message"])}, found)
            append.commit()
    return home


def test_the_list_counts_messages_and_findings_newest_first(home):
    assert [(load.number, load.accepted, load.rejected, load.findings) for load in list_loads(home)] == [
        (2, 0, 0, 0),
        (1, 2, 1, 3),
    ]


def test_a_report_counts_per_file_owner_and_rule(home):
    report = load_report(home, 1)
    assert [(file.file, file.accepted, file.rejected, file.findings) for file in report.files] == [
        ("b.zip", 1, 1, 2),
        ("c.xml", 0, 0, 1),
        ("a.xml", 1, 0, 0),
    ]
    assert [(owner.role, owner.code, owner.findings) for owner in report.owners] == [
        ("provider", "42420001", 2),
        ("deliverer", None, 1),
    ]
    assert dict(report.rules) == {"CD041": 1, "CS002": 1, "RW-XML-01": 1}


def test_findings_come_in_the_order_of_the_file_and_in_pages(home):
    page, total = findings_of(home, 1, file="b.zip", limit=1)
    assert (total, page[0].rule) == (2, "CS002")
    page, total = findings_of(home, 1, file="b.zip", offset=1, limit=1)
    assert (total, page[0].rule) == (2, "CD041")


def test_findings_of_one_owner(home):
    assert findings_of(home, 1, owner=("deliverer", None))[1] == 1
    assert findings_of(home, 1, rule="CS002", owner=("provider", "42420001"))[1] == 1


def test_an_unknown_load_is_named(home):
    with pytest.raises(UnknownLoad):
        load_report(home, 9)


def test_a_report_stays_readable_when_its_rows_moved_to_another_load(home):
    before = load_report(home, 1)

    compact(home, now=NOW, program_version="0")
    with Append.begin(home, loaded_at=NOW, program_version="0") as append:
        append.commit()
    compact(home, now=NOW, program_version="0")  # once more: the rows moved twice

    assert load_numbers(home) == (5,)
    assert load_report(home, 1) == before
    assert findings_of(home, 1)[1] == 3
    counts = [(load.number, load.files, load.accepted, load.rejected, load.findings) for load in list_loads(home)]
    assert counts[-2:] == [(2, 0, 0, 0, 0), (1, 0, 2, 1, 3)]
    with pytest.raises(UnknownLoad):
        load_report(home, 6)
