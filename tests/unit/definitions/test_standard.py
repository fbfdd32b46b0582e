import json
import os
from pathlib import Path

import pytest

from regiewijzer.definitions.standard import load_standard, releases

SHARED = Path(os.environ.get("REGIEWIJZER_SHARED", Path(__file__).resolve().parents[3].parent / "shared"))


def test_every_release_has_the_fourteen_messages():
    for release in releases():
        assert len(load_standard(release).messages) == 14


def test_a_release_is_the_base_with_its_differences():
    newest, oldest = load_standard("3.2"), load_standard("3.0")
    assert "13" in newest.codelists["JZ002"]
    assert "13" not in oldest.codelists["JZ002"]
    assert oldest.messages["JW301"].namespace.endswith("/3_0/jw301/schema")
    assert oldest.messages["JW301"].root.child("Header").child("BerichtSubversie").fixed == "0"


def test_an_unknown_release_is_refused():
    with pytest.raises(KeyError):
        load_standard("4.0")


def test_composite_types_live_in_the_base_namespace():
    header = load_standard().messages["JW305"].root.child("Header")
    assert not header.child("BerichtIdentificatie").in_base
    assert header.child("BerichtIdentificatie").child("Dagtekening").in_base


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference files of the standard are not here (REGIEWIJZER_SHARED)")
def test_the_elements_are_those_of_the_reference():
    reference = json.loads((SHARED / "ijw" / "elementen.json").read_text())
    for name, elements in reference["berichten"].items():
        ours = {f"Bericht/{path}": element for path, element in load_standard().messages[name].root.walk() if not element.in_base}
        assert [element["pad"] for element in elements] == list(ours), name
        for element in elements:
            mine = ours[element["pad"]]
            assert (mine.least, mine.most, mine.type) == (element["min"], element["max"], element["type"]), (name, element["pad"])
