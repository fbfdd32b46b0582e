"""The styles turn at no width between the two narrow ones at which the browser tests look: these show the same elements."""

import re

from regiewijzer.web.vendor import TARGET
from tests.functional.browser import NARROW, PHONE

REM = 16  # pixels
TURNS = re.compile(r"@(?:media|container)[^{]*")
WIDTH = re.compile(r"(?:width\s*[<>]=?|(?:min|max)-width:)\s*([0-9.]+)(px|rem|em)")


def _turns() -> dict[str, list[float]]:
    """Return the widths at which each style sheet turns, in pixels."""
    return {
        sheet.name: [
            float(size) * (1 if unit == "px" else REM) for rule in TURNS.findall(text) for size, unit in WIDTH.findall(rule)
        ]
        for sheet in TARGET.parent.rglob("*.css")
        for text in [sheet.read_text("utf-8")]
    }


def test_no_style_turns_between_a_phone_and_the_narrowest_window():
    turns = _turns()
    assert 600 in turns["theme.css"] + turns["index.css"]  # the search finds what is there
    assert any(turns["pages.css"])
    assert [(sheet, width) for sheet, some in turns.items() for width in some if NARROW <= width <= PHONE] == []
