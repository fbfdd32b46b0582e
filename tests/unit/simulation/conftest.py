from dataclasses import replace
from pathlib import Path

import pytest

from regiewijzer.simulation import run, settings_for, simulate
from tests.support.simulated_extracts import SimulatedExtracts
from tests.support.simulated_region import Simulated


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    """Tiny, ten times as many young people, with senders who make no faults and are never late."""
    settings = replace(settings_for("tiny", 7), young_people=1500, providers=14).clean()
    return Simulated(run(settings, tmp_path_factory.mktemp("clean")))


@pytest.fixture(scope="session")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    """Tiny with five times the usual faults."""
    settings = replace(settings_for("tiny", 11), young_people=900, providers=14, faults=5.0)
    return Simulated(run(settings, tmp_path_factory.mktemp("careless")))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate("tiny", 3, tmp_path_factory.mktemp("tiny")).out


@pytest.fixture(scope="session")
def right(clean: Simulated) -> SimulatedExtracts:
    """The extracts of senders who make no faults."""
    return SimulatedExtracts(clean.out)


@pytest.fixture(scope="session")
def wrong(careless: Simulated) -> SimulatedExtracts:
    """The extracts of careless senders."""
    return SimulatedExtracts(careless.out)
