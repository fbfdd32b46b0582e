"""What was put in wrong is found with the sender that made it, and where nothing is wrong hardly anything is found."""

from collections import defaultdict
from pathlib import Path

from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.loads import findings_of
from tests.support.true_region import TrueRegion

FOUND_AT_LEAST, FALSE_AT_MOST = 0.95, 0.01
Fault = tuple[str, str, str, str]  # rule, file, member, sender


def findings(region: TrueRegion) -> list[Finding]:
    assert region.result.number is not None
    return [*read_checks(region.home).findings, *findings_of(region.home, region.result.number, limit=1_000_000)[0]]


def faults(region: TrueRegion) -> list[Fault]:
    """Return what was planted in messages and extracts, without kinds that any reader copes with (they name no rule)."""
    planted = region.truth("SELECT rule, file, member, sender FROM {faults}")
    return [*planted, *region.truth("SELECT rule, file, member, sender FROM {extract_faults} WHERE rule <> ''")]


def test_faults_are_found_with_their_owner(careless: TrueRegion):
    owners = defaultdict(set)
    for one in findings(careless):
        if one.source_file:
            place = (one.rule, str(Path(one.source_file).relative_to(careless.folder)), one.source_member)
            owners[place].add(one.owner_code)
    made = faults(careless)
    found = [fault for fault in made if fault[3] in owners[fault[0], fault[1], fault[2]]]
    assert len(made) > 50
    assert len(found) / len(made) >= FOUND_AT_LEAST, sorted(set(made) - set(found))


def test_starts_and_stops_that_were_never_sent_are_found(careless: TrueRegion):
    """Of those that can be missed: the claim betrays a start that lacks, the end of the assignment a stop that lacks."""
    told = read_checks(careless.home).findings
    without_start = {(one.owner_code, one.value) for one in told if one.rule == "RW-VOL-03"}
    forgotten = careless.truth("SELECT provider_code, assignment_id FROM {forgotten} WHERE number = '305'")
    claimed = {row[0] for row in careless.ledger("SELECT DISTINCT assignment_id FROM claim_line WHERE line_status = 'approved'")}
    started = {row[0] for row in careless.ledger("SELECT DISTINCT assignment_id FROM care_start_all")}
    missed = {(code, name.split("-")[1]) for code, name in forgotten if name in claimed and name not in started}
    assert missed
    assert missed <= without_start


def test_hardly_anything_is_found_where_nothing_is_wrong(clean: TrueRegion):
    asked = [one for one in findings(clean) if one.severity in (Severity.ERROR, Severity.WARNING)]
    [(messages,)] = clean.ledger("SELECT count(*) FROM message")
    assert len(asked) / messages < FALSE_AT_MOST, sorted({(one.rule, one.path) for one in asked})
