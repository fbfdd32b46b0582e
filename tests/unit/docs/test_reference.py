import importlib.util
from pathlib import Path

import pytest

from regiewijzer.vocabulary.events import TABLES

ROOT = Path(__file__).resolve().parents[3]
_spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert _spec
assert _spec.loader
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_reference_page_says_what_the_code_says(name):
    assert (generate.REFERENCE / name).read_text("utf-8") == generate.PAGES[name](), "run: python docs/generate.py"


def test_every_table_of_the_ledger_is_in_the_glossary():
    glossary = (ROOT / "GLOSSARY.md").read_text("utf-8")
    assert [table.name for table in TABLES if table.name not in glossary] == []


def test_every_decision_is_in_the_list():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    assert [page.name for page in folder.glob("0*.md") if page.name not in listed] == []
