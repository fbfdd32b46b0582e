"""Reads a scenario: the shares and shapes of the synthetic region, from `definitions/scenarios/<name>.yaml`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

Scenario = Mapping[str, Any]


@cache
def load_scenario(name: str = "demo") -> Scenario:
    """Return the scenario as parsed; FileNotFoundError when there is none of that name."""
    path = definitions_folder() / "scenarios" / f"{name}.yaml"
    parsed: Scenario = read_yaml(path)
    return parsed
