import random
import re

import pytest

from regiewijzer.figures.finding import OwnerRole, Severity
from regiewijzer.messages import gate
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.level_one import MOST_FINDINGS
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, LEAST, example_tree

ALLOCATION = write_message("JW301", example_tree("JW301", FULL, random.Random(1)))


def passed(content: bytes) -> gate.Passage:
    return pass_gate(Source("map/bestand.xml", "", content))


def rules(content: bytes) -> list[str]:
    return [finding.rule for finding in passed(content).findings]


def changed(pattern: bytes, by: bytes, content: bytes = ALLOCATION) -> bytes:
    new = re.sub(pattern, by, content, count=1)
    assert new != content, pattern
    return new


def test_a_good_message_passes_without_findings():
    passage = passed(ALLOCATION)
    assert passage.passed
    assert passage.findings == ()
    assert passage.identity is not None
    assert (passage.identity.name, passage.identity.release) == ("JW301", "3.2")


@pytest.mark.parametrize(
    "other",
    [
        ALLOCATION.replace(b"\r\n", b"\n"),
        re.sub(rb">\s+<", b"><", ALLOCATION),
        ALLOCATION.replace(b"<jw301:Client>", b"<!-- opmerking --><jw301:Client>"),
        ALLOCATION.replace(b"<?xml version", b"\xef\xbb\xbf<?xml version"),
        ALLOCATION.replace(b'<?xml version="1.0" encoding="UTF-8"?>\r\n', b""),
    ],
)
def test_form_does_not_make_another_message(other):
    assert passed(other).message_id == passed(ALLOCATION).message_id


def test_content_makes_another_message():
    assert passed(changed(rb"<jw301:Ontvanger>.", b"<jw301:Ontvanger>0")).message_id != passed(ALLOCATION).message_id


def test_any_prefix_is_read():
    default = ALLOCATION.replace(b"jw301:", b"").replace(b"xmlns:jw301=", b"xmlns=")
    assert passed(default.replace(b":ijw=", b":b=").replace(b"ijw:", b"b:")).passed


def test_a_bom_is_told_and_read():
    passage = passed(b"\xef\xbb\xbf" + ALLOCATION)
    assert [(finding.rule, finding.severity) for finding in passage.findings] == [("RW-XML-06", Severity.INFO)]
    assert passage.passed


@pytest.mark.parametrize(
    ("root", "rule", "detail"),
    [
        ("http://example.org/x", "RW-MSG-01", ""),
        ("http://www.istandaarden.nl/iwmo/3_2/wmo301/schema", "RW-MSG-02", "iwmo 3.2 wmo301"),
        ("http://www.istandaarden.nl/ijw/4_0/jw301/schema", "RW-MSG-03", "4.0; 3.0, 3.1, 3.2"),
        ("http://www.istandaarden.nl/ijw/2_0/jw301/schema/2_0", "RW-MSG-03", "2.0; 3.0, 3.1, 3.2"),
        ("http://www.istandaarden.nl/ijw/3_2/jw303/schema", "RW-MSG-04", "jw303"),
        ("http://schemas.vecozo.nl/berichtuitwisseling/v3", "RW-MSG-06", "VECOZO"),
    ],
)
def test_what_is_not_ours_is_named(root, rule, detail):
    passage = passed(f'<a:Bericht xmlns:a="{root}"/>'.encode())
    assert passage.message_id is None
    (finding,) = passage.findings
    assert (finding.rule, finding.level, finding.detail, finding.owner_role) == (rule, 0, detail, OwnerRole.DELIVERER)


