from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.checks.definitions import load_checks
from regiewijzer.checks.run import NotRun, Reason, run_checks
from regiewijzer.checks.texts import why_not_run
from regiewijzer.figures.finding import OwnerRole, Severity
from tests.support.check_world import open_check_world

LINE = """
message_id | municipality_code | provider_code | assignment_number | dated_on
c1         | 0901              | 42420001      | 7                 | 2024-02-05
c2         | 0902              | 42420001      | 7                 | 2024-02-05
"""
ASSIGNED = """
message_id | municipality_code | provider_code | assignment_number | dated_on
t1         | 0901              | PROVIDER      | 1                 | DAY
"""


def run(given, *codes, checks=None):
    with open_check_world(given) as connection:
        return run_checks(connection, codes=codes or None, checks=checks)


def assigned(provider="42420001", day="2024-01-05"):
    return ASSIGNED.replace("PROVIDER", provider).replace("DAY", day)


def test_a_finding_names_place_owner_and_code_and_no_person():
    (finding,) = run({"claim_line": LINE, "assignment_version": assigned()}, "TR338").findings
    assert (finding.rule, finding.level, finding.return_code, finding.message_type) == ("TR338", 3, "9338", "323")
    assert (finding.owner_role, finding.owner_code) == (OwnerRole.PROVIDER, "42420001")
    assert (finding.path, finding.ordinal) == ("Declaratie/Clienten/Client/Prestaties/Prestatie/ToewijzingNummer", 1)
    assert "anna" not in str(finding)


def test_without_the_other_side_of_a_municipality_the_rule_did_not_run_there():
    result = run({"claim_line": LINE, "assignment_version": assigned()}, "TR338")
    assert [finding.message_id for finding in result.findings] == ["c1"]
    assert result.not_run == (NotRun("TR338", Reason.OTHER_SIDE_MISSING, "323", "0902", ("301",)),)
    assert result.ran == ("TR338",)


def test_without_any_other_side_the_rule_did_not_run_at_all():
    result = run({"claim_line": LINE}, "TR338")
    assert (result.findings, result.ran) == ((), ())
    assert [gap.municipality_code for gap in result.not_run] == ["0901", "0902"]


@pytest.mark.parametrize(
    ("provider", "day", "severity"),
    [
        ("42420001", "2024-01-01", Severity.ERROR),
        ("42420001", "2024-01-02", Severity.INCOMPLETE_SOURCE),  # our copy begins later than the period that was claimed
        ("42420009", "2024-01-05", Severity.INCOMPLETE_SOURCE),  # nothing of this provider was loaded
    ],
)
def test_what_is_missing_may_only_be_missing_in_our_copy(provider, day, severity):
    (finding,) = run({"claim_line": LINE, "assignment_version": assigned(provider, day)}, "TR338").findings
    assert finding.severity is severity


def test_a_line_that_the_municipality_refused_already_is_only_told():
    refused = LINE.replace("dated_on", "dated_on   | line_status").replace("2024-02-05", "2024-02-05 | rejected")
    (finding,) = run({"claim_line": refused, "assignment_version": assigned(day="2024-01-01")}, "TR338").findings
    assert finding.severity is Severity.INFO


def test_without_messages_there_is_nothing_to_check():
    result = run({"claim_line": LINE}, "TR371", "TR382")
    assert result.not_run == (NotRun("TR371", Reason.NO_SOURCE), NotRun("TR382", Reason.NOTHING_TO_CHECK))


LISTS = [("TR418", "tariff"), ("TR381", "product"), ("TR378", "municipality")]


@pytest.mark.parametrize(("code", "missing"), LISTS)
def test_without_its_list_a_rule_did_not_run(code, missing):
    result = run({"claim_line": LINE}, code)
    assert (result.findings, result.ran) == ((), ())
    assert result.not_run == (NotRun(code, Reason.LIST_MISSING, missing=(missing,)),)


TARIFFS = """
product_category | product_code | valid_from | amount_cents | unit
45               | 45A04        | 2024-01-01 | 120          | stuks
"""


