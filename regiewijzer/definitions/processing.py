"""What the processing register says beside the installation file: subjects, recipients, measures, activities."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.rules import RuleText as Text
from regiewijzer.definitions.yaml_files import read_yaml

FILE = "processing.yaml"


class ProcessingDefinitionError(ValueError):
    """The file is not as it should be; the text names file, key, what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Processing:
    """Texts for the register; `activities` by their code in the processing log."""

    subjects: Text
    recipients: Text
    transfers: Text
    measures: tuple[Text, ...]
    activities: Mapping[str, Text]


def load_processing() -> Processing:
    """Return the texts; ProcessingDefinitionError names what is wrong in the file."""
    try:
        return _load(definitions_folder() / "register" / FILE)
    except (IndicatorDefinitionError, OSError, yaml.YAMLError) as error:
        raise ProcessingDefinitionError(str(error)) from error


@cache
def _load(path: Path) -> Processing:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ProcessingDefinitionError(f"{path.name}: expected a mapping")
    fields = Fields(path.name, raw)
    fields.only(("subjects", "recipients", "transfers", "measures", "activities"))
    activities = fields.mapping("activities")
    return Processing(
        subjects=fields.text("subjects"),
        recipients=fields.text("recipients"),
        transfers=fields.text("transfers"),
        measures=tuple(Fields(path.name, {"text": one}, "measures.").text("text") for one in fields.sequence("measures")),
        activities=MappingProxyType({name: activities.text(name) for name in activities.values}),
    )
