"""Small parts of the extracts: periods, formats, what replaces what, days of collection, waits, stages of absence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.simulation import settings_for
from regiewijzer.simulation.districts import district_number, postcode
from regiewijzer.simulation.extracts.cells import lines, titles, typed, written
from regiewijzer.simulation.extracts.deliveries import Delivery, collected, delivery, mending_day, standing
from regiewijzer.simulation.extracts.rows import (
    CbsProtection,
    Contract,
    OtherSpending,
    ProviderRegister,
    Row,
    WaitingStatement,
    hundredths,
)
from regiewijzer.simulation.extracts.windows import HALF_YEAR, MONTH, QUARTER, YEAR, periods, years
from regiewijzer.simulation.region import Place

TABLES = load_extract_tables()
SMALL = settings_for("small", 1)  # November 2022 to October 2026


@pytest.mark.parametrize(
    ("months", "first", "last", "count"),
    [
        (MONTH, date(2022, 11, 1), date(2026, 10, 1), 48),
        (QUARTER, date(2023, 1, 1), date(2026, 7, 1), 15),
        (HALF_YEAR, date(2023, 1, 1), date(2026, 1, 1), 7),
        (YEAR, date(2023, 1, 1), date(2025, 1, 1), 3),
    ],
)
def test_only_whole_periods_are_reported_on(months: int, first: date, last: date, count: int) -> None:
    found = periods(SMALL, months)
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_population_is_given_for_every_year_that_the_window_touches() -> None:
    assert [year.year for year in years(SMALL)] == [2022, 2023, 2024, 2025, 2026]


def test_numbers_keep_two_decimals() -> None:
    assert [str(hundredths(number)) for number in (1.005, 12, 0.349)] == ["1.00", "12.00", "0.35"]


def _row(table: str, row: Row, form: Any) -> dict[str, Any]:
    (line,) = lines(TABLES[table], [row], form)
    return dict(zip(titles(TABLES[table]), line, strict=True))


def test_a_row_is_written_as_dutch_people_do() -> None:
    spent = OtherSpending("9901", date(2024, 3, 1), "6.22", "settlement_earlier_years", None, None, -1_250_05, "actual")
    told = _row("other_spending", spent, written)
    assert (told["Maand"], told["Bedrag"], told["Zorgvorm"]) == ("03-2024", "-1250,05", "")
    codes = TABLES["other_spending"].column("category").codes
    assert told["Soort uitgave"] == codes["settlement_earlier_years"].written


def test_an_end_is_written_as_the_last_day() -> None:
    row = Contract("C1", "99900001", "P1", None, None, "direct", "task", date(2024, 1, 1), date(2025, 1, 1), 0)
    assert _row("contract", row, written)["Geldig (t/m)"] == "31-12-2024"
    assert _row("contract", row, typed)["Geldig (t/m)"] == date(2024, 12, 31)
    assert _row("contract", row._replace(valid_until=None), typed)["Geldig (t/m)"] is None


def test_periods_have_their_own_spelling() -> None:
    row = CbsProtection("99900001", date(2024, 7, 1), "123456789", "9901", "11", date(2024, 2, 3), None, None)
    assert _row("cbs_protection", row, written)["Halfjaar"] == "2024-H2"


def test_a_workbook_holds_numbers_and_text_codes() -> None:
    row = ProviderRegister("99900001", "Naam", "ggz", "effort", None, None, date(2024, 1, 1), None)
    assert _row("provider_register", row, typed)["Aanbieder"] == "99900001"
    spent = OtherSpending("9901", date(2024, 3, 1), "6.22", "access", None, None, 1_250_05, "actual")
    assert _row("other_spending", spent, typed)["Bedrag"] == 1250.05


def test_a_decimal_is_written_with_a_comma() -> None:
    table = TABLES["workforce"]
    assert written(table.column("fte"))(Decimal("19.50")) == "19,50"
    assert typed(table.column("fte"))(Decimal("19.50")) == 19.5


# Deliveries


def _waits(month: int, *applied: int) -> list[WaitingStatement]:
    first = date(2025, month, 1)
    return [WaitingStatement("99900001", first, "9901", "02", date(2024, 1, day), None, None) for day in applied]


def test_a_later_delivery_replaces_the_slices_it_holds_and_no_others() -> None:
    early = Delivery("99900001", date(2025, 4, 10), [*_waits(1, 1, 2), *_waits(2, 3)])
    late = Delivery("99900001", date(2025, 5, 10), _waits(1, 9))
    assert sorted(standing(TABLES["waiting_statement"], [late, early])) == [*_waits(1, 9), *_waits(2, 3)]


def test_nobody_delivers_an_empty_file() -> None:
    assert delivery("99900001", date(2025, 4, 10), []) == []


@pytest.mark.parametrize(
    ("day", "passed_on"),
    [(date(2025, 4, 9), date(2025, 4, 21)), (date(2025, 4, 21), date(2025, 4, 21)), (date(2025, 12, 22), date(2026, 1, 21))],
)
def test_forms_of_small_providers_are_passed_on_on_the_next_21st(day: date, passed_on: date) -> None:
    one = collected(Delivery("99900001", day, _waits(1, 1)))
    assert (one.sender, one.day) == ("service", passed_on)


@pytest.mark.parametrize("late", range(60 + 17 + 1))
def test_what_is_late_or_mended_never_meets_the_next_collection(late: int) -> None:
    """A statement of production holds the quarter before too: two in one file would contradict each other."""
    arrived = date.fromordinal(date(2025, 4, 1).toordinal() + late)
    passed_on = collected(Delivery("99900001", arrived, _waits(1, 1))).day
    assert max(passed_on, mending_day(passed_on)) < date(2025, 7, 21)


# Districts


def test_postcodes_are_spread_over_the_districts_of_a_municipality() -> None:
    place = Place("9904", "Lindenwoude", 0.1, 1.0, False, "Polder", ("a", "b", "c"), (0, 0))
    numbers = [district_number(place, ending) for ending in range(10)]
    assert numbers == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert postcode(3, 1234) == "9034QX"
