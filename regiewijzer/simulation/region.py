"""The invented region: municipalities (one merges on the way), providers and what they deliver."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from regiewijzer.ledger import region as region_file
from regiewijzer.simulation.catalogue import Catalogue, Product
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.periods import add_months

_FIRST = (
    "De Berken",
    "Het Anker",
    "Kompas",
    "De Vlinder",
    "Zonnehoek",
    "De Brug",
    "Nieuwland",
    "Het Baken",
    "De Wilgen",
    "Spoorzoeker",
)
_SECOND = ("Jeugdhulp", "Begeleiding", "Zorg en Gezin", "Behandelgroep", "Praktijk", "Jeugd en Opvoeding")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality. `yearly`: it gives new assignment numbers every 1 January; else it extends."""

    code: str
    name: str
    weight: float
    access: float  # factor on the inflow
    yearly: bool
    subregion: str
    districts: tuple[str, ...]  # names
    tile: tuple[int, int]  # column and row on the tile map
    valid_until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """A provider, with its habits."""

    code: str
    name: str
    kind: str
    products: tuple[Product, ...]
    funding: str  # effort | output | task
    variant: str  # specific | category | category_budget | generic
    rhythm: str  # month | quarter | none
    numbered: bool
    weight: float
    claim_day: int
    still_from: date | None = None
    still_until: date | None = None

    def __hash__(self) -> int:
        """Senders differ in their code; all of their products would be hashed again for every claim line."""
        return hash(self.code)

    @property
    def claims(self) -> bool:
        """Whether it sends claims at all."""
        return self.rhythm != "none"


@dataclass(frozen=True)
class SyntheticRegion:
    """Places and senders by code, and who delivers what."""

    name: str
    places: dict[str, Place]
    senders: dict[str, Sender]
    by_product: dict[str, Choice[str]]
    turning_points: tuple[region_file.TurningPoint, ...]

    def place_on(self, code: str, day: date) -> str:
        """Return the code of the municipality that stands for `code` on that day."""
        place = self.places[code]
        if place.valid_until and place.successor and day >= place.valid_until:
            return place.successor
        return code


def build_region(settings: Settings, scenario: Scenario, catalogue: Catalogue) -> SyntheticRegion:
    """Return the region of a run; the same settings give the same region."""
    senders, shock = _senders(settings, scenario, catalogue), scenario["shock"]
    return SyntheticRegion(
        scenario["region"]["nl"],
        _places(settings, scenario),
        {one.code: one for one in senders},
        _by_product(catalogue, senders),
        (region_file.TurningPoint(shock["from"], shock["nl"], shock["en"]),),
    )


def _places(settings: Settings, scenario: Scenario) -> dict[str, Place]:
    raw = scenario["municipalities"]
    return {one["code"]: _place(one, settings, raw) for one in (*raw[: settings.municipalities], raw[-1])}


def _place(raw: dict[str, Any], settings: Settings, everyone: Sequence[dict[str, Any]]) -> Place:
    place = Place(
        raw["code"],
        raw["name"],
        raw["weight"],
        raw["access"],
        raw["numbering"] == "yearly",
        raw["subregion"],
        tuple(raw["districts"]),
        (raw["tile"][0], raw["tile"][1]),
    )
    if raw is not everyone[-1]:
        return place
    return replace(place, valid_until=settings.merger, successor=everyone[0]["code"])


def _kinds(settings: Settings, scenario: Scenario) -> list[dict[str, Any]]:
    """Return one kind per provider: each kind once, the rest by share (largest remainder first)."""
    kinds = scenario["providers"]
    least = kinds[: settings.providers]
    rest = settings.providers - len(least)
    counts = {kind["kind"]: int(rest * kind["share"]) for kind in kinds}
    by_remainder = sorted(kinds, key=lambda kind: int(rest * kind["share"]) - rest * kind["share"])
    for kind in by_remainder[: rest - sum(counts.values())]:
        counts[kind["kind"]] += 1
    return [*least, *(kind for kind in kinds for _ in range(counts[kind["kind"]]))]


def _senders(settings: Settings, scenario: Scenario, catalogue: Catalogue) -> list[Sender]:
    chance = Chance(settings.seed, 1)
    still = scenario["standstill"]["kind"]
    found = []
    for number, raw in enumerate(_kinds(settings, scenario), 1):
        sender = _sender(number, raw, settings, scenario, catalogue, chance, stands_still=raw["kind"] == still)
        still = None if raw["kind"] == still else still
        found.append(sender)
    return found


def _sender(
    number: int,
    raw: dict[str, Any],
    settings: Settings,
    scenario: Scenario,
    catalogue: Catalogue,
    chance: Chance,
    *,
    stands_still: bool,
) -> Sender:
    name = f"{_FIRST[number % len(_FIRST)]} {_SECOND[(number // len(_FIRST)) % len(_SECOND)]}"
    extra = number // (len(_FIRST) * len(_SECOND))
    weight = raw["weight"] * (0.25 + 2.2 * chance.uniform() ** 2)
    pause = _standstill(settings, scenario) if stands_still and settings.lateness > 0 else (None, None)
    return Sender(
        code=f"9990{number:04d}",
        name=f"{name} {extra + 1}" if extra else name,
        kind=raw["kind"],
        products=tuple(catalogue.products[code] for code in raw["products"]),
        funding=raw["funding"],
        variant=raw["variant"],
        rhythm=raw["rhythm"],
        numbered=raw.get("numbered", True),
        weight=max(weight, 1.2) if stands_still else weight,
        claim_day=chance.between(2, 24),
        still_from=pause[0],
        still_until=pause[1],
    )


def _standstill(settings: Settings, scenario: Scenario) -> tuple[date, date]:
    first = add_months(settings.present, -scenario["standstill"]["months_before_present"])
    return first, add_months(first, scenario["standstill"]["months"])


def _by_product(catalogue: Catalogue, senders: Sequence[Sender]) -> dict[str, Choice[str]]:
    found = {}
    for code, product in catalogue.products.items():
        weights = {one.code: one.weight for one in senders if product in one.products}
        if weights:
            found[code] = Choice(weights)
    return found


def write_region_file(
    region: SyntheticRegion, settings: Settings, path: Path, postcode_districts: str, without_clients: Iterable[tuple[str, str]]
) -> None:
    """Write region.yaml, with the first day the messages cover: before it only care that was still running is written about.

    `postcode_districts` is the name of the table of postcodes and districts beside it; `without_clients` are code and name of
    providers with a contract who never send a message and of whom none is expected.
    """
    municipalities = tuple(
        region_file.Municipality(one.code, one.name, None, one.valid_until, one.successor, one.subregion, one.tile)
        for one in region.places.values()
    )
    providers = tuple(
        region_file.Provider(one.code, one.name, region_file.Funding(one.funding)) for one in region.senders.values()
    )
    described = region_file.Region(
        region.name,
        True,
        municipalities,
        (*providers, *(region_file.Provider(code, name) for code, name in without_clients)),
        expected_senders=tuple(_expected(municipalities, providers)),
        postcode_districts=postcode_districts,
        covered_from=settings.first_month,
        turning_points=tuple(one for one in region.turning_points if one.month > settings.first_month),
    )
    region_file.write_region(described, path)


def _expected(
    municipalities: Iterable[region_file.Municipality], providers: Iterable[region_file.Provider]
) -> Iterator[region_file.ExpectedSender]:
    for place in municipalities:
        yield region_file.ExpectedSender(place.code, ("301",), None, place.valid_until)
    for one in providers:
        yield region_file.ExpectedSender(one.code, ("305",) if one.funding is region_file.Funding.TASK else ("323",))