def test_an_envelope_is_recognised():
    (finding,) = passed(b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>').findings
    assert (finding.rule, finding.detail) == ("RW-MSG-06", "SOAP")


def test_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(gate, "LARGEST_BYTES", 10)
    assert rules(ALLOCATION) == ["RW-FILE-02"]


CLIENT = "Client"
PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"


@pytest.mark.parametrize(
    ("pattern", "by", "rule", "path", "value"),
    [
        (rb"<jw301:Geslacht>.", b"<jw301:Geslacht>7", "RW-XSD-05", "Client/Geslacht", "7"),
        (rb"<jw301:Geslacht>.", b"<jw301:Geslacht>Jansen", "RW-XSD-05", "Client/Geslacht", None),
        (rb"<jw301:Bsn>\d+", b"<jw301:Bsn>12345678", "RS037", "Client/Bsn", None),
        (rb"<ijw:Achternaam>[^<]*", b"<ijw:Achternaam>", "RS033", "Client/Naam/Geslachtsnaam/Achternaam", None),
        (rb"<ijw:Voorletters>[^<]*", b"<ijw:Voorletters>A. B.", "RS045", "Client/Naam/Voorletters", None),
        (rb"<ijw:Datum>[^<]*", b"<ijw:Datum>2010-02-30", "RW-XSD-06", "Client/Geboortedatum/Datum", None),
        (rb"<jw301:Ingangsdatum>[^<]*", b"<jw301:Ingangsdatum>2025-02-30", "RW-XSD-06", f"{PRODUCT}/Ingangsdatum", "2025-02-30"),
        (rb"<jw301:Ingangsdatum>[^<]*", b"<jw301:Ingangsdatum>2025-02-03Z", "RS032", f"{PRODUCT}/Ingangsdatum", "2025-02-03Z"),
        (rb"<jw301:Toewijzingstijd>[^<]*", b"<jw301:Toewijzingstijd>25:00", "RW-XSD-07", f"{PRODUCT}/Toewijzingstijd", "25:00"),
        (rb"<jw301:Toewijzingstijd>[^<]*", b"<jw301:Toewijzingstijd>9:00", "RW-XSD-07", f"{PRODUCT}/Toewijzingstijd", "9:00"),
        (rb"(Toewijzingstijd)>[^<]*", rb"\1>12:00:00Z", "RS034", f"{PRODUCT}/Toewijzingstijd", "12:00:00Z"),
        (rb"<jw301:Budget>[^<]*", b"<jw301:Budget>12,50", "RW-XSD-08", f"{PRODUCT}/Budget", "12,50"),
        (rb"<jw301:Budget>[^<]*", b"<jw301:Budget>-1", "RS001", f"{PRODUCT}/Budget", "-1"),
        (rb"<jw301:Budget>[^<]*", b"<jw301:Budget>100000000", "RS005", f"{PRODUCT}/Budget", None),
        (rb"<ijw:Code>[^<]*", b"<ijw:Code>123456", "RS012", f"{PRODUCT}/Product/Code", "123456"),
        (rb"<jw301:Commentaar>[^<]*", b"<jw301:Commentaar>  ", "RS031", "Client/Commentaar", None),
        (rb"<jw301:BerichtCode>...", b"<jw301:BerichtCode>490", "RW-MSG-05", "Header/BerichtCode", "490"),
        (rb"<jw301:BerichtCode>...", b"<jw301:BerichtCode>000", "RS047", "Header/BerichtCode", "000"),
        (rb"<jw301:BerichtVersie>.", b"<jw301:BerichtVersie>2", "CS025", "Header/BerichtVersie", "2"),
        (rb"<jw301:BerichtSubversie>.", b"<jw301:BerichtSubversie>9", "CS015", "Header/BerichtSubversie", "9"),
        (rb"<jw301:Geslacht>.</jw301:Geslacht>", b"", "RW-XSD-02", "Client/Geslacht", None),
        (rb"<jw301:Geslacht>.</jw301:Geslacht>", b"<jw301:Sekse>1</jw301:Sekse>", "RW-XSD-01", "Client", None),
        (rb"<jw301:Geslacht>(.)</jw301:Geslacht>", rb"<ijw:Geslacht>\1</ijw:Geslacht>", "RW-XSD-03", "Client/Geslacht", None),
        (rb"(<jw301:Geslacht>.</jw301:Geslacht>)", rb"\1\1", "RW-XSD-04", "Client/Geslacht", None),
        (rb"<jw301:Client>", b"<jw301:Client>tekst", "RW-XSD-09", "Client", None),
        (rb"<jw301:Client>", b"<jw301:Client a='1'>", "RW-XSD-09", "Client", None),
        (rb"<jw301:Geslacht>", b"<jw301:Geslacht a='1'>", "RW-XSD-09", "Client/Geslacht", None),
    ],
)  # fmt: skip
def test_each_fault_has_its_rule_place_and_value(pattern, by, rule, path, value):
    passage = passed(changed(pattern, by))
    (finding,) = passage.findings
    assert (finding.rule, finding.path, finding.value, finding.level) == (rule, path, value, 1)
    assert (finding.message_type, finding.message_id) == ("301", passage.message_id)
    assert finding.owner_role is OwnerRole.MUNICIPALITY
    assert not passage.passed
    assert passage.header is not None
    assert finding.owner_code == passage.header.municipality_code


def test_every_fault_is_told_with_its_line_and_occurrence():
    content = ALLOCATION.replace(b"\r\n", b"\n")
    content = re.sub(rb"<jw301:Ingangsdatum>", b"<jw301:Ingangsdatum>x", content)
    lines = [number for number, line in enumerate(content.split(b"\n"), start=1) if b"<jw301:Ingangsdatum>" in line]
    findings = passed(content).findings
    assert [(finding.ordinal, finding.line) for finding in findings] == list(zip((1, 2, 3), lines, strict=True))


def test_the_number_of_findings_is_bounded():
    tree = example_tree("JW323", FULL, random.Random(2), rows=1)
    line = tree["Declaratie"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"][0]
    tree["Declaratie"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"] = [{**line, "Eenheid": "XX"}] * 10_000
    findings = passed(write_message("JW323", tree)).findings
    assert len(findings) == MOST_FINDINGS + 1
    assert (findings[-1].rule, findings[-1].detail) == ("RW-XSD-99", str(10_000 - MOST_FINDINGS))
    assert findings[MOST_FINDINGS - 1].ordinal == MOST_FINDINGS


def test_lines_are_right_beyond_the_limit_of_libxml2():
    tree = example_tree("JW323", LEAST, random.Random(2))
    line = tree["Declaratie"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"][0]
    tree["Declaratie"]["Clienten"]["Client"][0]["Prestaties"]["Prestatie"] = [line] * 4000 + [
        {**line, "IngediendBedrag": {"Bedrag": 1}}
    ]
    content = write_message("JW323", tree)
    (finding,) = passed(content).findings
    expected = content[: content.rindex(b"<jw323:IngediendBedrag>")].count(b"\n") + 1
    assert expected > 65_535
    assert (finding.rule, finding.ordinal, finding.line) == ("RW-XSD-02", 4001, expected)


def test_a_return_message_is_owned_by_its_real_sender():
    tree = example_tree("JW302", LEAST, random.Random(3))
    tree["Header"]["DagtekeningRetour"] = "31-01-2026"
    passage = passed(write_message("JW302", tree))
    (finding,) = passage.findings
    assert finding.owner_role is OwnerRole.PROVIDER
    assert finding.owner_code == tree["Header"]["Ontvanger"]
    assert passage.header is not None
    assert (passage.header.identification, passage.header.dated_on) == (tree["Header"]["IdentificatieRetour"], None)


def test_no_value_of_a_person_is_in_any_finding():
    content = re.sub(rb">([^<>\s][^<>]*)<", b">Geheim 999900006 Geheim<", ALLOCATION)
    findings = passed(content).findings
    assert len(findings) > 50
    assert not [finding for finding in findings if "Geheim" in str(finding) or "99990000" in str(finding)]
