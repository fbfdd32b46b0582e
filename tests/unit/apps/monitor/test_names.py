"""Names of codes."""

from datetime import date

from regiewijzer.apps.monitor import names
from regiewijzer.ledger.region import Municipality, Region

REGION = Region(
    "R",
    municipalities=(
        Municipality("0001", "Oud", valid_until=date(2026, 1, 1), successor="0002"),
        Municipality("0002", "Nieuw", valid_from=date(2026, 1, 1)),
        Municipality("0003", "Weg", valid_until=date(2027, 1, 1)),
    ),
)


def test_a_merged_municipality_says_where_it_went():
    assert names.merged(REGION, date(2025, 12, 1)) == {}
    assert names.merged(REGION, date(2026, 1, 1)) == {"0001": "Oud hoort sinds 1 januari 2026 bij Nieuw."}
    assert names.merged(REGION, date(2027, 5, 1))["0003"] == "Weg bestaat niet meer sinds 1 januari 2027."


def test_every_code_of_the_lists_has_a_name():
    assert names.care_forms()["11"] == "Pleegzorg"
    assert names.product_categories()["45"] == "Jeugdhulp ambulant"
