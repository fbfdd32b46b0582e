import copy
import random
import re

import pytest
from lxml import etree

from regiewijzer.messages import gate, pieces
from regiewijzer.messages.hardened import parse
from regiewijzer.messages.pieces import read_in_pieces
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, example_tree

NAMES = ("JW301", "JW305", "JW315", "JW317", "JW323", "JW325")


def content_of(name: str, rows: int = 7) -> bytes:
    return write_message(name, copy.deepcopy(example_tree(name, FULL, random.Random(4), rows=rows)))


def whole(content: bytes) -> bytes:
    return etree.tostring(parse(content), encoding="utf-8", xml_declaration=False)


def forms(content: bytes) -> list[bytes]:
    """Return the same message as different senders write it."""
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    compact = etree.tostring(root)
    between = re.compile(rb">\s*<")
    row = re.compile(rb"<(\w+):(Client|Prestatie)>")
    return [
        content,
        compact,
        between.sub(b">" + b" " * 200 + b"\r\n<", compact),
        between.sub(b"><!-- > --><?pi > ?>\n<", compact),
        row.sub(rb'<\1:\2 xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema">', content),
        re.sub(rb">([^<>\s&]+)<", rb"><![CDATA[\1]]><", content),
    ]


@pytest.mark.parametrize("size", [1, 37, 700, 5000])
@pytest.mark.parametrize("name", NAMES)
def test_pieces_have_the_canonical_form_of_the_whole(monkeypatch, name, size):
    monkeypatch.setattr(pieces, "PIECE_BYTES", size)
    read = [(form, read_in_pieces(form)) for form in forms(content_of(name))]
    assert all(long is None or long.canonical == whole(form) for form, long in read)
    assert any(long is not None for _, long in read)


@pytest.mark.parametrize("place", range(21))
def test_a_fault_in_any_row_is_left_to_the_whole_tree(monkeypatch, place):
    monkeypatch.setattr(pieces, "PIECE_BYTES", 300)
    monkeypatch.setattr(gate, "LONG_BYTES", 0)
    content = content_of("JW323")
    assert read_in_pieces(content) is not None
    lines = [*re.finditer(rb"<\w+:Eenheid>[^<]*</\w+:Eenheid>\s*", content)]
    line = lines[place % len(lines)]
    wrong = content[: line.start()] + content[line.end() :]
    assert read_in_pieces(wrong) is None
    assert gate.pass_gate(Source("a.xml", "", wrong)).findings


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content[:-20],
        lambda content: content + b"<more/>",
        lambda content: content.replace(b"<jw323:Client>", b"text<jw323:Client>", 1),
        lambda content: re.sub(rb"(</\w+:Client>)", rb"\1text", content, count=2),
        lambda content: b"<!DOCTYPE a>" + re.sub(rb"^<\?xml.*?\?>\s*", b"", content),
        lambda content: content.replace(b"jw323/schema", b"jw999/schema"),
    ],
)
def test_what_is_wrong_or_unusual_is_not_read_in_pieces(monkeypatch, change):
    monkeypatch.setattr(pieces, "PIECE_BYTES", 200)
    content = content_of("JW323")
    changed = change(content)
    assert changed != content
    assert read_in_pieces(changed) is None


def test_the_gate_gives_a_long_message_the_same_identity(monkeypatch):
    source = Source("a.xml", "", content_of("JW323"))
    as_whole = gate.pass_gate(source)
    monkeypatch.setattr(pieces, "PIECE_BYTES", 300)
    monkeypatch.setattr(gate, "LONG_BYTES", 0)
    assert gate.pass_gate(source) == as_whole
    assert as_whole.passed
