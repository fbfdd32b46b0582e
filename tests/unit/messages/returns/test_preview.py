"""What the receiver of a message would answer, from the findings on it."""

import random
from datetime import date

import pytest
from lxml import etree

from regiewijzer.definitions.rules import load_rules
from regiewijzer.definitions.standard import load_standard, releases
from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.messages.returns import preview_return
from regiewijzer.messages.schema import compiled
from regiewijzer.messages.tree import read_tree
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, RANDOM, example_tree
from tests.support.message_world import Post, Youth, assignment, change_request, claim, test_bsn, written
from tests.support.shared_material import shared

ANSWERED = [name for name, message in load_standard().messages.items() if message.answered_by]
PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
LINE = "Declaratie/Clienten/Client/Prestaties/Prestatie"
TO_PROVIDER = Post("0518", "12345678", "T-1", date(2025, 6, 2))
TO_MUNICIPALITY = Post("12345678", "0518", "D-1", date(2025, 6, 2))


def finding(path="", ordinal=None, *, level=3, code="9332", severity=Severity.ERROR):
    return Finding("TR332", level, severity, return_code=code, path=path, ordinal=ordinal)


def assigned(count=2):
    facts = {"Product": "45", "Ingangsdatum": "2025-01-01", "Toewijzingsdatum": "2025-01-01", "Toewijzingstijd": "10:00:00"}
    products = [{**facts, "ToewijzingNummer": number} for number in range(1, count + 1)]
    return written("JW301", assignment(TO_PROVIDER, Youth(test_bsn(0)), products))


def line(reference, amount, **more):
    facts = {
        "Product": "45 45A04",
        "Begindatum": "2025-05-01",
        "Einddatum": "2025-05-31",
        "Eenheid": "83",
        "GeleverdVolume": amount,
    }
    return {"ReferentieNummer": reference, "ToewijzingNummer": 70, **facts, **more}


def claimed():
    """A claim of three lines of 100, 200 and 40 euros (the last a credit), the first two of one client."""
    one, other = Youth(test_bsn(0)), Youth(test_bsn(1))
    lines = [(one, line("A1", 10000)), (one, line("A2", 20000)), (other, line("A3", 4000, VorigReferentieNummer="A0"))]
    return written("JW323", claim(TO_MUNICIPALITY, number="D1", month="2025-05", dated_on="2025-06-02", lines=lines))


def answer(content, *findings):
    result = preview_return(content, findings)
    assert result is not None
    assert compiled(read_tree(result).release).validate(etree.fromstring(result))
    return read_tree(result).tree


def codes(tree):
    return tree["RetourCodes"]["RetourCode"]


def references(tree):
    clients = tree["DeclaratieAntwoord"].get("Clienten", {}).get("Client", [])
    return {
        one["ProductReferentie"]["ReferentieNummer"]: codes(one)
        for client in clients
        for one in client["Prestaties"]["Prestatie"]
    }


def totals(tree):
    return [tuple(tree["DeclaratieAntwoord"][name].values()) for name in ("TotaalIngediendBedrag", "TotaalToegekendBedrag")]


def test_all_well_is_a_header_without_codes():
    tree = answer(assigned())
    assert list(tree) == ["Header"]
    assert "RetourCodes" not in tree["Header"]


def test_return_copies_the_header_and_has_a_name_of_its_own():
    header = answer(assigned())["Header"]
    assert (header["Afzender"], header["Ontvanger"]) == ("0518", "12345678")
    assert header["BerichtIdentificatie"]["Identificatie"] == "T-1"
    assert header["IdentificatieRetour"].startswith("R")
    assert header["DagtekeningRetour"] == "2025-06-02"


def test_date_can_be_given():
    result = preview_return(assigned(), [], dated_on=date(2025, 6, 5))
    assert read_tree(result).tree["Header"]["DagtekeningRetour"] == "2025-06-05"


