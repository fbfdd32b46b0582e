import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from regiewijzer.definitions.indicators import IndicatorDefinitionError, QueryError, load_indicator, load_indicators
from regiewijzer.definitions.indicators_types import Aggregation
from regiewijzer.definitions.location import definitions_folder

DROPOUT = definitions_folder() / "indicators" / "dropout"


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(DROPOUT, tmp_path / "dropout"))


def change(folder: Path, key: str, value: object, file: str = "indicator.yaml") -> None:
    """Set a key, written as "a.b", or remove it when value is None."""
    path = folder / file
    raw = yaml.safe_load(path.read_text("utf-8"))
    place = raw
    *above, last = [int(part) if part.isdigit() else part for part in key.split(".")]
    for name in above:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")


WRONG = [
    ("author", None, "dropout/indicator.yaml: author: expected a text"),
    ("titel", "x", "dropout/indicator.yaml: titel: unknown key"),
    ("title.en", "No question", "title: expected a question"),
    ("question.nl", "", "question.nl: expected a text"),
    ("why_it_matters", "only one language", "why_it_matters: expected a text for nl and one for en"),
    ("direction", "sideways", "direction: expected one of up, down, neutral"),
    ("kind", "opinion", "kind: expected one of structure, process, outcome"),
    ("theme", "x", "theme: expected one of quality, accessibility, affordability"),
    ("steerable", "ja", "steerable: expected true or false"),
    ("reviewed_on", "gisteren", "reviewed_on: expected a date"),
    ("next_review_on", date(2020, 1, 1), "next_review_on: expected a day after reviewed_on"),
    ("version", 1.0, "version: expected a text"),
    ("provisional.months", -1, "provisional.months: expected a whole number"),
    ("series", {}, "series: expected a mapping"),
    ("series.premature.aggregation", "average", "series.premature.aggregation: expected one of count_distinct"),
    ("series.premature.unit", "cents", "series.premature.unit: expected share with share"),
    ("series.premature.per", 1000, "series.premature.per: expected a number from 1 with share, of a ratio or rate"),
    ("series.premature.funnel", True, "series.premature.funnel: expected nothing: limits of chance stand around a ratio"),
    ("grain", "week", "grain: expected one of month, quarter, year"),
    ("dimensions", ["street"], "dimensions: expected some of municipality, subregion"),
    ("flatters", "ja", "flatters: expected a text for nl and one for en"),
    ("related", "flow", "related: expected a list"),
    ("series.premature.answer.nl", "In {month} iets.", "series.premature.answer: expected a sentence with {month}, {value}"),
    ("series.premature.answer.en", "{month} {value} {p90}", "series.premature.answer: expected"),
    ("series.premature.answer.en", "{month} {value", "series.premature.answer: expected balanced braces"),
]


@pytest.mark.parametrize(("key", "value", "message"), WRONG)
def test_error_names_file_key_and_expectation(folder, key, value, message):
    change(folder, key, value)

    with pytest.raises(IndicatorDefinitionError, match=r"dropout/") as refused:
        load_indicator(folder)

    assert message in str(refused.value)


WRONG_EXAMPLE = [
    ("cases", [], "cases: expected at least 3 worked cases"),
    ("cases", [1, 2, 3], "cases[0]: expected a mapping, found 1"),
    ("cases.2.story", None, "cases[2].story: expected a text for nl and one for en"),
    ("cases.0.given.nothing", "a | b", "cases[0].given.nothing: unknown view"),
    ("cases.0.given.trajectory", "youth_id | shoe_size\nanna | 3", "given.trajectory: unknown columns shoe_size"),
    ("cases.0.given.trajectory", "youth_id | care_form\nanna", "2 columns expected, found 1 in: anna"),
    ("cases.1.expected", [], "cases[1].expected: expected at least one breakdown"),
    ("cases.0.expected", [{"by": ["age"], "cells": "x"}], "cases[0].expected[0].by: expected some of municipality"),
    ("cases.0.expected", [{"by": [], "cells": "colour\nred"}], "cells: expected rows with columns out of period"),
    ("cases.0.moment", "later", "moment: expected a date"),
]


@pytest.mark.parametrize(("key", "value", "message"), WRONG_EXAMPLE)
def test_error_in_example_names_the_place(folder, key, value, message):
    change(folder, key, value, "example.yaml")

    with pytest.raises(IndicatorDefinitionError) as refused:
        load_indicator(folder)

    assert message in str(refused.value)


@pytest.mark.parametrize("name", ["indicator.yaml", "query.sql", "example.yaml"])
def test_missing_file_is_named(folder, name):
    (folder / name).unlink()

    with pytest.raises(IndicatorDefinitionError, match=f"dropout/{name}: file is missing"):
        load_indicator(folder)


def test_query_error_names_file_and_line(folder):
    query = folder / "query.sql"
    query.write_text(query.read_text("utf-8").replace("step.end_reason IN", "step.end_cause IN"), "utf-8")

    with pytest.raises(QueryError, match=r"dropout/query.sql:\d+: .*end_cause"):
        load_indicator(folder)


def test_yaml_error_names_the_file(folder):
    (folder / "indicator.yaml").write_text("title: {nl: [", "utf-8")

    with pytest.raises(IndicatorDefinitionError, match=r"dropout/indicator.yaml: not YAML"):
        load_indicator(folder)


@pytest.mark.parametrize(("file", "text"), [("indicator.yaml", "\n# changed"), ("query.sql", "\n-- changed")])
def test_version_hash_changes_with_the_definition(folder, file, text):
    before = load_indicator(folder).version_hash
    path = folder / file
    path.write_text(path.read_text("utf-8") + text, "utf-8")

    assert load_indicator(folder).version_hash != before


def test_earlier_definitions_are_kept_without_cases():
    dropout = load_indicators()["dropout"]

    assert [(one.id, one.version, one.cases) for one in dropout.earlier] == [("dropout", "0.9", ())]
    assert dropout.earlier[0].query.sql != dropout.query.sql


def test_earlier_definition_stands_under_its_own_version(folder):
    (folder / "earlier" / "0.9").rename(folder / "earlier" / "0.8")

    with pytest.raises(IndicatorDefinitionError, match=r"dropout/earlier/0.8: version: expected 0.8"):
        load_indicator(folder)


def test_median_has_two_outcomes_with_labels():
    waiting = load_indicators()["waiting"]

    codes = [outcome.code for outcome in waiting.outcomes]

    assert codes == ["decision_time_median", "decision_time_p90", "assignment_to_start_median", "assignment_to_start_p90"]
    assert waiting.outcome("decision_time_p90").label.nl == "Besluittijd, 90 % binnen"


def test_time_in_messages_is_never_called_waiting_time():
    """F2: the real wait is not in the messages, so no text may call these times so."""
    waiting = load_indicators()["waiting"]
    names = [waiting.name, waiting.title, waiting.unit, *(series.label for series in waiting.series)]

    assert not [text for text in names if "wacht" in text.nl.lower() or "wait" in text.en.lower()]


def test_claims_are_called_only_claimed_care():
    """F6: a figure of claims says in its title that it is only claimed care."""
    for name in ("claimed-care", "claimed-care-by-known-date"):
        title = load_indicators()[name].title
        assert "alleen gedeclareerde zorg" in title.nl
        assert "only claimed care" in title.en


def test_counts_of_youths_name_the_age_base():
    """F4: the age base is always named."""
    for indicator in load_indicators().values():
        if any(series.aggregation is Aggregation.COUNT_DISTINCT for series in indicator.series):
            assert "0 tot en met 22" in indicator.numerator.nl
            assert "0 to 22" in indicator.numerator.en
