"""Envelopes of the hubs: what is inside, what they say of it, and everything that can be wrong with them."""

import struct
import zipfile
from datetime import datetime

import pytest

from regiewijzer.figures.finding import Finding
from regiewijzer.messages import envelopes
from regiewijzer.messages.envelopes import EnvelopeFault, open_envelope
from regiewijzer.messages.sources import Source, find_sources
from tests.support.hub_envelopes import ggk, ggk_with, text_of, vecozo, vecozo_with, zipped

JW301 = b'<Bericht xmlns="http://www.istandaarden.nl/ijw/3_2/jw301/schema"/>'
NOON = datetime(2026, 10, 31, 11)  # 12:00 in the Netherlands, in winter time


@pytest.mark.parametrize("envelope", [vecozo(JW301), ggk(JW301), ggk(zipped(een__xml=JW301))])
def test_the_message_its_reference_and_its_moment_come_out(envelope):
    opened = open_envelope(envelope)
    assert (opened.content, opened.sent_at, opened.remarks) == (JW301, NOON, ())
    assert opened.member in ("VECOZO R-17", "GGk 3f2a-1")


def test_xml_in_the_envelope_itself_is_taken_out():
    opened = open_envelope(ggk_with(f"<ggk:xmlBestand>{JW301.decode()}</ggk:xmlBestand>"))
    assert opened.content.startswith(b"<?xml")
    assert b'xmlns="http://www.istandaarden.nl/ijw/3_2/jw301/schema"' in opened.content


def lying_length(content: bytes) -> bytes:
    """Return a ZIP of which directory and member say that what is inside is one byte."""
    packed = bytearray(zipped(een__xml=content))
    struct.pack_into("<L", packed, 22, 1)
    struct.pack_into("<L", packed, packed.index(b"PK\1\2") + 24, 1)
    return bytes(packed)


def data(content: bytes) -> bytes:
    return vecozo_with(f"<t:Data>{text_of(content)}</t:Data>")


@pytest.mark.parametrize(
    ("envelope", "rule"),
    [
        (vecozo_with(""), "RW-ENV-01"),
        (vecozo_with("<t:Data/>"), "RW-ENV-01"),
        (vecozo_with("<t:Data>QQ==</t:Data><t:Data>QQ==</t:Data>"), "RW-ENV-01"),
        (vecozo_with("<t:Data><x/></t:Data>"), "RW-ENV-01"),
        (vecozo_with("<t:Data>geen base64!</t:Data>"), "RW-ENV-02"),
        (vecozo_with("<t:Data>QUJD*A==</t:Data>"), "RW-ENV-02"),
        (vecozo_with("<t:Data>QUJDR</t:Data>"), "RW-ENV-02"),
        (data(JW301), "RW-ENV-03"),
        (data(b"PK rommel"), "RW-ENV-03"),
        (data(zipped(een__xml=JW301, twee__xml=JW301)), "RW-ENV-03"),
        (data(zipped(map___een__xml=JW301)), "RW-ENV-03"),
        (data(zipped(een__txt=JW301)), "RW-ENV-03"),
        (data(lying_length(JW301)), "RW-ENV-03"),
        (data(zipped(een__xml=JW301)[:-30]), "RW-ENV-03"),
        (data(zipped(een__xml=b" " * 3_000_000)), "RW-ENV-07"),
        (vecozo(vecozo(JW301)), "RW-ENV-04"),
        (vecozo(ggk(JW301)), "RW-ENV-04"),
        (ggk(vecozo(JW301)), "RW-ENV-04"),
    ],
)
def test_what_is_wrong_with_an_envelope_is_told_by_its_rule(envelope, rule):
    with pytest.raises(EnvelopeFault) as raised:
        open_envelope(envelope)
    assert raised.value.rule == rule


def test_more_than_the_standard_allows_is_refused(monkeypatch):
    monkeypatch.setattr(envelopes, "LARGEST_BYTES", 20)
    for envelope in (vecozo(JW301), ggk(JW301)):
        with pytest.raises(EnvelopeFault, match="RW-ENV-07"):
            open_envelope(envelope)


def test_a_locked_zip_is_refused():
    packed = bytearray(zipped(een__xml=JW301))
    for place in (6, packed.index(b"PK\1\2") + 8):
        packed[place] |= 1
    with pytest.raises(EnvelopeFault) as raised:
        open_envelope(data(bytes(packed)))
    assert (raised.value.rule, raised.value.detail) == ("RW-ENV-03", "password")


@pytest.mark.parametrize("created", ["gisteren", "20261399999999", "2026"])
def test_a_moment_that_cannot_be_read_is_told_and_does_not_count(created):
    opened = open_envelope(ggk(JW301, created=created))
    assert (opened.sent_at, opened.remarks) == (None, (("RW-ENV-06", ""),))


def test_an_envelope_that_names_another_message_is_read_and_told():
    assert open_envelope(vecozo(JW301, kind="JW315")).remarks == (("RW-ENV-05", "315 / 301"),)


def test_a_reference_cannot_write_anything_else_in_our_names():
    opened = open_envelope(vecozo(JW301, reference="../../etc/&lt;script&gt; " + "x" * 200))
    assert opened.member.startswith("VECOZO ..-..-etc-script-")
    assert len(opened.member) < 80


def test_a_document_type_and_its_entities_are_refused(tmp_path):
    path = tmp_path / "bom.xml"
    path.write_bytes(b'<!DOCTYPE s [<!ENTITY a "b">]>' + vecozo(JW301).split(b"\n", 1)[1])
    (found,) = find_sources([path])
    assert isinstance(found, Finding)
    assert found.rule == "RW-XML-04"


def test_bare_in_a_folder_and_in_a_zip(tmp_path):
    (tmp_path / "a.xml").write_bytes(ggk(JW301))
    (tmp_path / "b.zip").write_bytes(zipped(een__xml=vecozo(JW301, kind="JW305")))
    (tmp_path / "c.xml").write_bytes(vecozo_with("<t:Data>?</t:Data>"))
    (tmp_path / "d.xml").write_bytes(JW301)
    first, told, second, refused, bare = find_sources([tmp_path])
    assert (first.member, first.content, first.sent_at) == ("GGk 3f2a-1", JW301, NOON)
    assert (told.rule, told.source_member) == ("RW-ENV-05", "een.xml / VECOZO R-17")
    assert (second.member, second.content) == ("een.xml / VECOZO R-17", JW301)
    assert (refused.rule, refused.source_file) == ("RW-ENV-02", str(tmp_path / "c.xml"))
    assert bare == Source(str(tmp_path / "d.xml"), "", JW301)


def test_soap_of_something_else_is_left_to_the_gate(tmp_path):
    """Nothing of a hub: the gate says that it is an envelope, and of which kind."""
    other = b'<s:Envelope xmlns:s="urn:something-else"/>'
    assert open_envelope(other) is None
    (tmp_path / "x.xml").write_bytes(other)
    assert next(find_sources([tmp_path])).content == other


def test_a_zip_is_never_unpacked_past_its_bound(monkeypatch):
    """The directory may say anything: what counts is what comes out."""
    asked = []

    def unpacked(file, archive, member, *, most):
        asked.append(most)
        raise zipfile.BadZipFile

    monkeypatch.setattr(envelopes, "unpacked", unpacked)
    with pytest.raises(EnvelopeFault):
        open_envelope(vecozo(JW301))
    assert asked == [envelopes.LARGEST_BYTES]