def test_refused_at_level_two_is_a_header_with_0001():
    tree = answer(assigned(), finding(PRODUCT, 1, level=2, code="0001"), finding(PRODUCT, 2))
    assert list(tree) == ["Header"]
    assert codes(tree["Header"]) == ["0001"]


def test_finding_on_one_class_leaves_the_others_with_nothing_to_remark():
    tree = answer(assigned(), finding(f"{PRODUCT}/ToewijzingNummer", 2))
    assert [codes(one) for one in tree["Client"]["ToegewezenProducten"]["ToegewezenProduct"]] == [["0200"], ["9332"]]
    assert codes(tree["Client"]) == ["0200"]
    assert all(codes(one) == ["0200"] for one in tree["Client"]["Contactgegevens"]["Contact"])


def test_below_a_refused_class_nothing_is_judged():
    tree = answer(assigned(), finding("Client/Bsn", 7, code="8187"))
    assert codes(tree["Client"]) == ["8187"]
    assert [codes(one) for one in tree["Client"]["ToegewezenProducten"]["ToegewezenProduct"]] == [["0233"], ["0233"]]


def test_several_codes_on_one_class_are_sorted_and_single():
    tree = answer(assigned(), finding(PRODUCT, 1, code="9379"), finding(PRODUCT, 1), finding(PRODUCT, 1))
    assert codes(tree["Client"]["ToegewezenProducten"]["ToegewezenProduct"][0]) == ["9332", "9379"]


def test_finding_in_the_header_refuses_the_message():
    tree = answer(assigned(), finding("Header/BerichtIdentificatie/Identificatie", 1, code="9056"))
    assert list(tree) == ["Header"]
    assert codes(tree["Header"]) == ["9056"]


@pytest.mark.parametrize("severity", [Severity.INCOMPLETE_SOURCE, Severity.INFO])
def test_what_may_be_our_own_gap_is_not_held_against_the_sender(severity):
    assert list(answer(assigned(), finding(PRODUCT, 1, severity=severity))) == ["Header"]


def test_rows_of_a_request_for_change_are_counted_through_its_classes():
    content = written(
        "JW317",
        change_request(
            TO_MUNICIPALITY,
            Youth(test_bsn(0)),
            reference="V1",
            keep=[1, 2],
            change=[{"ToewijzingNummer": 3, "GewensteIngangsdatum": "2025-07-01"}],
        ),
    )
    path = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct"
    tree = answer(content, finding(f"{path}/ToewijzingNummer", 3, code="9351"), finding("Client/Verzoek", 3, code="9374"))
    request = tree["Client"]["Verzoek"]
    assert codes(request) == ["9374"]
    assert codes(request["TeWijzigenProducten"]["TeWijzigenProduct"][0]) == ["9351"]
    assert [codes(one) for one in request["OngewijzigdeProducten"]["OngewijzigdProduct"]] == [["0233"], ["0233"]]


def test_claim_without_findings_is_approved_in_full():
    tree = answer(claimed())
    assert codes(tree["DeclaratieAntwoord"]) == ["8001"]
    assert totals(tree) == [("26000", "D"), ("26000", "D")]
    assert "Clienten" not in tree["DeclaratieAntwoord"]


def test_answer_to_a_claim_goes_the_other_way_and_names_the_claim():
    header = answer(claimed())["Header"]
    assert (header["Afzender"], header["Ontvanger"]) == ("0518", "12345678")
    assert header["DeclaratieIdentificatie"]["Identificatie"] == "D-1"
    assert header["BerichtIdentificatie"]["Identificatie"] != "D-1"


def test_only_refused_lines_are_sent_back_and_the_totals_differ_by_them():
    tree = answer(claimed(), finding(f"{LINE}/ToewijzingNummer", 2, code="9338"))
    assert references(tree) == {"A2": ["9338"]}
    assert totals(tree) == [("26000", "D"), ("6000", "D")]
    assert codes(tree["DeclaratieAntwoord"]) == ["0200"]