def test_with_its_list_a_rule_runs_and_says_nothing_of_a_list_missing():
    result = run({"claim_line": LINE, "tariff": TARIFFS}, "TR418")
    assert [(one.rule, one.value, one.owner_role) for one in result.findings] == [
        ("TR418", "100 <> 120", OwnerRole.SERVICE_ORGANISATION)
    ] * 2
    assert (result.ran, result.not_run) == (("TR418",), ())


def test_every_rule_ran_or_says_why_not():
    result = run({"claim_line": LINE, "assignment_version": assigned()})
    assert set(result.ran) | {gap.rule for gap in result.not_run} == set(load_checks())


@pytest.mark.parametrize(
    ("gap", "dutch", "english"),
    [
        (
            NotRun("TR371", Reason.NO_SOURCE),
            "Versienummers van het schema worden niet in het grootboek bewaard.",
            "Version numbers of the schema are not kept in the ledger.",
        ),
        (
            NotRun("TR418", Reason.LIST_MISSING, missing=("tariff",)),
            "Er is geen extract Tarieven geladen.",
            "No extract Tariffs is loaded.",
        ),
        (
            NotRun("TR378", Reason.LIST_MISSING, missing=("municipality",)),
            "Het regiobestand noemt geen gemeenten.",
            "The region file names no municipalities.",
        ),
        (NotRun("TR382", Reason.NOTHING_TO_CHECK), "Er is geen bericht 307 geladen.", "No message 307 is loaded."),
        (
            NotRun("TR355", Reason.OTHER_SIDE_MISSING, "319", "0902", ("315", "317")),
            "Van gemeente 0902 is geen 315 en 317 geladen om de 319 mee te vergelijken.",
            "No 315 and 317 of municipality 0902 is loaded to hold its 319 against.",
        ),
    ],
)
def test_the_reason_is_said_in_both_languages(gap, dutch, english):
    assert (why_not_run(gap), why_not_run(gap, "en")) == (dutch, english)


def test_a_rule_holds_from_its_day_and_until_its_last():
    known = load_checks()["TR338"]
    given = {"claim_line": LINE, "assignment_version": assigned()}

    def found(**days):
        return run(given, "TR338", checks={"TR338": replace(known, rule=replace(known.rule, **days))}).findings

    assert len(found(valid_from=date(2024, 2, 5))) == 1
    assert found(valid_from=date(2024, 2, 6)) == ()
    assert found(valid_until=date(2024, 2, 5)) == ()


def test_a_finding_for_the_service_organisation_names_no_sender():
    known = load_checks()
    theirs = replace(known["TR338"], rule=replace(known["TR338"].rule, owner=known["TR418"].rule.owner))
    (finding,) = run({"claim_line": LINE, "assignment_version": assigned()}, "TR338", checks={"TR338": theirs}).findings
    assert (finding.owner_role, finding.owner_code) == (OwnerRole.SERVICE_ORGANISATION, None)


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        run({}, "TR999")


CONTRACTS = """
message_id | row_no | contract_number | lot_code | valid_from | valid_until
k1         | 2      | K1              | P1       | 2023-01-01 | 2024-07-01
k1         | 3      | K2              | P1       | 2024-01-01 |
"""


def test_a_finding_in_an_extract_names_the_line_of_the_file():
    result = run({"contract": CONTRACTS}, "RW-CON-08")
    (finding,) = result.findings
    assert (finding.message_type, finding.path, finding.line) == ("contracten", "contracten!Geldig van", 3)
    assert (finding.owner_role, finding.owner_code) == (OwnerRole.SERVICE_ORGANISATION, None)
    assert result.ran == ("RW-CON-08",)


def test_without_its_extract_a_check_of_extracts_did_not_run():
    result = run({}, "RW-CON-08")
    assert (result.ran, result.not_run) == ((), (NotRun("RW-CON-08", Reason.LIST_MISSING, missing=("contract",)),))
    assert why_not_run(result.not_run[0]) == "Er is geen extract Contracten geladen."
