"""The dimensions of facts: which column of the query holds each, and what is looked up where the query does not say.

What is looked up comes from views that stand at the same moment as the facts, so nothing known later shows in it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from regiewijzer.definitions.frames_and_segments import frame_by_care_form, segment_by_care_form
from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.indicators.periods import MONTHS

NOT_KNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A SELECT over the views that fills dimensions of a fact, under the name `name`; `join` ties it to the fact `given`.

    What belongs to a youth is tied to the numbers of youths instead (`per_youth`: its column): there are far fewer of those.
    """

    name: str
    select: str
    join: Callable[[Grain], str]
    per_youth: str | None = None


def _of_youth(column: str) -> Lookup:
    name = f"of_youth_{column}"
    join = f"LEFT JOIN {name} ON known.youth_id = {name}.youth_id"
    return Lookup(name, f"SELECT youth_id, {column} FROM youth", lambda _grain: join, column)  # noqa: S608


def _of_product(column: str) -> Lookup:
    """A category and form may hold products of several segments: then it says nothing, and the code list decides."""
    name = f"of_product_{column}"
    select = f"""
        SELECT product_category, care_form, CASE WHEN min({column}) = max({column}) THEN min({column}) END AS {column}
        FROM product
        GROUP BY product_category, care_form
    """  # noqa: S608
    join = f"LEFT JOIN {name} ON given.product_category = {name}.product_category AND given.care_form = {name}.care_form"
    return Lookup(name, select, lambda _grain: join)


def _joined_request(grain: Grain) -> str:
    """The last request before the period ended: a later referral says nothing of the care before it."""
    return f"""
        ASOF LEFT JOIN of_request
            ON given.youth_id = of_request.youth_id
            AND given.provider_code = of_request.provider_code
            AND given.period + INTERVAL {MONTHS[grain]} MONTH > of_request.dated_on
    """


MUNICIPALITY = Lookup(
    "of_municipality",
    "SELECT municipality_code, subregion FROM municipality",
    lambda _grain: "LEFT JOIN of_municipality ON given.municipality_code = of_municipality.municipality_code",
)
# An interval up to the next request would be a plain join, and took minutes at region scale where this takes under a second.
REQUEST = Lookup(
    "of_request",
    """
        SELECT youth_id, provider_code, dated_on, min(referrer_type) AS referrer_type
        FROM assignment_request
        WHERE referrer_type IS NOT NULL AND dated_on IS NOT NULL
        GROUP BY youth_id, provider_code, dated_on
    """,
    _joined_request,
)


def _by_care_form(codes: Mapping[str, str]) -> str:
    """Return the CASE that turns a form of care into another code."""
    branches = " ".join(f"WHEN '{form}' THEN '{code}'" for form, code in codes.items())
    return f"CASE given.care_form {branches} END"


# Full years on the first day of the period, reckoned in months: the day of birth is not kept.
_MONTHS_OLD = "date_diff('month', youth_number.birth_month, given.period)"
_AGE = (
    f"CASE WHEN {_MONTHS_OLD} < 48 THEN '0-3' WHEN {_MONTHS_OLD} < 144 THEN '4-11' WHEN {_MONTHS_OLD} < 216 THEN '12-17'"
    f" WHEN {_MONTHS_OLD} <= 276 THEN '18-22' END"
)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: the column of the query that holds it, and how it is looked up where that is empty or not there."""

    column: str
    lookup: Lookup | None = None
    found: Callable[[], str] | None = None

    def expression(self, columns: Collection[str]) -> str:
        """Return the SQL of its code, `unknown` where nothing says."""
        own = [f"given.{self.column}"] if self.column in columns else []
        parts = [*own, *([self.found()] if self.found else []), f"'{NOT_KNOWN}'"]
        return f"coalesce({', '.join(parts)})"


DIMENSIONS: Mapping[str, Dimension] = {
    "municipality": Dimension("municipality_code"),
    "subregion": Dimension("subregion", MUNICIPALITY, lambda: "of_municipality.subregion"),
    "district": Dimension("district_code", _of_youth("district_code"), lambda: "youth_number.district_code"),
    "provider": Dimension("provider_code"),
    "product_category": Dimension("product_category"),
    "care_form": Dimension("care_form"),
    "segment": Dimension(
        "segment", _of_product("segment"), lambda: f"of_product_segment.segment, {_by_care_form(segment_by_care_form())}"
    ),
    "frame": Dimension("frame", _of_product("frame"), lambda: f"of_product_frame.frame, {_by_care_form(frame_by_care_form())}"),
    "referrer": Dimension("referrer_type", REQUEST, lambda: "of_request.referrer_type"),
    "age": Dimension("age_group", _of_youth("birth_month"), lambda: _AGE),
    "sex": Dimension("sex", _of_youth("sex"), lambda: "youth_number.sex"),
}

COLUMNS: Mapping[str, str] = {name: dimension.column for name, dimension in DIMENSIONS.items()}
"""Dimension -> the column in which views and tables of events hold it."""


def lookups(names: Collection[str]) -> Iterator[Lookup]:
    """Yield what has to be looked up for these dimensions, each once."""
    found = (DIMENSIONS[name].lookup for name in DIMENSIONS if name in names)
    yield from dict.fromkeys(one for one in found if one)
