from datetime import date

import pytest

from regiewijzer.messages.writing import UnknownElementError, write_message

TREE = {
    "Header": {
        "Afzender": "0518",
        "Ontvanger": "12345678",
        "BerichtIdentificatie": {"Identificatie": "T-1", "Dagtekening": date(2026, 1, 31)},
    },
    "Antwoord": {"ReferentieAanbieder": "a < b & c", "VerzoekAntwoord": 1, "RedenAfwijzingVerzoek": None},
}


def test_written_as_the_standard_asks():
    content = write_message("JW319", TREE)
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n<jw319:Bericht ')
    assert content.count(b"\n") == content.count(b"\r\n")


def test_fixed_values_are_filled_in_and_can_be_overruled():
    assert b"<jw319:BerichtCode>488</jw319:BerichtCode>" in write_message("JW319", TREE)
    wrong = {**TREE, "Header": {**TREE["Header"], "BerichtCode": "999"}}
    assert b"<jw319:BerichtCode>999</jw319:BerichtCode>" in write_message("JW319", wrong)


def test_release_decides_namespace_and_version():
    content = write_message("JW319", TREE, release="3.0")
    assert b"/ijw/3_0/jw319/schema" in content
    assert b"<jw319:BerichtSubversie>0<" in content


def test_composite_types_are_in_the_base_namespace():
    content = write_message("JW319", TREE)
    assert b"<jw319:BerichtIdentificatie>\r\n      <ijw:Identificatie>T-1</ijw:Identificatie>" in content
    assert b"<ijw:Dagtekening>2026-01-31<" in content


def test_values_are_escaped_and_absent_ones_left_out():
    content = write_message("JW319", TREE)
    assert b">a &lt; b &amp; c<" in content
    assert b"RedenAfwijzingVerzoek" not in content


def test_unknown_element_is_named():
    with pytest.raises(UnknownElementError, match="Antwoord: Antwoorden"):
        write_message("JW319", {**TREE, "Antwoord": {"Antwoorden": 1}})


@pytest.mark.parametrize(("name", "release"), [("JW300", "3.2"), ("JW301", "2.0")])
def test_unknown_message_or_release(name, release):
    with pytest.raises(KeyError):
        write_message(name, TREE, release=release)
