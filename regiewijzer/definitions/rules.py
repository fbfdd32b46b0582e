"""The rules a delivery is checked against, levels 0 to 4: read and validated from the definition files.

Level 0 is the file itself, 1 structure, 2 within a message, 3 across messages, 4 against an outside source.
Levels 0-2 stand in `definitions/standards/ijw/rules/<CODE>.yaml` for messages and in `definitions/extracts/rules/<CODE>.yaml` for
extracts, levels 3-4 in `definitions/checks/<CODE>/check.yaml`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.standard import load_standard
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.figures.finding import Severity

EVERY_MESSAGE = "*"
EXTRACT = "extract"  # in place of messages: the rule is about every extract
_REQUIRED = ("code", "level", "return_code", "messages", "severity", "owner", "valid_from", "title", "explanation", "mend")
_OPTIONAL = ("valid_until", "applies_to")


class RuleDefinitionError(ValueError):
    """A rule file is not as it should be; the message names the file, what was expected and what was found."""


class Owner(StrEnum):
    """Who must mend what breaks the rule; `sender` is the sender of the message, whoever that is."""

    SENDER = "sender"
    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    DELIVERER = "deliverer"
    SERVICE_ORGANISATION = "service_organisation"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A text in both languages."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the English text for "en", "en-gb", …; the Dutch text for every other language."""
        return self.en if language.lower().startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as defined. `messages` are numbers ("301"), "*" for every message, or "extract" for every extract.

    `return_code` is what a receiver would put in the return message; None when the standard gives none.
    `applies_to` are the parameters of each application of the rule's query (level 2); `extra` holds keys that only
    the engine of checks reads (levels 3 and 4). `folder` is where the query stands.
    """

    code: str
    level: int
    return_code: str | None
    messages: tuple[str, ...]
    severity: Severity
    owner: Owner
    valid_from: date
    valid_until: date | None
    title: RuleText
    explanation: RuleText
    mend: RuleText
    folder: Path
    applies_to: tuple[Mapping[str, str], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def holds_for(self, message: str) -> bool:
        """Tell whether the rule is about that message ("301")."""
        return EVERY_MESSAGE in self.messages or message in self.messages


def load_rules() -> Mapping[str, Rule]:
    """Return every rule by code, in order of code; RuleDefinitionError names the file that is wrong."""
    return _load(definitions_folder())


@cache
def _load(definitions: Path) -> Mapping[str, Rule]:
    rules: dict[str, Rule] = {}
    for path, code, strict in _files(definitions):
        rule = _rule(path, code, strict=strict)
        if rule.code in rules:
            raise RuleDefinitionError(f"{path}: {rule.code} is defined twice")
        rules[rule.code] = rule
    return MappingProxyType(dict(sorted(rules.items())))


def _files(definitions: Path) -> Iterator[tuple[Path, str, bool]]:
    for path in sorted((definitions / "standards" / "ijw" / "rules").glob("*.yaml")):
        if not path.name.endswith(".example.yaml"):
            yield path, path.stem, True
    for path in sorted((definitions / "extracts" / "rules").glob("*.yaml")):
        yield path, path.stem, True
    for path in sorted((definitions / "checks").glob("*/check.yaml")):
        yield path, path.parent.name, False


def _rule(path: Path, code: str, *, strict: bool) -> Rule:
    raw = _read(path)
    _check_keys(path, raw, strict=strict)
    if raw["code"] != code:
        raise RuleDefinitionError(f"{path}: code is {raw['code']!r}, expected {code!r} as the file is named")
    try:
        return _built(path, raw)
    except (ValueError, TypeError, AttributeError) as error:
        raise RuleDefinitionError(f"{path}: {error}") from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        raise RuleDefinitionError(f"{path}: {error}") from error
    if not isinstance(raw, dict):
        raise RuleDefinitionError(f"{path}: expected a mapping")
    return raw


def _check_keys(path: Path, raw: Mapping[str, Any], *, strict: bool) -> None:
    missing = [key for key in _REQUIRED if key not in raw]
    unknown = sorted(set(raw) - {*_REQUIRED, *_OPTIONAL}) if strict else []
    if missing or unknown:
        raise RuleDefinitionError(f"{path}: missing {missing}, unknown {unknown}")


def _built(path: Path, raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=raw["code"],
        level=_level(raw["level"]),
        return_code=_return_code(raw["return_code"]),
        messages=_messages(raw["messages"]),
        severity=Severity(raw["severity"]),
        owner=Owner(raw["owner"]),
        valid_from=_day(raw["valid_from"]),
        valid_until=None if raw.get("valid_until") is None else _day(raw["valid_until"]),
        title=_text("title", raw["title"]),
        explanation=_text("explanation", raw["explanation"]),
        mend=_text("mend", raw["mend"]),
        folder=path.parent,
        applies_to=tuple(_parameters(one) for one in raw.get("applies_to", ())),
        extra={key: value for key, value in raw.items() if key not in {*_REQUIRED, *_OPTIONAL}},
    )


def _level(value: Any) -> int:
    if value not in range(5):
        raise ValueError(f"level is {value!r}, expected 0 to 4")
    return int(value)


def _return_code(value: Any) -> str | None:
    if value is None or (isinstance(value, str) and len(value) == 4):
        return value
    raise ValueError(f"return_code is {value!r}, expected four characters in quotes, or null")


def _messages(values: Any) -> tuple[str, ...]:
    known = {message.number for message in load_standard().messages.values()} | {EVERY_MESSAGE, EXTRACT}
    if not isinstance(values, list) or not values or not known.issuperset(values):
        raise ValueError(f'messages is {values!r}, expected numbers in quotes such as "301", "{EVERY_MESSAGE}" or "{EXTRACT}"')
    return tuple(values)


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is not a date")
    return value


def _text(name: str, value: Any) -> RuleText:
    if (
        not isinstance(value, dict)
        or set(value) != {"nl", "en"}
        or not all(isinstance(one, str) and one.strip() for one in value.values())
    ):
        raise ValueError(f"{name} needs a text for nl and for en, and nothing else")
    return RuleText(value["nl"].strip(), value["en"].strip())


def _parameters(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError(f"applies_to has {value!r}, expected names with a text in quotes")
    return MappingProxyType(dict(value))
