"""The font inside a packed font."""

import struct

import pytest

from regiewijzer.web.fonts import FAMILY, font_folders, truetype_of
from tests.support.packed_font import packed_font

TABLES = (b"abc" * 100, b"x", bytes(range(64)))


def test_every_table_is_found_where_the_list_says():
    font = truetype_of(packed_font(*TABLES))
    assert font[:4] == b"\x00\x01\x00\x00"
    assert struct.unpack_from(">HHHH", font, 4) == (3, 32, 1, 16)
    for number, content in enumerate(TABLES):
        tag, checksum, offset, size = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        assert (tag, checksum, offset % 4) == (f"t{number:03}".encode(), 7, 0)
        assert font[offset : offset + size] == content


@pytest.mark.parametrize("content", [b"", b"wOF2" + bytes(60)])
def test_what_is_no_packed_font_is_refused(content):
    with pytest.raises(ValueError, match="expected a WOFF font"):
        truetype_of(content)


def test_a_table_of_another_size_is_refused():
    broken = bytearray(packed_font(b"abc" * 100))
    broken[44 + 12 + 3] += 1
    with pytest.raises(ValueError, match="should be"):
        truetype_of(bytes(broken))


def test_the_installed_font_can_be_read():
    if not font_folders():
        pytest.skip("front-end files are not installed: run ./dev setup")
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders()).fonts()
    assert {(one.family, one.weight) for one in fonts} == {(FAMILY, 400), (FAMILY, 600)}
    assert ["latin-ext" in str(one.path) for one in fonts] == [False, False, True, True], "the usual letters come first"
