import pickle
import random
from datetime import date
from typing import Any

import pytest

from regiewijzer.figures.finding import OwnerRole
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.reading import Batch, read_batch
from regiewijzer.messages.rows import incoming_schema
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from regiewijzer.vocabulary.events import TABLES
from tests.support.example_messages import LEAST, example_tree

PRODUCT = {
    "ToewijzingNummer": 1,
    "Product": {"Categorie": "45", "Code": "45A04"},
    "Toewijzingsdatum": date(2026, 1, 30),
    "Toewijzingstijd": "14:05:09",
    "Ingangsdatum": date(2026, 2, 1),
    "Omvang": {"Volume": 3, "Eenheid": "04", "Frequentie": "4"},
}


def allocation(number: int = 1, **product: Any) -> bytes:
    """Return a message that breaks no rule, unless the product does."""
    tree = example_tree("JW301", LEAST, random.Random(number))
    tree["Header"] |= {"Afzender": "0518", "Ontvanger": "12345678"}
    tree["Header"]["BerichtIdentificatie"] = {"Identificatie": f"B-{number}", "Dagtekening": date(2026, 2, 3)}
    tree["Client"] |= {
        "Bsn": "999900006",
        "Geboortedatum": {"Datum": date(2012, 5, 17)},
        "Naam": {"Geslachtsnaam": {"Achternaam": "Jansen"}, "NaamGebruik": "1"},
    }
    address = {"Huis": {"Huisnummer": 1}, "Postcode": "1234AB", "LandCode": "NL"}
    tree["Client"]["Contactgegevens"]["Contact"] = [{"Soort": "01", "Adres": address}]
    tree["Client"]["ToegewezenProducten"]["ToegewezenProduct"] = [{**PRODUCT, "ToewijzingNummer": number, **product}]
    return write_message("JW301", tree)


def read(*contents: bytes, persons: PersonNumbers = PersonNumbers.DEMO) -> Batch:
    sources = [Source(f"{number}.xml", "", content) for number, content in enumerate(contents)]
    return read_batch(sources, persons=persons, today=date(2026, 11, 22))


def messages(batch: Batch) -> list[tuple[str, str]]:
    return [(row["source_file"], row["status"]) for row in batch.tables["message"].to_pylist()]


def test_every_table_is_there_in_incoming_form():
    for batch in (read(), read(allocation()), read(b"<kapot")):
        assert {name: table.schema for name, table in batch.tables.items()} == {
            table.name: incoming_schema(table) for table in TABLES
        }


def test_a_good_message_is_accepted():
    batch = read(allocation())
    assert batch.findings == ()
    (row,) = batch.tables["message"].to_pylist()
    assert len(row.pop("message_id")) == 32
    assert len(row.pop("sha256")) == 64
    assert row == {
        "message_type": "301",
        "release": "3.2",
        "sender_code": "0518",
        "receiver_code": "12345678",
        "municipality_code": "0518",
        "provider_code": "12345678",
        "identification": "B-1",
        "dated_on": date(2026, 2, 3),
        "reply_to": None,
        "reply_dated_on": None,
        "source_file": "0.xml",
        "source_member": "",
        "size_bytes": len(allocation()),
        "row_count": 1,
        "status": "accepted",
    }
    assert batch.tables["assignment"].num_rows == 1


def test_a_broken_rule_rejects_the_whole_message_and_no_other():
    wrong = allocation(2, Einddatum=date(2025, 1, 1))
    batch = read(allocation(1), wrong, allocation(3))
    assert messages(batch) == [("0.xml", "accepted"), ("1.xml", "rejected"), ("2.xml", "accepted")]
    assert batch.tables["assignment"]["assignment_number"].to_pylist() == [1, 3]
    (finding,) = batch.findings
    assert (finding.rule, finding.level, finding.source_file, finding.return_code) == ("CS003", 2, "1.xml", "0001")
    assert finding.path == "Client/ToegewezenProducten/ToegewezenProduct/Einddatum"
    assert finding.line == wrong[: wrong.index(b"<jw301:Einddatum>")].count(b"\n") + 1
    assert (finding.owner_role, finding.owner_code) == (OwnerRole.MUNICIPALITY, "0518")
    assert finding.message_id == batch.tables["message"]["message_id"][1].as_py()


