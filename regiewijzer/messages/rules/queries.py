"""The queries of the rules inside a message: the SQL files of the definitions with their parameters filled in.

A query stands in `<CODE>.sql`, or in the file that `query` names in an application, and returns message_no, path, ordinal, value.
Between braces it may use each parameter of the application, `<parameter>_path` (the same as an element path: "Periode_Einddatum"
is "Periode/Einddatum"), and of the staging table that `table` names: `path` (from Bericht), `prefix` (that, with a slash) and
`ordinal` (its number in the message; 1 for the message itself).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regiewijzer.definitions.rules import Rule, load_rules
from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.staging import MESSAGE_TABLE, staging_of

_LEVEL = 2


@dataclass(frozen=True, slots=True)
class RuleQuery:
    """One application of one rule to one kind of message, ready to run."""

    rule: str
    table: str  # the staging table it judges, "bericht" when it is about the message as a whole
    sql: str


@cache
def queries_of(name: str, release: str) -> tuple[RuleQuery, ...]:
    """Return the queries of every rule that release has for the message ("JW301"), in order of rule and application."""
    standard = load_standard(release)
    number = standard.messages[name].number
    rules = [rule for rule in load_rules().values() if rule.level == _LEVEL and rule.holds_for(number)]
    return tuple(
        query
        for rule in rules
        if rule.code not in standard.rules_without
        for parameters in _applications(rule, number)
        for query in (_query(rule, name, release, parameters),)
    )


def _applications(rule: Rule, number: str) -> tuple[Mapping[str, str], ...]:
    if not rule.applies_to:
        return ({},)
    return tuple(parameters for parameters in rule.applies_to if parameters["message"] == number)


def _query(rule: Rule, name: str, release: str, parameters: Mapping[str, str]) -> RuleQuery:
    table = parameters.get("table", MESSAGE_TABLE)
    template = _template(rule.folder / f"{parameters.get('query', rule.code)}.sql")
    return RuleQuery(rule.code, table, template.format_map(_words(name, release, table, parameters)))


def _words(name: str, release: str, table: str, parameters: Mapping[str, str]) -> Mapping[str, str]:
    path = staging_of(name, release).table(table).path
    paths = {f"{key}_path": value.replace("_", "/") for key, value in parameters.items()}
    place = {"table": table, "path": path, "prefix": f"{path}/" if path else "", "ordinal": "ordinal" if path else "1"}
    return {**paths, **parameters, **place}


@cache
def _template(path: Path) -> str:
    return path.read_text("utf-8")