def test_refused_credit_line_raises_what_is_approved():
    tree = answer(claimed(), finding(f"{LINE}/ProductReferentie", 3, code="8017"))
    assert totals(tree) == [("26000", "D"), ("30000", "D")]


def test_approved_total_can_be_negative():
    tree = answer(claimed(), finding(LINE, 1), finding(LINE, 2))
    assert totals(tree) == [("26000", "D"), ("4000", "C")]


def test_refused_client_has_all_its_lines_not_judged():
    # The ledger names a client of a claim by one of its lines: line 2 is of the first client.
    tree = answer(claimed(), finding("Declaratie/Clienten/Client/Bsn", 2, code="8187"))
    assert references(tree) == {"A1": ["0233"], "A2": ["0233"]}
    assert [codes(one) for one in tree["DeclaratieAntwoord"]["Clienten"]["Client"]] == [["8187"]]
    assert totals(tree)[1] == ("4000", "C")


def test_refused_claim_approves_nothing_and_sends_no_lines():
    tree = answer(claimed(), finding("Declaratie/DeclaratieNummer", 1, code="9333"), finding(LINE, 1))
    assert codes(tree["DeclaratieAntwoord"]) == ["9333"]
    assert totals(tree) == [("26000", "D"), ("0", "D")]
    assert references(tree) == {}


@pytest.mark.parametrize(
    "findings", [[finding(LINE, 1, level=2, code="0001")], [finding("Header/BerichtIdentificatie", 1, code="9056")]]
)
def test_refused_claim_message_has_no_answer_in_it(findings):
    assert list(answer(claimed(), *findings)) == ["Header"]


def test_message_that_fails_at_level_one_gets_no_return():
    assert preview_return(assigned(), [finding(level=1, code=None)]) is None


@pytest.mark.parametrize("content", [b"", b"<a/>", b"no xml"])
def test_what_is_no_message_gets_no_return(content):
    assert preview_return(content, []) is None


@pytest.mark.parametrize("name", [name for name in load_standard().messages if name not in ANSWERED])
def test_an_answer_is_not_answered(name):
    content = write_message(name, example_tree(name, FULL, random.Random(1)))
    assert preview_return(content, []) is None


@pytest.mark.parametrize("release", releases())
def test_every_return_code_of_a_rule_is_in_the_code_list(release):
    used = {rule.return_code for rule in load_rules().values() if rule.return_code}
    assert used <= set(load_standard(release).codes("LDT_RetourCode"))


def any_findings(name, chance, release):
    """Findings anywhere in the message, of any level from 2, with any code that a rule has."""
    usable = sorted({rule.return_code for rule in load_rules().values() if rule.return_code and rule.level > 2})
    paths = [path for path, _ in load_standard(release).messages[name].root.walk()]
    return [
        finding(chance.choice(paths), chance.randint(1, 4), code=chance.choice(usable), level=chance.choice((3, 3, 3, 4)))
        for _ in range(chance.randint(0, 4))
    ]


@pytest.mark.parametrize("release", releases())
@pytest.mark.parametrize("name", ANSWERED)
def test_every_preview_is_valid_in_our_own_schema(name, release):
    for seed in range(12):
        chance = random.Random(seed)
        content = write_message(name, example_tree(name, RANDOM, chance, release=release), release=release)
        answer(content, *any_findings(name, chance, release))


@pytest.mark.parametrize("name", ANSWERED)
def test_every_preview_is_valid_in_the_official_schema(name):
    answered_by = load_standard().messages[name].answered_by
    official = etree.XMLSchema(etree.parse(shared(f"ijw/xsd/{answered_by}.xsd")))
    for seed in range(12):
        chance = random.Random(100 + seed)
        content = write_message(name, example_tree(name, RANDOM, chance))
        result = etree.fromstring(preview_return(content, any_findings(name, chance, "3.2")))
        assert official.validate(result), official.error_log
