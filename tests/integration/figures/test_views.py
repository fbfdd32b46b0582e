"""The views a definition may read are those that the ledger has, with these columns and types."""

import pytest

from regiewijzer.definitions.queries_views import VIEWS, sql_type
from regiewijzer.ledger.as_of import open_as_of
from tests.support.figure_world import MOMENT, loaded_home


@pytest.fixture(scope="module")
def described(tmp_path_factory) -> dict[str, dict[str, str]]:
    home = loaded_home(tmp_path_factory.mktemp("home"))
    with open_as_of(home, MOMENT) as as_of:
        return {view: {row[0]: row[1] for row in as_of.connection.execute(f"DESCRIBE {view}").fetchall()} for view in VIEWS}


@pytest.mark.parametrize("view", VIEWS)
def test_view_has_the_columns_a_definition_may_read(described, view):
    expected = {column: sql_type(kind) for column, kind in VIEWS[view].items()}

    assert {column: kind for column, kind in described[view].items() if column in expected} == expected
