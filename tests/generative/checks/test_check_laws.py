"""Law 8: whatever was loaded, every rule ran or says where and why it did not, and finds nothing where it did not run."""

from collections.abc import Iterator, Mapping

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regiewijzer.checks.definitions import Check, load_checks
from regiewijzer.checks.run import Reason, run_checks
from tests.support.check_world import open_check_world

MUNICIPALITIES = ("0901", "0902")
ROWS = {
    "301": ("assignment_version", {"assignment_number": "1"}),
    "305": ("care_start_all", {"assignment_number": "1"}),
    "307": ("care_stop_all", {"assignment_number": "2", "delivered_until": "2024-03-01", "end_reason": "31"}),
    "315": ("assignment_request", {"line_kind": "new"}),
    "317": ("assignment_request", {"line_kind": "change"}),
    "319": ("request_answer", {}),
    "323": ("claim_line", {"claim_number": "C1", "assignment_number": "3"}),
    "325": ("claim_decision", {}),
}
Loaded = frozenset[tuple[str, str]]  # message type, municipality
Gap = tuple[str, Reason, str | None, str | None]
loaded = st.frozensets(st.sampled_from([(kind, code) for kind in ROWS for code in MUNICIPALITIES]))


def as_tables(messages: Loaded) -> Mapping[str, str]:
    """Return the tables with one row per message."""
    rows: dict[str, list[dict[str, str]]] = {}
    for kind, code in sorted(messages):
        view, said = ROWS[kind]
        rows.setdefault(view, []).append({"message_id": f"{kind}-{code}", "municipality_code": code, **said})
    return {view: "\n".join([" | ".join(found[0]), *(" | ".join(row.values()) for row in found)]) for view, found in rows.items()}


def gaps(check: Check, messages: Loaded) -> Iterator[Gap]:
    """Yield where the check cannot run: believed without looking at how it finds that out."""
    code, subjects = check.rule.code, [one for one in messages if one[0] in check.rule.messages]
    if check.query is None:
        yield code, Reason.NO_SOURCE, None, None
    elif check.about_extracts:
        if check.needs_lists:  # no extract is ever among what is loaded here
            yield code, Reason.LIST_MISSING, None, None
    elif not subjects:
        yield code, Reason.NOTHING_TO_CHECK, None, None
    elif check.needs_lists:
        yield code, Reason.LIST_MISSING, None, None
    else:
        for kind, municipality in subjects:
            there = [(needed, municipality) in messages for needed in check.needed_by(kind)]
            if there and not (any(there) if check.any_need else all(there)):
                yield code, Reason.OTHER_SIDE_MISSING, kind, municipality


@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(loaded)
def test_a_rule_that_did_not_run_is_told_with_its_place(messages):
    with open_check_world(as_tables(messages)) as connection:
        result = run_checks(connection)

    told = {(gap.rule, gap.reason, gap.message_type, gap.municipality_code) for gap in result.not_run}
    assert told == {gap for check in load_checks().values() for gap in gaps(check, messages)}
    assert set(result.ran) | {gap.rule for gap in result.not_run} == load_checks().keys()
    nowhere = {(rule, f"{kind}-{municipality}") for rule, _, kind, municipality in told}
    assert {(one.rule, one.message_id) for one in result.findings} & nowhere == set()
    assert {one.rule for one in result.findings} <= set(result.ran)
