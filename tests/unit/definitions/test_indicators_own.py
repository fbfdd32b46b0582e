"""Dimensions of one indicator alone are read strictly, and are kept with a frozen figure."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from regiewijzer.definitions.indicators import IndicatorDefinitionError, QueryError, load_indicator, load_indicators
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.pipeline.figures_json_definition import definition_from_json, definition_to_json

PATHS = definitions_folder() / "indicators" / "care-paths"
LABELS = {"label": {"nl": "x", "en": "x"}, "per": {"nl": "x", "en": "x"}}


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(PATHS, tmp_path / "care-paths"))


def write_own(folder: Path, own: object) -> None:
    path = folder / "indicator.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text("utf-8")), "own": own}, allow_unicode=True), "utf-8")


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ({"path": {**LABELS}}, "own.path.codes: expected every code with its name, or `most`"),
        ({"path": {**LABELS, "most": 0}}, "own.path.most: expected a number from 1"),
        ({"path": {**LABELS, "most": 5, "codes_of": "street"}}, "own.path.codes_of: expected one of municipality"),
        ({"path": {**LABELS, "most": 5, "colour": "red"}}, "own.path.colour: unknown key"),
        ({"path": {**LABELS, "codes": {"1": "one"}}}, "own.path.codes.1: expected a text for nl and one for en"),
        ({"care_form": {**LABELS, "most": 5}}, "own.care_form: expected a name of small letters that means nothing else"),
        ({"value": {**LABELS, "most": 5}}, "own.value: expected a name of small letters"),
        ({"youth": {**LABELS, "most": 5}}, "own.youth: expected a name of small letters"),
        ({"a; DROP": {**LABELS, "most": 5}}, "own.a; DROP: expected a name of small letters"),
        ([], "own: expected a mapping"),
    ],
)
def test_error_names_file_key_and_expectation(folder, own, message):
    write_own(folder, own)

    with pytest.raises(IndicatorDefinitionError, match=r"care-paths/indicator\.yaml") as refused:
        load_indicator(folder)

    assert message in str(refused.value)


def test_query_must_have_the_column(folder):
    write_own(folder, {"path": {**LABELS, "most": 5}, "colour": {**LABELS, "most": 5}})

    with pytest.raises(QueryError, match="column colour expected"):
        load_indicator(folder)


def test_open_dimension_may_be_broken_down_by_and_not_filtered_on():
    stacking = load_indicators()["stacking"]

    assert {"combination", "forms_at_once"} <= set(stacking.dimensions)
    assert set(stacking.dimensions) - set(stacking.filters) == {"combination"}


@pytest.mark.parametrize("name", ["stacking", "care-paths", "care-transitions", "flow"])
def test_definition_that_was_frozen_reads_back_with_its_dimensions(name):
    indicator = load_indicators()[name]

    found = definition_from_json(json.loads(json.dumps(definition_to_json(indicator))))

    assert (found.own, found.dimensions, found.query.columns) == (indicator.own, indicator.dimensions, indicator.query.columns)


def test_code_has_one_name_whichever_indicator_uses_it():
    """Two indicators may have a dimension of one name; pages then call its codes alike."""
    found: dict[tuple[str, str], set[str]] = {}
    for own in (own for indicator in load_indicators().values() for own in indicator.own):
        for code, text in own.codes:
            found.setdefault((own.name, code), set()).add(text.nl)

    assert [key for key, texts in found.items() if len(texts) > 1] == []
