"""Compares the extracts with published figures: waiting, protection, spending, and whether people explain the use of care."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from statistics import correlation, mean, median

from regiewijzer.simulation.calibration import Calibration, reference_day
from regiewijzer.simulation.districts import district_code, district_number, ending_of
from regiewijzer.simulation.extracts.cbs_protection import GUARDIANSHIP, INTERIM, SUPERVISION, ProtectionReports
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.population import Populations, Residents
from regiewijzer.simulation.extracts.spending import Spending
from regiewijzer.simulation.extracts.waits import Wait

_RIJNMOND = "Jeugdhulp Rijnmond, wachttijden eind 2022 tot midden 2023"
_TWENTE = "wachttijden van aanbieders in Twente, augustus 2026"
_CBS_STOCKS = "CBS 85099NED, 1e halfjaar 2022"
_AUTHORITY = "Jeugdautoriteit, stand van de jeugdzorg: 5,5 miljard in 2019, begroot 3,8; tekort 1,3 miljard in 2021"
_RESIDENCE = ("11", "12", "14")


def calibrate_extracts(
    facts: Facts, spending: Spending, protection: ProtectionReports, populations: Populations
) -> list[Calibration]:
    """Return the figures of the extracts that can be compared, for the same year as those of the messages."""
    day = reference_day(facts.settings)
    return [
        *_waits([one for one in facts.waits if one.started_on.year == day.year]),
        *_protection(facts, protection, day),
        *_money(facts, spending, day),
        *_districts(facts, populations, day),
    ]


def _waits(started: list[Wait]) -> Iterator[Calibration]:
    outpatient = [one for one in started if one.form == "02"]
    stays = [one for one in started if one.form in _RESIDENCE and not one.crisis]
    weeks = {
        name: round(mean((one.started_on - one.applied_on).days / 7 for one in some), 1) if some else 0.0
        for name, some in (("ambulant", outpatient), ("verblijf", stays))
    }
    yield Calibration("aanmelding tot start, ambulant, gemiddelde", weeks["ambulant"], 14, 11, 17.5, "weken", _RIJNMOND)
    yield Calibration("aanmelding tot start, verblijf, gemiddelde", weeks["verblijf"], 11, 8, 15, "weken", _RIJNMOND)
    intake = [(one.intake_on - one.applied_on).days / 7 for one in outpatient] or [0.0]
    care = [(one.started_on - one.intake_on).days / 7 for one in outpatient] or [0.0]
    yield Calibration("aanmelding tot intake, ambulant, mediaan", round(median(intake), 1), 8, 4, 10, "weken", _TWENTE)
    yield Calibration("intake tot start, ambulant, mediaan", round(median(care), 1), 7, 4, 9, "weken", _TWENTE)


def _protection(facts: Facts, protection: ProtectionReports, day: date) -> Iterator[Calibration]:
    running = [
        one.measure
        for measures in protection.measures.values()
        for one in measures
        if one.started_on <= day and (one.until is None or one.until > day)
    ]
    protected = [one for one in running if one in (SUPERVISION, INTERIM, *GUARDIANSHIP)]
    guardians = sum(one in GUARDIANSHIP for one in protected)
    yield Calibration("voogdij, van jeugdbescherming", _percent(guardians, len(protected)), 29.2, 20, 38, "%", _CBS_STOCKS)
    year = date(day.year, 1, 1)
    in_year = [one for one in facts.courses if one.started_on <= day and (one.until is None or one.until > year)]
    youths, under = ({one.person for one in in_year if form in (None, one.form)} for form in (None, "JB"))
    share = _percent(len(under), len(youths))
    yield Calibration(
        "jongeren met jeugdbescherming, van jeugdzorg in het jaar", share, 7.6, 5.5, 11, "%", "CBS, Jeugdmonitor 2024 (2023)"
    )


def _money(facts: Facts, spending: Spending, day: date) -> Iterator[Calibration]:
    total = sum(sum(spending.by_field(code, day.year).values()) for code in facts.region.places)
    claimed = sum(sum(one.values()) for (_, month), one in spending.claimed.items() if month.year == day.year)
    outside = sum(row.amount_cents for rows in spending.other.values() for row in rows if row.month.year == day.year)
    share = _percent(claimed, claimed + outside)
    yield Calibration(
        "gedeclareerde zorg, van alle uitgaven",
        share,
        60,
        54,
        67,
        "%",
        "Den Haag 2016: ongeveer 60% als individuele zorg ingekocht",
    )
    head = round(total / 100 / max(1, facts.settings.young_people))
    source = "CBS 83454NED en Jeugdautoriteit: 5,5 miljard (2019) voor 3,4 miljoen jongeren tot 18 jaar; sindsdien gestegen"
    yield Calibration("uitgaven per jongere tot 18 jaar", head, 2000, 1300, 2900, "euro", source)
    deficit = facts.raw["spending"]["income"]["deficit"].get(day.year, 0.0)
    yield Calibration("tekort, van de uitgaven", round(100 * deficit, 1), 15, 4, 31, "%", _AUTHORITY)


def _districts(facts: Facts, populations: Populations, day: date) -> Iterator[Calibration]:
    """The share of one-parent families must go with the use of care, as it does in the country."""
    year = date(day.year, 1, 1)
    shares = {row.district_code: float(row.one_parent_share) for row in populations.covariates(year, Residents.on(facts, year))}
    use = _use(facts, day)
    both = [(share, use[code]) for code, share in shares.items() if code is not None and code in use]
    found = round(correlation(*zip(*both, strict=True)), 2) if len(set(both)) > 2 else 0.0
    yield Calibration(
        "samenhang eenoudergezinnen en zorggebruik per wijk", found, 0.5, 0.1, 0.95, "", "vakkennis, geen gepubliceerd cijfer"
    )


def _use(facts: Facts, day: date) -> dict[str, float]:
    """Return young people in care per young person, by district."""
    people, places = facts.population, list(facts.region.places.values())
    residents = Residents.on(facts, day)
    in_care: dict[str, set[int]] = defaultdict(set)
    for course in facts.courses:
        if course.runs_on(day):
            place = places[int(people.home[course.person])]
            in_care[district_code(place, district_number(place, ending_of(course.person)))].add(course.person)
    return {
        code: len(in_care[code]) / count
        for index, place in enumerate(places)
        for number in range(len(place.districts))
        for code, count in [(district_code(place, number), residents.count(index, number))]
        if count >= 200
    }


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