def test_a_message_that_breaks_the_schema_is_rejected_with_what_its_header_says():
    batch = read(allocation().replace(b"<jw301:Geslacht>", b"<jw301:Geslacht>x"))
    (row,) = batch.tables["message"].to_pylist()
    assert (row["status"], row["sender_code"], row["identification"], row["dated_on"]) == (
        "rejected",
        "0518",
        "B-1",
        date(2026, 2, 3),
    )
    assert row["row_count"] is None
    assert [finding.rule for finding in batch.findings] == ["RW-XSD-05"]


def test_what_is_no_message_is_only_a_finding():
    batch = read(b"", b"<kapot", allocation())
    assert messages(batch) == [("2.xml", "accepted")]
    assert [(finding.rule, finding.source_file, finding.message_id) for finding in batch.findings] == [
        ("RW-XML-01", "0.xml", None),
        ("RW-XML-03", "1.xml", None),
    ]


def test_a_date_outside_the_calendar_rejects():
    batch = read(allocation(1, Einddatum="10000-01-01"), allocation(2))
    assert messages(batch) == [("0.xml", "rejected"), ("1.xml", "accepted")]
    (finding,) = batch.findings
    assert (finding.rule, finding.level, finding.ordinal) == ("RW-XSD-11", 1, 1)
    assert finding.path.endswith("ToegewezenProduct/Einddatum")


def test_the_same_message_twice_counts_once():
    batch = read(allocation(), allocation().replace(b"\r\n", b"\n"))
    assert messages(batch) == [("0.xml", "accepted")]
    assert batch.tables["assignment"].num_rows == 1
    assert [(finding.rule, finding.source_file) for finding in batch.findings] == [("RW-FILE-05", "1.xml")]
    assert len(batch.originals) == 1


def test_originals_are_the_bytes_as_delivered():
    contents = [allocation(), b"<kapot"]
    batch = read(*contents)
    assert [original.content for original in batch.originals] == contents
    assert batch.originals[0].message_id == batch.tables["message"]["message_id"][0].as_py()
    assert batch.originals[1].message_id is None


def test_a_demo_refuses_real_numbers_and_a_productive_installation_test_numbers():
    assert messages(read(allocation(), persons=PersonNumbers.PRODUCTIVE)) == [("0.xml", "rejected")]
    assert messages(read(allocation(), persons=PersonNumbers.DEMO)) == [("0.xml", "accepted")]


def test_a_batch_can_travel_between_processes():
    batch = read(allocation(), b"<kapot")
    assert pickle.loads(pickle.dumps(batch)) == batch


def test_several_kinds_and_releases_in_one_batch():
    answer = example_tree("JW319", LEAST, random.Random(1))
    answer["Antwoord"] |= {"VerzoekAntwoord": "2"}
    contents = [
        allocation(),
        write_message("JW319", answer),
        write_message("JW319", answer | {"Header": {**answer["Header"], "BerichtSubversie": "1"}}, release="3.1"),
    ]
    batch = read(*contents)
    assert sorted(
        zip(batch.tables["message"]["message_type"].to_pylist(), batch.tables["message"]["release"].to_pylist(), strict=True)
    ) == [
        ("301", "3.2"),
        ("319", "3.1"),
        ("319", "3.2"),
    ]
    assert batch.tables["request_answer"].num_rows == 2


@pytest.mark.parametrize("count", [1, 7])
def test_findings_name_no_person(count):
    wrong = [allocation(number, Einddatum=date(2025, 1, 1)).replace(b"999900006", b"123456789") for number in range(count)]
    findings = read(*wrong).findings
    assert {finding.rule for finding in findings} == {"CS002", "CS003"}
    assert not [finding for finding in findings if "123456789" in str(finding) or "Jansen" in str(finding)]
