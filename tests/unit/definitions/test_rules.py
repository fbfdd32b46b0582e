from datetime import date

import pytest
import yaml

from regiewijzer.definitions.rules import RuleDefinitionError, _load, load_rules

TEXT = {"nl": "Ja", "en": "Yes"}
VALID = {
    "code": "TR999",
    "level": 2,
    "return_code": "0001",
    "messages": ["301"],
    "severity": "error",
    "owner": "sender",
    "valid_from": date(2021, 1, 1),
    "title": TEXT,
    "explanation": TEXT,
    "mend": TEXT,
}


def written(folder, raw, name="standards/ijw/rules/TR999.yaml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(raw), "utf-8")
    return folder


def test_rules_of_the_project_are_valid_and_sorted():
    rules = load_rules()
    assert list(rules) == sorted(rules)
    assert rules["TR018"].messages == ("307",)


def test_loaded_once():
    assert load_rules() is load_rules()


def test_read_as_written(tmp_path):
    rule = _load(written(tmp_path, VALID))["TR999"]
    assert rule.holds_for("301")
    assert not rule.holds_for("305")
    assert (rule.title.in_language("en-gb"), rule.title.in_language("nl")) == ("Yes", "Ja")


def test_example_is_not_a_rule(tmp_path):
    folder = written(written(tmp_path, VALID), {"valid": []}, "standards/ijw/rules/TR999.example.yaml")
    assert list(_load(folder)) == ["TR999"]


def test_check_may_have_keys_of_its_own(tmp_path):
    folder = written(tmp_path, {**VALID, "level": 3, "needs": ["assignment"]}, "checks/TR999/check.yaml")
    assert _load(folder)["TR999"].extra == {"needs": ["assignment"]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "TR998"}, "expected 'TR999' as the file is named"),
        ({"level": 5}, "expected 0 to 4"),
        ({"return_code": 1}, "four characters"),
        ({"messages": ["JW301"]}, "expected numbers"),
        ({"messages": [301]}, "expected numbers"),
        ({"messages": []}, "expected numbers"),
        ({"severity": "bad"}, "bad"),
        ({"owner": "nobody"}, "nobody"),
        ({"valid_from": "soon"}, "not a date"),
        ({"title": {"nl": "Ja"}}, "title needs"),
        ({"mend": {"nl": "Ja", "en": " "}}, "mend needs"),
        ({"applies_to": [{"message": 301}]}, "applies_to"),
        ({"colour": "red"}, "unknown \\['colour'\\]"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path, change, reason):
    with pytest.raises(RuleDefinitionError, match=f"TR999.yaml.*{reason}"):
        _load(written(tmp_path, {**VALID, **change}))


def test_missing_key_is_named(tmp_path):
    with pytest.raises(RuleDefinitionError, match="missing \\['mend'\\]"):
        _load(written(tmp_path, {key: value for key, value in VALID.items() if key != "mend"}))


def test_defined_twice(tmp_path):
    folder = written(written(tmp_path, VALID), {**VALID, "level": 3}, "checks/TR999/check.yaml")
    with pytest.raises(RuleDefinitionError, match="defined twice"):
        _load(folder)
