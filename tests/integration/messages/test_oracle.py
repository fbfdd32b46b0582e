"""The official schemas as an independent oracle: they and we judge every message, good or broken, alike."""

import os
import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages import validating
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from tests.support.example_messages import FULL, LEAST, RANDOM, example_tree
from tests.support.mutations import mutated

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("REGIEWIJZER_SHARED", ROOT.parent / "shared")) / "ijw" / "xsd"
NAMES = sorted(load_standard().messages)
MUTATIONS_PER_MESSAGE = 240

pytestmark = pytest.mark.skipif(not SCHEMAS.is_dir(), reason=f"the official schemas are not at {SCHEMAS}; set REGIEWIJZER_SHARED")


@cache
def official(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def ours(content: bytes) -> bool:
    return pass_gate(Source("", "", content)).passed


@pytest.mark.parametrize("name", NAMES)
def test_what_we_write_is_valid(name):
    chance = random.Random(name)
    for fill in [LEAST, FULL, *[RANDOM] * 30]:
        content = write_message(name, example_tree(name, fill, chance))
        assert official(name).validate(etree.fromstring(content)), official(name).error_log
        assert ours(content)


@pytest.mark.parametrize("window", [1, 1000])
@pytest.mark.parametrize("name", NAMES)
def test_mutations_get_the_same_verdict(name, window, monkeypatch):
    monkeypatch.setattr(validating, "WINDOW", window)
    monkeypatch.setattr(validating, "SHORT_BYTES", 0)
    chance = random.Random(f"{name} {window}")
    verdicts: Counter[bool] = Counter()
    for _ in range(MUTATIONS_PER_MESSAGE // 2):
        content = mutated(write_message(name, example_tree(name, chance.choice([LEAST, RANDOM, FULL]), chance, rows=3)), chance)
        verdict = official(name).validate(etree.fromstring(content))
        assert ours(content) == verdict, (content.decode(), official(name).error_log)
        verdicts[verdict] += 1
    assert min(verdicts[True], verdicts[False]) > MUTATIONS_PER_MESSAGE // 50, verdicts
