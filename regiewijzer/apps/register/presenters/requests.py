"""Requests for data in lists, and the steps that a reader may take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.register import policies
from regiewijzer.apps.register.game import Rule, cost_cents
from regiewijzer.apps.register.models import DataRequest
from regiewijzer.apps.register.presenters.entries import end_state
from regiewijzer.apps.register.presenters.words import kind_name
from regiewijzer.apps.register.states import TRANSITIONS, State, Step
from regiewijzer.definitions.data_register_types import GameRules
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in the list."""

    request: DataRequest
    asked_of: str
    cost: str
    end_state: str


@dataclass(frozen=True, slots=True)
class StepButton:
    """A step that this reader may take in this state: what it is called, and why it cannot be taken yet."""

    step: Step
    label: str
    why_not: str
    needs_reason: bool


def request_rows(requests: Iterable[DataRequest], rules: GameRules, today: date) -> list[RequestRow]:
    """Return requests as rows."""
    return [
        RequestRow(
            one,
            ", ".join(kind_name(kind) for kind in one.asked_of),
            numbers.euros(cost_cents(one, rules)),
            end_state(one.until, rules, today) if one.state == State.SENT else "",
        )
        for one in requests
    ]


def _label(step: Step) -> str:
    return {
        Step.SUBMIT: _("Leg voor aan een tweede persoon"),
        Step.RETURN: _("Geef terug"),
        Step.APPROVE: _("Keur goed"),
        Step.SEND: _("Zet uit"),
        Step.END: _("Beëindig"),
        Step.WITHDRAW: _("Trek in"),
    }[step]


def steps_of(request: DataRequest, user: Any, rules: Sequence[Rule]) -> tuple[StepButton, ...]:
    """Return the steps that fit the state and the role; each says why it cannot be taken yet."""
    fitting = [
        step
        for step, transition in TRANSITIONS.items()
        if request.state in transition.sources and may(user, policies.ASKS.get(step, Permission.EDIT_REGISTER))
    ]
    return tuple(
        StepButton(step, _label(step), policies.why_not(step, request, user, rules), TRANSITIONS[step].reason) for step in fitting
    )
