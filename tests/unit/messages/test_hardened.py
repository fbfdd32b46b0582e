import pytest

from regiewijzer.messages.hardened import UnreadableError, parse

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<Bericht>&c;</Bericht>"""
EXTERNAL = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "RW-XML-01"),
        (b" \r\n\t ", "RW-XML-01"),
        (b"geen xml", "RW-XML-02"),
        (b"<a><b></a>", "RW-XML-02"),
        (b"<a>&onbekend;</a>", "RW-XML-02"),
        (b"<a>x\0y</a>", "RW-XML-02"),
        (b"<a/><b/>", "RW-XML-02"),
        (b"<p:a/>", "RW-XML-02"),
        (b"<a><b>tekst</b><c>half", "RW-XML-03"),
        (b"<a><b>tekst</b><c", "RW-XML-03"),
        ("<a>é".encode()[:-1], "RW-XML-03"),
        (LAUGHS, "RW-XML-04"),
        (EXTERNAL, "RW-XML-04"),
        (b"\xef\xbb\xbf<!-- x --><?pi x?>\n<!DOCTYPE a><a/>", "RW-XML-04"),
        (b"<!-- <!DOCTYPE b> --><!DOCTYPE a><a/>", "RW-XML-04"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "RW-XML-05"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "RW-XML-05"),
        ("<a/>".encode("utf-16"), "RW-XML-05"),
        ("<a/>".encode("utf-16-le"), "RW-XML-05"),
        ("<a>é</a>".encode("latin-1"), "RW-XML-05"),
        (b"<a>" * 300 + b"</a>" * 300, "RW-XML-07"),
        (b"<a>" + b"x" * 10_000_001 + b"</a>", "RW-XML-07"),
        (b"<" + b"a" * 60_000 + b"/>", "RW-XML-07"),
    ],
)
def test_what_may_not_be_read_says_why(content, rule):
    with pytest.raises(UnreadableError) as refused:
        parse(content)
    assert refused.value.rule == rule


def test_line_of_the_doctype_and_of_the_first_wrong_byte():
    with pytest.raises(UnreadableError) as refused:
        parse(LAUGHS)
    assert refused.value.line == 2
    with pytest.raises(UnreadableError) as refused:
        parse(b"<a>\n<b>\n\xe9</b></a>")
    assert refused.value.line == 3


def test_a_doctype_in_a_value_is_a_value():
    assert parse(b"<a><![CDATA[<!DOCTYPE x>]]></a>").text == "<!DOCTYPE x>"


def test_refusal_does_not_quote_the_content():
    with pytest.raises(UnreadableError) as refused:
        parse(b"<a><Jansen></Pietersen></a>")
    assert "ansen" not in refused.value.detail
    assert "ietersen" not in refused.value.detail


def test_comments_instructions_and_blanks_are_dropped():
    root = parse(b"<a>\r\n  <!-- x --><?pi y?> <b>1<!-- z -->2</b>\n</a>")
    assert [child.tag for child in root] == ["b"]
    assert root[0].text == "12"
    assert root.text is None
