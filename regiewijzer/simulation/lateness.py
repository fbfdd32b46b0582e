"""When senders really send: usual delays, late tails, what is forgotten, and a provider whose software stood still."""

from datetime import date, timedelta
from math import log
from typing import Any

from regiewijzer.simulation.care_paths import working_day
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.region import Sender
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.vocabulary.periods import add_months, inclusive, next_month


class Lateness:
    """Turns the day on which something happens into the day on which its message is sent. With factor 0 they are the same day."""

    def __init__(self, scenario: Scenario, factor: float, chance: Chance) -> None:
        self._raw: dict[str, dict[str, Any]] = scenario["sending"]
        self._factor, self._chance = factor, chance
        self._lag = Choice(dict(enumerate(scenario["claims"]["lag"])))
        self._answer_days = scenario["claims"]["answer_days"]

    def sent_on(self, number: str, event: date, sender: Sender | None = None) -> date:
        """Return the day of sending of message `number` ("305") about something that happens on `event`."""
        if not self._factor:
            return event
        raw = self._raw[number]
        if self._chance.happens(raw["late"] * self._factor):
            days = self._chance.between(*raw["tail"])
        else:
            days = int(-raw["mean"] * self._factor * log(1 - self._chance.uniform()))
        return self.awake(working_day(event + timedelta(days)), sender)

    def is_forgotten(self, number: str) -> bool:
        """Tell whether the message is never sent."""
        return self._chance.happens(self._raw[number].get("forgotten", 0) * self._factor)

    def awake(self, day: date, sender: Sender | None) -> date:
        """Return the day itself, or a day after the standstill of the sender's software."""
        if sender and sender.still_from and sender.still_until and sender.still_from <= day < sender.still_until:
            return working_day(sender.still_until + timedelta(self._chance.between(1, 30)))
        return day

    def claim_period(self, product_month: date, sender: Sender) -> date:
        """Return the claim month (DeclaratiePeriode) that a line of that product month is claimed in."""
        if not self._factor:
            return product_month
        month = add_months(product_month, self._chance.pick(self._lag) if self._chance.happens(min(self._factor, 1)) else 0)
        return month if sender.rhythm == "month" else add_months(month, -month.month % 3)

    def claim_sent_on(self, period: date, sender: Sender) -> date:
        """Return the day on which the claim of a period is sent: its last day when nobody is late, else in the next month."""
        if not self._factor:
            return inclusive(next_month(period))
        return self.awake(working_day(next_month(period) + timedelta(sender.claim_day)), sender)

    def answered_on(self, claimed: date) -> date:
        """Return the day of the claim answer (325)."""
        if not self._factor:
            return claimed
        return working_day(claimed + timedelta(round(self._answer_days * (0.4 + self._chance.uniform()) * self._factor)))
