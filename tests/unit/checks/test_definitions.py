import shutil

import pytest

from regiewijzer.checks import definitions
from regiewijzer.checks.definitions import load_checks
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.queries import QueryError
from regiewijzer.definitions.rules import RuleDefinitionError

# Rules of section 9.3 and 9.4 of the standard; a rule that vanishes in silence is the worst kind of fault.
NOT_RUN = {"TR371"}


def test_what_does_not_run_says_why():
    assert {code for code, check in load_checks().items() if check.query is None} == NOT_RUN
    assert all(load_checks()[code].not_run is not None for code in NOT_RUN)


@pytest.mark.parametrize(("code", "releases"), [("TR413", ("3.2",)), ("TR384", ("3.1", "3.2")), ("TR338", ("3.0", "3.1", "3.2"))])
def test_a_later_rule_holds_for_later_releases(code, releases):
    assert load_checks()[code].releases == releases


def test_what_says_that_something_is_missing_names_where_it_should_be():
    assert [code for code, check in load_checks().items() if check.absence and not check.needs] == []


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the definitions of which one check can be spoiled."""
    folder = tmp_path / "definitions"
    shutil.copytree(definitions_folder(), folder)
    monkeypatch.setenv("REGIEWIJZER_DEFINITIONS", str(folder))
    monkeypatch.setattr(definitions, "_load", definitions._load.__wrapped__)
    return folder / "checks" / "TR338"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("FROM claim_line", "FROM claim_lines", "unknown view claim_lines"),
        ("AS value", "AS number", "columns expected"),
        ("claim_line.credited", "claim_line.bsn", "bsn"),
        ("WITH assigned", "DELETE FROM claim; WITH assigned", "one SELECT was expected"),
    ],
)
def test_a_query_that_may_not_run_is_refused(broken, before, after, reason):
    path = broken / "query.sql"
    path.write_text(path.read_text().replace(before, after))
    with pytest.raises(QueryError, match=reason):
        load_checks()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("needs: {'301': ['323']}", "needs"),
        ("needs_lists: [tarif]", "tarif"),
        ("severe: true", "unknown"),
        ("not_run: {nl: x, en: x}", "query.sql, or says"),
    ],
)
def test_a_check_that_says_something_odd_is_refused(broken, line, reason):
    path = broken / "check.yaml"
    kept = [one for one in path.read_text().splitlines() if not one.startswith("needs")]
    path.write_text("\n".join([*kept, line]))
    with pytest.raises(RuleDefinitionError, match=reason):
        load_checks()
