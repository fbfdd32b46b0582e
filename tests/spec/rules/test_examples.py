"""Every rule inside a message against its own worked examples: silent on the valid one, on the faulty one what is written there.

An example stands beside its rule, as `<CODE>.example.yaml` in `definitions/standards/ijw/rules`.
"""

import pytest
import yaml

from regiewijzer.definitions.rules import EXTRACT, load_rules
from regiewijzer.definitions.standard import load_standard, releases
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.rules.checking import broken
from regiewijzer.messages.rules.queries import queries_of
from regiewijzer.messages.staging import staging_of
from tests.support.staging_tables import staging_tables, text_rows

LEVEL_TWO = [rule for rule in load_rules().values() if rule.level == 2 and EXTRACT not in rule.messages]


def examples():
    for rule in LEVEL_TWO:
        path = rule.folder / f"{rule.code}.example.yaml"
        for number, example in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1):
            yield pytest.param(rule, example, id=f"{rule.code}-{number}")


EXAMPLES = list(examples())


def found(rule, example, world, release="3.2"):
    name = f"JW{example['message']}"
    tables = staging_tables(name, release, {table: text_rows(text) for table, text in example[world].items()})
    queries = [query for query in queries_of(name, release) if query.rule == rule.code]
    rows = broken(queries, tables, PersonNumbers(example.get("persons", "demo"))).to_pylist()
    return [{key: None if row[key] is None else str(row[key]) for key in ("path", "ordinal", "value")} for row in rows]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_is_silent_on_what_is_valid(rule, example):
    assert found(rule, example, "valid") == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_finds_what_is_faulty_and_nothing_else(rule, example):
    assert found(rule, example, "faulty") == text_rows(example["found"])


@pytest.mark.parametrize("rule", LEVEL_TWO, ids=lambda rule: rule.code)
def test_every_application_has_an_example(rule):
    given = {
        (example["message"], row["path"])
        for example in yaml.safe_load((rule.folder / f"{rule.code}.example.yaml").read_text("utf-8"))
        for row in text_rows(example["found"])
    }
    for message in rule.messages:
        staging = staging_of(f"JW{message}")
        tables = [query.table for query in queries_of(f"JW{message}", "3.2") if query.rule == rule.code]
        assert tables, message
        assert len({path for number, path in given if number == message}) >= len(tables), (message, tables)
        for table in tables:
            assert any(number == message and path.startswith(staging.table(table).path) for number, path in given), (
                message,
                table,
            )


@pytest.mark.parametrize("release", releases()[:-1])
def test_examples_hold_in_earlier_releases_that_have_the_rule(release):
    without = load_standard(release).rules_without
    for parameter in EXAMPLES:
        rule, example = parameter.values
        if rule.code not in without:
            assert found(rule, example, "faulty", release) == text_rows(example["found"]), parameter.id


def test_a_rule_that_a_release_lacks_does_not_run_there():
    assert "CS336" not in {query.rule for query in queries_of("JW301", "3.0")}
    assert "CS336" in {query.rule for query in queries_of("JW301", "3.1")}
