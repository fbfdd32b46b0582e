"""Takes typed values out of a parsed YAML file; every error names file, key and what was expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from regiewijzer.definitions.rules import RuleText as Text

E = TypeVar("E", bound=StrEnum)


class IndicatorDefinitionError(ValueError):
    """A file of an indicator is not as it should be; the text names the file, the key and what was expected."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping out of a file, with the place it came from."""

    file: str
    values: Mapping[str, Any]
    place: str = ""

    def wrong(self, key: str, expected: str) -> IndicatorDefinitionError:
        """Return the error for a key."""
        found = self.values.get(key, "nothing")
        return IndicatorDefinitionError(f"{self.file}: {self.place}{key}: expected {expected}, found {found!r}")

    def only(self, keys: Sequence[str]) -> None:
        """Refuse keys that mean nothing: most often a spelling mistake."""
        for key in self.values:
            if key not in keys:
                raise IndicatorDefinitionError(f"{self.file}: {self.place}{key}: unknown key; known are {', '.join(keys)}")

    def string(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "a text")
        return value.strip()

    def text(self, key: str) -> Text:
        """Return a text in both languages."""
        value = self.values.get(key)
        if not isinstance(value, dict) or set(value) != {"nl", "en"}:
            raise self.wrong(key, "a text for nl and one for en")
        both = Fields(self.file, value, f"{self.place}{key}.")
        return Text(both.string("nl"), both.string("en"))

    def number(self, key: str, default: int | None = None) -> int:
        """Return a whole number of at least zero."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(key, "a whole number of at least 0")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self.values.get(key)
        if not isinstance(value, date):
            raise self.wrong(key, "a date such as 2024-01-31")
        return value

    def optional_text(self, key: str) -> Text | None:
        """Return a text in both languages, None when there is none."""
        return self.text(key) if key in self.values else None

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it is not there."""
        found = self.sequence(key) if key in self.values else ()
        if not all(isinstance(one, str) and one for one in found):
            raise self.wrong(key, "a list of texts")
        return tuple(found)

    def some_of(self, key: str, known: Sequence[str], default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of known words in the order in which they are known; the default when it is not there."""
        if key not in self.values:
            return default
        found = self.strings(key)
        if not found or not set(found) <= set(known):
            raise self.wrong(key, f"some of {', '.join(known)}")
        return tuple(word for word in known if word in found)

    def choice(self, key: str, choices: type[E], default: E | None = None) -> E:
        """Return one of an enumeration."""
        value = self.values.get(key, default)
        if value not in tuple(choices):
            raise self.wrong(key, f"one of {', '.join(choices)}")
        return choices(value)

    def mapping(self, key: str) -> "Fields":
        """Return a mapping below."""
        value = self.values.get(key)
        if not isinstance(value, dict) or not value:
            raise self.wrong(key, "a mapping")
        return Fields(self.file, value, f"{self.place}{key}.")

    def sequence(self, key: str) -> Sequence[Any]:
        """Return a list."""
        value = self.values.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        return value

    def each(self, key: str) -> tuple["Fields", ...]:
        """Return a list of mappings."""
        found = self.sequence(key)
        places = [f"{self.place}{key}[{number}]" for number in range(len(found))]
        for one, place in zip(found, places, strict=True):
            if not isinstance(one, dict):
                raise IndicatorDefinitionError(f"{self.file}: {place}: expected a mapping, found {one!r}")
        return tuple(Fields(self.file, one, f"{place}.") for one, place in zip(found, places, strict=True))
