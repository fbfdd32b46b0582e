"""The form of everything that leaves: names in camelCase, texts in both languages."""

from typing import Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from regiewijzer.definitions.rules import RuleText

T = TypeVar("T")


class Out(Schema):
    """Base of what leaves."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class TextOut(Out):
    """A text in Dutch and English."""

    nl: str
    en: str


def text_out(text: RuleText) -> TextOut:
    """Return a text of a definition."""
    return TextOut(nl=text.nl, en=text.en)


class PageOut(Out, Generic[T]):
    """One page of a list: how many there are in all, and from which place on these are."""

    total: int
    offset: int
    results: list[T]
