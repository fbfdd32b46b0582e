"""One number of the results, and the names by which it is found."""

from typing import NamedTuple

QUARTERS = ("Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec")
ALL_YEAR = "Jan-Dec"
LEVELS = ("region", "municipality", "product", "municipality x product", "provider")


class Line(NamedTuple):
    """One number: of which variant, level and months of making, what, and what it should be at most, least or between."""

    variant: str
    level: str
    leads: str
    metric: str
    value: float
    target: str
    holds: bool | None
