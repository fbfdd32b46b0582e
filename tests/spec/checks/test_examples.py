"""Every example of a check is a test: the small world goes in, exactly the findings it names come out."""

import pytest
import yaml

from regiewijzer.checks.definitions import load_checks
from regiewijzer.checks.run import run_checks
from regiewijzer.definitions.rules import load_rules
from tests.support.check_world import open_check_world
from tests.support.text_table import project, read_table

RUNNABLE = [code for code, check in load_checks().items() if check.query is not None]


def as_row(finding):
    related = finding.detail.removeprefix("related message ") if finding.detail else ""
    ordinal = "" if finding.ordinal is None else str(finding.ordinal)
    return {
        "message_id": finding.message_id or "",
        "row_no": ordinal,
        "path": finding.path,
        "value": finding.value or "",
        "owner_code": finding.owner_code or "",
        "related_message_id": related,
        "severity": str(finding.severity),
    }


def test_no_check_has_vanished():
    assert len(load_checks()) == 113
    assert len(RUNNABLE) == 112


@pytest.mark.parametrize("code", RUNNABLE)
def test_example(code):
    example = yaml.safe_load((load_rules()[code].folder / "example.yaml").read_text("utf-8"))
    expected = read_table(example["expected"])
    with open_check_world(example["given"]) as connection:
        result = run_checks(connection, codes=[code])

    found = project([as_row(finding) for finding in result.findings], expected.columns)

    assert str(found) == str(expected)
    assert expected.rows, "an example shows at least one finding"
    assert result.ran == (code,)
