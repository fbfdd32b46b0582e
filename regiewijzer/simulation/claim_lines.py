"""Lines of claims (prestaties): what was delivered in a month, made into volume and cents, credited, rejected or sent anew."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from regiewijzer.simulation.assignments import IN_TOTAL, MONTHLY, Assignment
from regiewijzer.simulation.catalogue import DAY, EURO, PIECE, Catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.vocabulary.periods import next_month

_FULFILMENT = (0.6, 1.05)  # of the youth's usual volume, in a month


class Line(NamedTuple):
    """One line as it is or will be sent. `cents` is without sign; a wrong line has a `rule` and the code of its `refusal`."""

    made: Assignment
    month: date
    volume: int
    cents: int
    tariff: int
    reference: str = ""
    credits: str | None = None  # reference of the line that this one credits
    number: int | None = None  # wrong assignment number, product code or citizen number, when sent so
    product_code: str | None = None
    bsn: str | None = None
    refusal: str = ""
    rule: str = ""

    @property
    def signed(self) -> int:
        """Amount with its sign: a credit is negative."""
        return -self.cents if self.credits else self.cents


def days_of_care(made: Assignment, month: date, until: date) -> int:
    """Return the days of care on the assignment in [month, until)."""
    return sum(max(0, (min(care.until, until) - max(care.started_on, month)).days) for care in made.care)


def period_of(made: Assignment, month: date, sent: date) -> tuple[date, date]:
    """Return first and last day of the product period: the month, cut by the assignment as it stands when the claim is sent."""
    until = made.until_known(sent)
    if until is not None and until <= month:
        until = made.versions[-1].until
    last = next_month(month) if until is None else min(next_month(month), until)
    return max(month, made.valid_from), last - timedelta(1)


class Measuring:
    """Makes the line of an assignment and month, within what is assigned."""

    def __init__(self, catalogue: Catalogue, chance: Chance) -> None:
        self._catalogue, self._chance = catalogue, chance

    def line(self, made: Assignment, month: date, until: date) -> Line | None:
        """Return the line for the care in the month before `until`; None when nothing was delivered or nothing is left."""
        days = days_of_care(made, month, until)
        if days <= 0:
            return None
        tariff = self._catalogue.tariff(made.product, month.year)
        volume = self._within(made, month, self._volume(made, days), tariff)
        if volume <= 0:
            return None
        made.claimed_volume += volume
        made.claimed_cents += volume * tariff
        return Line(made, month, volume, volume * tariff, tariff)

    def _volume(self, made: Assignment, days: int) -> int:
        match made.product.unit:
            case unit if unit == DAY:
                return days
            case unit if unit == PIECE:
                return made.product.month
            case unit if unit == EURO:
                return round(made.weekly)
            case _:
                least, most = _FULFILMENT
                return max(1, round(made.weekly * days / 7 * (least + (most - least) * self._chance.uniform())))

    def _within(self, made: Assignment, month: date, volume: int, tariff: int) -> int:
        budget = made.budget_known(month)
        if budget is not None:
            return min(volume, (budget - made.claimed_cents) // tariff)
        assert made.volume is not None, made
        if made.frequency == IN_TOTAL:
            return min(volume, made.volume - made.claimed_volume)
        return min(volume, made.volume) if made.frequency == MONTHLY else volume


def credited(line: Line) -> Line:
    """Return the credit of an approved line: all the same, pointing at it."""
    return line._replace(reference="", credits=line.reference)


def corrected(line: Line, share: float) -> Line:
    """Return a smaller line for what was credited; the pieces and euros of a result stay as they were."""
    fixed = line.made.product.unit in (PIECE, EURO)
    volume = line.volume if fixed else max(1, round(line.volume * share))
    return line._replace(volume=volume, cents=volume * line.tariff, reference="", credits=None)


def as_tree(line: Line, sent: date) -> dict[str, Any]:
    """Return the Prestatie of a 323 or 325, without return codes."""
    made = line.made
    first, last = period_of(made, line.month, sent)
    return {
        "ProductReferentie": {"ReferentieNummer": line.reference, "VorigReferentieNummer": line.credits},
        "ToewijzingNummer": line.number or made.number,
        "ProductCategorie": made.product.category,
        "ProductCode": line.product_code or made.product.code,
        "ProductPeriode": {"Begindatum": first, "Einddatum": last},
        "GeleverdVolume": line.volume,
        "Eenheid": made.product.unit,
        "ProductTarief": None if made.product.unit == EURO else line.tariff,
        "IngediendBedrag": {"Bedrag": line.cents, "DebetCredit": "C" if line.credits else "D"},
    }
