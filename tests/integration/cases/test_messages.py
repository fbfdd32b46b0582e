"""Every message of every worked case is one that the official schemas accept."""

from functools import cache

import pytest
from lxml import etree

from tests.support.case_files import Case
from tests.support.shared_material import shared
from tests.support.worked_cases import CASES


@cache
def official_schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared(f"ijw/xsd/{name}.xsd")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_official_schemas_accept_every_message(case: Case):
    for step in case.steps:
        schema = official_schema(step.name)
        assert schema.validate(etree.fromstring(step.content)), (step.identification, schema.error_log)
