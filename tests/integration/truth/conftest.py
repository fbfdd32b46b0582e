"""Two synthetic regions, loaded: one whose senders make no faults and are never late, and one with senders as they are."""

import pytest

from tests.support.true_region import TrueRegion, make_region


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> TrueRegion:
    return make_region(tmp_path_factory.mktemp("clean"), carelessness=0.0)


@pytest.fixture(scope="session")
def careless(tmp_path_factory: pytest.TempPathFactory) -> TrueRegion:
    return make_region(tmp_path_factory.mktemp("careless"), carelessness=1.0)
