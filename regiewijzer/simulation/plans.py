"""What is to be sent when: plans of messages, kept by the month in which they are sent."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from regiewijzer.simulation.assignments import Assignment
from regiewijzer.vocabulary.periods import first_of_month


class Statement(NamedTuple):
    """What a start or stop message says; `last_day` and `reason` only for a stop. `forgotten` = it is never sent."""

    started_on: date
    last_day: date | None = None
    reason: str | None = None
    status: str = "1"
    forgotten: bool = False


class Request(NamedTuple):
    """A request for an assignment (315) and its answers; granted when `assignment` is set, else refused."""

    reference: str
    municipality: str
    assignment: Assignment
    referrer: str
    wanted_from: date
    refusal: str | None = None
    residence: str | None = None  # the municipality that should have been asked (woonplaatsbeginsel)


class Change(NamedTuple):
    """A request for change (317): a longer or dearer assignment (`version` of `old`), or a `new` one after it."""

    reference: str
    old: Assignment
    version: int | None
    new: Assignment | None


class Plan(NamedTuple):
    """One message to send. `detail` is a Statement (305, 307), an index of a version (301), an answer code (319) or None."""

    sent: date
    number: str  # "301"
    subject: Assignment | Request | Change
    detail: Statement | int | str | None = None


class Schedule:
    """Plans by month of sending. What lies before the window goes out with its first month; beyond the present is dropped."""

    def __init__(self, first_month: date, present: date) -> None:
        self._first, self._present = first_month, present
        self._months: dict[date, list[Plan]] = defaultdict(list)
        self.forgotten: list[Plan] = []

    def add(self, plans: Iterable[Plan]) -> None:
        """Keep the plans for their month."""
        for plan in plans:
            if plan.sent > self._present:
                continue
            if isinstance(plan.detail, Statement) and plan.detail.forgotten:
                self.forgotten.append(plan)
            else:
                self._months[max(first_of_month(plan.sent), self._first)].append(plan)

    def take(self, month: date) -> list[Plan]:
        """Return and let go of the plans of a month in order of sending."""
        return sorted(self._months.pop(month, []), key=lambda plan: (plan.sent, plan.number))
