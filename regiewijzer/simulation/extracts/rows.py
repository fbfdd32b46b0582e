"""The rows of every extract table as the simulator makes them: fields are columns of the table, values as the ledger keeps them.

Dates that end a period are exclusive; a period is its first day; money is cents; `None` is an empty cell.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class ProviderRegister(NamedTuple):
    """A provider in a period."""

    provider_code: str
    name: str
    sector: str
    funding: str
    main_contractor_code: str | None
    successor_code: str | None
    valid_from: date
    valid_until: date | None


class Lot(NamedTuple):
    """A lot of the purchase."""

    lot_code: str
    name: str
    sector: str
    weight: str
    framework_code: str | None


class Framework(NamedTuple):
    """A procurement framework of several years."""

    framework_code: str
    name: str
    valid_from: date
    valid_until: date
    extension_months: int | None


class SpendingCap(NamedTuple):
    """What a provider may spend in a year, or a correction on it."""

    provider_code: str
    municipality_code: str | None
    year: date
    kind: str
    amount_cents: int
    agreed_on: date
    reason: str


class Contract(NamedTuple):
    """A contract of a provider for a lot."""

    contract_number: str
    provider_code: str
    lot_code: str
    municipality_code: str | None
    tender_number: str | None
    procurement: str
    funding: str
    valid_from: date
    valid_until: date | None
    extension_months: int | None


class Product(NamedTuple):
    """A product of the catalogue."""

    product_category: str
    product_code: str | None
    name: str
    care_form: str
    segment: str
    frame: str
    unit: str | None
    description: str | None
    valid_from: date
    valid_until: date | None


class Tariff(NamedTuple):
    """What a unit of a product costs in a period."""

    product_category: str
    product_code: str | None
    provider_code: str | None
    contract_number: str | None
    valid_from: date
    valid_until: date | None
    amount_cents: int
    unit: str


class District(NamedTuple):
    """A district (wijk) in a period."""

    district_code: str
    name: str
    municipality_code: str
    valid_from: date
    valid_until: date | None


class Population(NamedTuple):
    """People of one age and sex in a district on 1 January."""

    municipality_code: str
    district_code: str | None
    year: date
    age: int
    sex: str
    people: int


class PopulationCovariate(NamedTuple):
    """What a district is like in a year; shares in percent."""

    municipality_code: str
    district_code: str | None
    year: date
    one_parent_share: Decimal
    low_income_share: Decimal
    low_education_share: Decimal
    households: int


class ProviderBudget(NamedTuple):
    """What a provider expects to deliver in a year."""

    provider_code: str
    municipality_code: str
    year: date
    care_form: str
    budget_cents: int
    youths: int | None


class ProductionStatement(NamedTuple):
    """What a provider says it delivered in a month."""

    provider_code: str
    municipality_code: str
    month: date
    care_form: str
    produced_cents: int
    youths: int | None


class MunicipalBudget(NamedTuple):
    """A line of a municipal budget or of the annual account."""

    municipality_code: str
    year: date
    version: str
    task_field: str
    care_form: str | None
    direction: str
    amount_cents: int


class OtherSpending(NamedTuple):
    """Money outside the claims."""

    municipality_code: str
    month: date
    task_field: str
    category: str
    care_form: str | None
    provider_code: str | None
    amount_cents: int
    basis: str


class MunicipalIncome(NamedTuple):
    """Income of a municipality for youth care."""

    municipality_code: str
    year: date
    source: str
    amount_cents: int


class CbsCare(NamedTuple):
    """A trajectory as delivered to CBS."""

    provider_code: str
    half_year: date
    bsn: str
    sex: str
    postcode: str
    municipality_code: str
    referrer: str
    cbs_form: str
    crisis: bool
    started_on: date
    stopped_until: date | None
    end_reason: str | None
    usefulness_youth: int | None
    usefulness_parent: int | None
    without_help_youth: str | None
    without_help_parent: str | None
    applied_on: date | None


class CbsProtection(NamedTuple):
    """A measure of child protection or probation as delivered to CBS."""

    provider_code: str
    half_year: date
    bsn: str
    municipality_code: str
    measure: str
    started_on: date
    stopped_until: date | None
    end_reason: str | None


class Outcome(NamedTuple):
    """Answers at the end of trajectories, per head of the attainment of goals."""

    provider_code: str
    quarter: date
    municipality_code: str
    care_form: str
    target_group: str | None
    head: str
    ended: int
    responses: int
    positive: int


class Satisfaction(NamedTuple):
    """How satisfied youths or parents are."""

    provider_code: str
    quarter: date
    municipality_code: str
    care_form: str
    target_group: str | None
    perspective: str
    invited: int
    responses: int
    satisfied: int
    score: Decimal | None


class Experience(NamedTuple):
    """How people of one perspective experience a topic."""

    reporter_code: str
    quarter: date
    municipality_code: str
    provider_code: str | None
    perspective: str
    topic: str
    invited: int
    responses: int
    positive: int


class Workforce(NamedTuple):
    """Staff of a provider in one function group."""

    provider_code: str
    quarter: date
    function_group: str
    headcount: int
    fte: Decimal
    skj_registered: int | None
    peer_review: int | None
    caseload: int | None


class WorkerContinuity(NamedTuple):
    """Changes of care worker."""

    provider_code: str
    quarter: date
    municipality_code: str
    care_form: str
    trajectories: int
    worker_changes: int
    trajectories_with_change: int


class PlannedHours(NamedTuple):
    """Hours that are needed, budgeted and delivered."""

    provider_code: str
    quarter: date
    municipality_code: str
    care_form: str
    hours_needed: Decimal
    hours_budgeted: Decimal
    hours_delivered: Decimal | None


class AccessWorkforce(NamedTuple):
    """Staff of the municipal access, and youth workers at GPs."""

    municipality_code: str
    quarter: date
    headcount: int
    skj_registered: int
    fte: Decimal
    gp_practices: int | None
    gp_practices_with_youth_worker: int | None
    gp_youth_worker_fte: Decimal | None


class SchoolAbsentee(NamedTuple):
    """Young people who do not go to school."""

    municipality_code: str
    quarter: date
    absence_type: str
    stage: str
    duration: str
    in_care: bool
    never_to_school: bool
    age_group: str
    young_people: int


class Capacity(NamedTuple):
    """Places of a provider and how many are taken."""

    provider_code: str
    quarter: date
    municipality_code: str | None
    care_form: str
    places: int
    occupied: int
    hours_available: Decimal | None


class WaitingStatement(NamedTuple):
    """One young person who waits, or who started in the month."""

    provider_code: str
    month: date
    municipality_code: str
    care_form: str
    applied_on: date
    intake_on: date | None
    started_on: date | None


Row = (
    ProviderRegister
    | Framework
    | SpendingCap
    | Lot
    | Contract
    | Product
    | Tariff
    | District
    | Population
    | PopulationCovariate
    | ProviderBudget
    | ProductionStatement
    | MunicipalBudget
    | OtherSpending
    | MunicipalIncome
    | CbsCare
    | CbsProtection
    | Outcome
    | Satisfaction
    | Experience
    | Workforce
    | WorkerContinuity
    | PlannedHours
    | AccessWorkforce
    | SchoolAbsentee
    | Capacity
    | WaitingStatement
)
ROWS: dict[str, type[Row]] = {
    "provider_register": ProviderRegister,
    "framework": Framework,
    "spending_cap": SpendingCap,
    "lot": Lot,
    "contract": Contract,
    "product": Product,
    "tariff": Tariff,
    "district": District,
    "population": Population,
    "population_covariate": PopulationCovariate,
    "provider_budget": ProviderBudget,
    "production_statement": ProductionStatement,
    "municipal_budget": MunicipalBudget,
    "other_spending": OtherSpending,
    "municipal_income": MunicipalIncome,
    "cbs_care": CbsCare,
    "cbs_protection": CbsProtection,
    "outcome": Outcome,
    "satisfaction": Satisfaction,
    "experience": Experience,
    "workforce": Workforce,
    "worker_continuity": WorkerContinuity,
    "planned_hours": PlannedHours,
    "access_workforce": AccessWorkforce,
    "school_absentee": SchoolAbsentee,
    "capacity": Capacity,
    "waiting_statement": WaitingStatement,
}
TABLES: dict[type[Row], str] = {row: table for table, row in ROWS.items()}


def hundredths(number: float) -> Decimal:
    """Return the number with two decimals, as tables keep it."""
    return Decimal(round(number * 100)).scaleb(-2)
