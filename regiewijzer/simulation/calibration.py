"""Compares what came out with published national figures: kalibratierapport.md and .json. The band says what is close enough."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path as FilePath
from statistics import median

from regiewijzer.simulation.care_paths import Path
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.settings import Settings

_PROTECTION = ("JB", "JR")
_CBS_AGE = "CBS 85095NED, 31-12-2023 (voorlopig), bevolking 2021"
_CBS_FORMS = "CBS, Jeugdhulp 2021, begonnen trajecten naar hulpvorm"
_CBS_DURATION = "CBS 85096NED, 2021 (voorlopig)"
_CBS_REFERRER = "CBS 85097NED, 1e halfjaar 2023 (voorlopig)"
_DURATIONS = (
    (91, "korter dan 3 maanden", 16.1),
    (182, "3-6 maanden", 17.2),
    (365, "6-12 maanden", 29.6),
    (730, "1-2 jaar", 23.3),
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One figure beside its target. `least` and `most` bound what counts as calibrated on a region of some size."""

    figure: str
    outcome: float
    target: float
    least: float
    most: float
    unit: str
    source: str

    @property
    def is_within(self) -> bool:
        """Tell whether the outcome lies in its band."""
        return self.least <= self.outcome <= self.most


@dataclass(frozen=True)
class _Outcome:
    """Views on the drawn paths: who is in care on the reference day and in its year, what started and what ended in it."""

    population: Population
    paths: Sequence[Path]
    day: date

    @property
    def first(self) -> date:
        """First day of the year that ends on the reference day."""
        return (self.day + timedelta(1)).replace(year=(self.day + timedelta(1)).year - 1)

    def on_day(self) -> list[Path]:
        return [path for path in self.paths if path.started_on <= self.day < path.until]

    def in_year(self) -> list[Path]:
        return [path for path in self.paths if path.started_on <= self.day and path.until > self.first]

    def started(self) -> list[Path]:
        return [path for path in self.paths if self.first <= path.started_on <= self.day]

    def ended(self) -> list[Path]:
        return [path for path in self.paths if self.first < path.until <= self.day]

    def ages(self) -> Counter[int]:
        return Counter(((self.day.toordinal() - self.population.born) // 365.25).astype(int).tolist())

    def ages_in_care(self) -> Counter[int]:
        persons = {path.person for path in self.on_day()}
        return Counter(int((self.day.toordinal() - self.population.born[person]) // 365.25) for person in persons)


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _help(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.product.form not in _PROTECTION]


def _youths(paths: Iterable[Path]) -> int:
    return len({path.person for path in paths})


def _rates(outcome: _Outcome) -> Iterator[Calibration]:
    everyone, in_care = outcome.ages(), outcome.ages_in_care()
    for first, last, target in ((0, 17, 8.7), (0, 4, 2.5), (5, 9, 9.2), (10, 14, 12.1), (15, 17, 11.3)):
        ages = range(first, last + 1)
        rate = _percent(sum(in_care[age] for age in ages), sum(everyone[age] for age in ages))
        name = f"jongeren van {first}-{last} jaar met jeugdzorg op {outcome.day:%d-%m-%Y}"
        yield Calibration(name, rate, target, target * 0.85, target * 1.15, "%", _CBS_AGE)
    boys = sum(bool(outcome.population.boy[person]) for person in {path.person for path in outcome.on_day()})
    yield Calibration("aandeel jongens", _percent(boys, _youths(outcome.on_day())), 54.3, 50, 59, "%", _CBS_AGE)
    share = _percent(_youths(outcome.in_year()), sum(everyone[age] for age in range(23)))
    yield Calibration(
        "jongeren tot 23 jaar met jeugdzorg in het jaar", share, 10.6, 9.2, 12.2, "%", "CBS, Jeugdmonitor 2024 (2023, voorlopig)"
    )


def _trajectories(outcome: _Outcome) -> Iterator[Calibration]:
    on_day, started = _help(outcome.on_day()), outcome.started()
    per_youth = round(len(on_day) / max(1, _youths(on_day)), 2)
    yield Calibration("trajecten per jongere met jeugdhulp", per_youth, 1.32, 1.2, 1.45, "", "CBS 85099NED, 1e halfjaar 2022")
    monthly = _percent(len(started) / 12, len(outcome.on_day()))
    yield Calibration("instroom per maand van de stand", monthly, 7.6, 6.4, 9.0, "%", "CBS, Jeugdhulp 1e halfjaar 2021")
    again = _percent(sum(path.again for path in started), len(started))
    yield Calibration("herhaald beroep bij begonnen trajecten", again, 24.5, 17, 30, "%", _CBS_REFERRER)
    year = _help(outcome.in_year())
    residence = _percent(_youths(path for path in year if path.product.is_residence), _youths(year))
    yield Calibration("jongeren met verblijf, van jeugdhulp in het jaar", residence, 8.3, 6.8, 11, "%", "CBS 85098NED, 2023")


def _forms(outcome: _Outcome) -> Iterator[Calibration]:
    counts = Counter(path.product.form for path in _help(outcome.started()))
    for forms, name, target in (
        (("01",), "wijk- of buurtteam", 10.7),
        (("02",), "ambulant", 60.8),
        (("03",), "daghulp", 5.1),
        (("04",), "netwerk", 17.3),
        (("11", "12", "13", "14"), "verblijf", 6.2),
    ):
        share = _percent(sum(counts[form] for form in forms), counts.total())
        yield Calibration(f"begonnen trajecten: {name}", share, target, target * 0.75, target * 1.25, "%", _CBS_FORMS)


def _referrers(outcome: _Outcome) -> Iterator[Calibration]:
    counts = Counter(path.referrer for path in outcome.started())
    names = (
        ("02", "huisarts", 35.5),
        ("01", "gemeente", 32.8),
        ("06", "geen verwijzer", 14.7),
        ("04", "gecertificeerde instelling", 8.5),
    )
    for code, name, target in names:
        share = _percent(counts[code], counts.total())
        yield Calibration(f"verwijzer {name}", share, target, target * 0.75, target * 1.25, "%", _CBS_REFERRER)


def _durations(outcome: _Outcome) -> Iterator[Calibration]:
    days = [(path.until - path.started_on).days for path in _help(outcome.ended())]
    least = 0
    for most, name, target in _DURATIONS:
        share = _percent(sum(least <= one < most for one in days), len(days))
        yield Calibration(f"beëindigde trajecten: {name}", share, target, target * 0.7, target * 1.3, "%", _CBS_DURATION)
        least = most
    longer = _percent(sum(one >= 730 for one in days), len(days))
    yield Calibration("beëindigde trajecten: 2 jaar of langer", longer, 13.8, 9, 18, "%", _CBS_DURATION)


def _waits(outcome: _Outcome) -> Iterator[Calibration]:
    waits = [max(0, (path.started_on - path.assigned_on).days) / 7 for path in outcome.started()]
    middle = round(median(waits), 1) if waits else 0.0
    yield Calibration(
        "toewijzing tot start, mediaan", middle, 7, 3, 9, "weken", "wachttijden Twente, intake tot start, augustus 2026"
    )


def _shape_of_the_year(outcome: _Outcome) -> Iterator[Calibration]:
    months = Counter(path.started_on.month for path in outcome.started())
    quiet = round((months[7] + months[8]) / 2 / max(1, months.total() / 12), 2)
    yield Calibration(
        "starts in juli en augustus, van een gewone maand", quiet, 0.75, 0.55, 0.92, "", "vakkennis, geen gepubliceerd cijfer"
    )


def _claimed(settings: Settings, claiming: Claiming) -> Iterator[Calibration]:
    lags: Counter[int] = Counter()
    for key, account in claiming.accounts.items():
        lags[(key.claim_month.year - key.product_month.year) * 12 + key.claim_month.month - key.product_month.month] += (
            account.lines
        )
    if not settings.lateness:
        return
    note = "vakkennis (SAP-norm: volgende maand), geen gepubliceerd cijfer"
    yield Calibration("declaratieregels in de maand erna", _percent(lags[0], lags.total()), 67, 55, 78, "%", note)
    early = sum(count for lag, count in lags.items() if lag <= 2)
    yield Calibration("declaratieregels binnen drie maanden", _percent(early, lags.total()), 90, 82, 96, "%", note)
    if settings.faults:
        accounts = claiming.accounts.values()
        refused = _percent(sum(one.rejected for one in accounts), sum(one.submitted for one in accounts))
        yield Calibration("afgewezen bedrag", refused, 4, 1, 8, "%", "vakkennis, geen gepubliceerd cijfer")


def _costs(outcome: _Outcome, claiming: Claiming) -> Iterator[Calibration]:
    year = [(key, cents) for key, cents in claiming.delivered.items() if outcome.first <= key[2] <= outcome.day]
    total = sum(cents for _, cents in year)
    per_youth = round(total / 100 / max(1, _youths(outcome.in_year())))
    yield Calibration(
        "gedeclareerde zorg per jongere per jaar",
        per_youth,
        9000,
        6000,
        15000,
        "euro",
        "5,5 miljard / 430.000 jongeren (2019) = 12.800, waarvan 29% organisatie",
    )


def reference_day(settings: Settings) -> date:
    """Return the end of the first calendar year that lies whole in the window, else the present."""
    first = settings.first_month
    return min(date(first.year + (first.month > 1), 12, 31), settings.present)


def calibrate(settings: Settings, population: Population, paths: Sequence[Path], claiming: Claiming) -> tuple[Calibration, ...]:
    """Return every figure that can be compared, for the first whole year of the window or else the last year."""
    outcome = _Outcome(population, paths, reference_day(settings))
    parts: tuple[Callable[[_Outcome], Iterator[Calibration]], ...] = (
        _rates,
        _trajectories,
        _forms,
        _referrers,
        _durations,
        _waits,
        _shape_of_the_year,
    )
    return (*(one for part in parts for one in part(outcome)), *_claimed(settings, claiming), *_costs(outcome, claiming))


def _markdown(settings: Settings, found: Sequence[Calibration]) -> str:
    close = sum(one.is_within for one in found)
    lines = [
        "# Kalibratierapport",
        "",
        f"Verzonnen regio, schaal `{settings.scale}`, seed {settings.seed}.",
        f"{close} van {len(found)} kengetallen liggen binnen hun band.",
        "De doelwaarden zijn landelijke cijfers uit openbare bronnen; personen, aanbieders en bedragen zijn verzonnen.",
        "",
        "| kengetal | uitkomst | doel | band | binnen | bron |",
        "|---|---:|---:|---|---|---|",
    ]
    for one in found:
        band, within = f"{one.least:g} tot {one.most:g}", "ja" if one.is_within else "nee"
        lines.append(f"| {one.figure} | {one.outcome:g} {one.unit} | {one.target:g} | {band} | {within} | {one.source} |")
    return "\n".join(lines) + "\n"


def write_report(
    out: FilePath,
    settings: Settings,
    population: Population,
    paths: Sequence[Path],
    claiming: Claiming,
    more: Iterable[Calibration] = (),
) -> tuple[Calibration, ...]:
    """Write kalibratierapport.md and .json, with `more` at the end; return the figures."""
    found = (*calibrate(settings, population, paths, claiming), *more)
    (out / "kalibratierapport.md").write_text(_markdown(settings, found), "utf-8")
    rows = [{**asdict(one), "within": one.is_within} for one in found]
    report = {"scale": settings.scale, "seed": settings.seed, "invented": True, "figures": rows}
    (out / "kalibratierapport.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return found
