import io
import zipfile

import pytest

from regiewijzer.ledger.numbers_in import numbers_in

# 000000012 and 123456782 pass the 11-test; 123456789 does not and is no invented number either.


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<n:Client><n:Bsn>000000012</n:Bsn><Naam>123456782</Naam></n:Client>", {"000000012"}),
        (b"\xef\xbb\xbf<Bsn> 000000012 </Bsn>", {"000000012"}),
        (b"Burgerservicenummer;Gemeente\n123456782;0901\n", {"123456782"}),
        (b"Opmerking\nzie 1234.56.782 of 12 123456782\n", {"123456782"}),
        (b"Burgerservicenummer\n123456789\n", set()),
        (b"Nummer\n12345678201\n1123456782\n", set()),
        ("Burgerservicenummer\n123456782\n".encode("utf-16"), {"123456782"}),
        (b"\xff123456782\x80;", {"123456782"}),
        (b"", set()),
    ],
)
def test_every_number_that_could_be_one_is_found(content, found):
    assert numbers_in(content) == found


def test_a_number_that_lost_its_leading_zero_is_found():
    assert numbers_in(b"Burgerservicenummer\n10000008\n") == {"010000008"}  # 0x9 + 1x8 + ... - 8 = 0


def test_a_workbook_is_looked_through_and_not_what_lies_beside_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as workbook:
        workbook.writestr("xl/sharedStrings.xml", "<sst><si><t>000000012</t></si></sst>")
        workbook.writestr("xl/worksheets/sheet1.xml", "<c><v>123456782</v></c>")
        workbook.writestr("docProps/custom.xml", "<x>000000024</x>")
    assert numbers_in(buffer.getvalue()) == {"000000012", "123456782"}
