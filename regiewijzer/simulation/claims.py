"""Claims (declaraties): lines gathered per provider, municipality and claim month, sent as 323 and answered by 325."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from regiewijzer.simulation.assignments import Assignment
from regiewijzer.simulation.catalogue import Catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.claim_lines import Line, Measuring, as_tree, corrected, credited
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.outbox import Outbox
from regiewijzer.simulation.region import Sender, SyntheticRegion
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.trees import Persons
from regiewijzer.vocabulary.periods import add_months, first_of_month, inclusive, months_between, next_month

ALL_GOOD = "8001"
_NOT_ANSWERED = 0.005  # of claims, times lateness
Tree = dict[str, Any]


class AccountKey(NamedTuple):
    """What a claimed amount is counted under."""

    provider: str
    municipality: str
    claim_month: date
    product_month: date
    product_code: str


@dataclass(slots=True)
class Account:
    """Signed cents and lines in accepted claims; what is neither approved nor rejected is open."""

    submitted: int = 0
    approved: int = 0
    rejected: int = 0
    lines: int = 0

    @property
    def open(self) -> int:
        """Cents without a decision at the present."""
        return self.submitted - self.approved - self.rejected


class _Claim(NamedTuple):
    sender: Sender
    municipality: str
    period: date


@dataclass
class Claiming:
    """The claim administration of all providers, month by month. The dictionaries are the truth about money.

    `produced` is what was delivered, by provider, municipality, month and product code; `youths` counts young people by provider,
    municipality, month and form of care.
    """

    settings: Settings
    scenario: Scenario
    catalogue: Catalogue
    region: SyntheticRegion
    lateness: Lateness
    outbox: Outbox
    persons: Persons
    chance: Chance
    accounts: dict[AccountKey, Account] = field(default_factory=lambda: defaultdict(Account))
    delivered: dict[tuple[str, str, date], int] = field(default_factory=lambda: defaultdict(int))
    produced: dict[tuple[str, str, date, str], int] = field(default_factory=lambda: defaultdict(int))
    youths: dict[tuple[str, str, date, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._claimable: dict[date, list[Assignment]] = defaultdict(list)
        self._pending: dict[_Claim, list[Line]] = defaultdict(list)
        self._due: dict[date, list[tuple[date, _Claim]]] = defaultdict(list)
        self._references: dict[str, count[int]] = defaultdict(lambda: count(1))
        self._numbers: dict[str, count[int]] = defaultdict(lambda: count(1))
        self._measuring = Measuring(self.catalogue, self.chance)
        self._sent_on: dict[tuple[str, date], date] = {}
        self._month = self.settings.first_month

    def watch(self, assignments: Iterable[Assignment]) -> None:
        """Remember in which months of the window there is care to claim."""
        last = self.settings.present + timedelta(1)
        for made in assignments:
            if made.sender.claims and made.care:
                first = max(made.care[0].started_on, self.settings.first_month)
                for month in months_between(first, min(made.care[-1].until, last)):
                    self._claimable[month].append(made)

    def run(self, month: date) -> None:
        """Gather the lines of a product month, then send the claims that are due in that calendar month."""
        self._month = month
        until = min(next_month(month), self.settings.present + timedelta(1))
        persons: dict[tuple[str, str, date, str], set[int]] = defaultdict(set)
        for made in self._claimable.pop(month, []):
            line = self._measuring.line(made, month, until)
            if line is not None:
                self.delivered[made.sender.code, made.municipality, month] += line.cents
                self.produced[made.sender.code, made.municipality, month, made.product.code] += line.cents
                persons[made.sender.code, made.municipality, month, made.product.form].add(made.person)
                self._keep(line, self.lateness.claim_period(month, made.sender))
        self.youths.update((key, len(members)) for key, members in persons.items())
        for sent, claim in sorted(self._due.pop(month, []), key=_in_order):
            if sent <= self.settings.present:
                self._send(sent, claim, self._pending.pop(claim))

    def _keep(self, line: Line, period: date) -> None:
        claim = _Claim(line.made.sender, line.made.municipality, period)
        if claim not in self._pending:
            sent = self._day_of(claim)
            self._due[first_of_month(sent)].append((sent, claim))
        self._pending[claim].append(line)

    def _day_of(self, claim: _Claim) -> date:
        key = (claim.sender.code, claim.period)
        if key not in self._sent_on:
            self._sent_on[key] = self.lateness.claim_sent_on(claim.period, claim.sender)
        return self._sent_on[key]

    def _send(self, sent: date, claim: _Claim, lines: Sequence[Line]) -> None:
        spoiled = [self._spoiled(self._numbered(line, claim.sender), claim) for line in lines]
        body = self._body(sent, claim, spoiled)
        header = self.outbox.send("323", sent, claim.sender.code, claim.municipality, body)
        if header is None:
            return
        for line in spoiled:
            if line.rule:
                self.outbox.record(line.rule, 4 if line.rule == "TR346" else 3, line.refusal, header, "323", None)
        self._answer(claim, spoiled, body, header)

    def _numbered(self, line: Line, sender: Sender) -> Line:
        return line._replace(reference=f"{sender.code[4:]}-{next(self._references[sender.code]):09d}")

    def _body(self, sent: date, claim: _Claim, lines: Sequence[Line]) -> Tree:
        by_client: dict[str, list[Tree]] = defaultdict(list)
        for line in lines:
            by_client[line.bsn or self.persons.bsn(line.made.person)].append(as_tree(line, sent))
        total = sum(line.signed for line in lines)
        return {
            "Declaratie": {
                "DeclaratieNummer": f"D{next(self._numbers[claim.sender.code]):09d}",
                "DeclaratiePeriode": {"Begindatum": claim.period, "Einddatum": inclusive(next_month(claim.period))},
                "DeclaratieDagtekening": sent,
                "TotaalIngediendBedrag": _total(total),
                "Clienten": {"Client": [{"Bsn": bsn, "Prestaties": {"Prestatie": trees}} for bsn, trees in by_client.items()]},
            }
        }

    def _spoiled(self, line: Line, claim: _Claim) -> Line:
        """Return the line as a careless provider sends it: now and then for an unknown assignment, person or product."""
        rate = self.scenario["faults"]["line"] * self.settings.faults
        if line.credits or line.refusal or not self.chance.happens(rate):
            return line
        at = self.chance.uniform()
        if at < 0.4:
            return line._replace(number=990_000_000 + line.made.number % 1_000_000, rule="TR338", refusal="9338")
        if at < 0.65:
            return line._replace(bsn=self.persons.bsn((line.made.person + 1) % self.persons.count), rule="TR304", refusal="8187")
        if at < 0.85 and claim.sender.variant == "specific":
            return line._replace(product_code=f"{line.made.product.category}D99", rule="TR340", refusal="9340")
        return (
            line._replace(cents=line.cents + line.tariff, rule="TR346", refusal="9346")
            if line.made.product.unit != "83"
            else line
        )

    def _answer(self, claim: _Claim, lines: Sequence[Line], body: Tree, header: Mapping[str, Any]) -> None:
        sent: date = header["BerichtIdentificatie"]["Dagtekening"]
        answered = self.lateness.answered_on(sent)
        silent = self.chance.happens(_NOT_ANSWERED * self.settings.lateness)
        decided = answered <= self.settings.present and not silent
        for line in lines:
            self._count(claim, line, decided=decided)
        if decided:
            self._send_answer(answered, claim, lines, body, header)
            self._go_on(answered, claim, lines)

    def _count(self, claim: _Claim, line: Line, *, decided: bool) -> None:
        code = line.product_code or line.made.product.code
        account = self.accounts[AccountKey(claim.sender.code, claim.municipality, claim.period, line.month, code)]
        account.submitted += line.signed
        account.lines += 1
        if decided and line.refusal:
            account.rejected += line.signed
        elif decided:
            account.approved += line.signed

    def _send_answer(self, day: date, claim: _Claim, lines: Sequence[Line], body: Tree, header: Mapping[str, Any]) -> None:
        refused = [line for line in lines if line.refusal]
        submitted = sum(line.signed for line in lines)
        answer: Tree = {
            "DeclaratieNummer": body["Declaratie"]["DeclaratieNummer"],
            "TotaalIngediendBedrag": _total(submitted),
            "TotaalToegekendBedrag": _total(submitted - sum(line.signed for line in refused)),
            "Clienten": self._refused_clients(refused, body["Declaratie"]["DeclaratieDagtekening"]) if refused else None,
            "RetourCodes": {"RetourCode": ["0200" if refused else ALL_GOOD]},
        }
        self.outbox.send_answer(day, claim.municipality, claim.sender.code, header, ["0200" if refused else ALL_GOOD], answer)

    def _refused_clients(self, refused: Sequence[Line], sent: date) -> Tree:
        by_client: dict[str, list[Tree]] = defaultdict(list)
        for line in refused:
            tree = {**as_tree(line, sent), "RetourCodes": {"RetourCode": [line.refusal]}}
            by_client[line.bsn or self.persons.bsn(line.made.person)].append(tree)
        clients = [
            {"Bsn": bsn, "Prestaties": {"Prestatie": trees}, "RetourCodes": {"RetourCode": ["0200"]}}
            for bsn, trees in by_client.items()
        ]
        return {"Client": clients}

    def _go_on(self, answered: date, claim: _Claim, lines: Sequence[Line]) -> None:
        """Send refused lines anew, rightly, and credit some approved ones for a smaller amount."""
        for line in lines:
            if line.refusal:
                if self.chance.happens(self.scenario["faults"]["mended"]):
                    self._keep(_righted(line), self._later(claim, answered))
            elif not line.credits and self.chance.happens(self.scenario["corrections"]["claim"]):
                period = self._later(claim, answered)
                self._keep(credited(line), period)
                self._keep(corrected(line, 0.5 + 0.45 * self.chance.uniform()), period)

    def _later(self, claim: _Claim, answered: date) -> date:
        """Return a later claim month whose claim goes out after the answer."""
        step = 1 if claim.sender.rhythm == "month" or not self.settings.lateness else 3
        period = add_months(claim.period, step * self.chance.between(1, 3 if step == 1 else 1))
        first = max(next_month(self._month), answered + timedelta(1))  # the claims of this month are on their way already
        while self._day_of(_Claim(claim.sender, claim.municipality, period)) < first:
            period = add_months(period, step)
        return period


def _righted(line: Line) -> Line:
    return line._replace(
        cents=line.volume * line.tariff, reference="", number=None, product_code=None, bsn=None, refusal="", rule=""
    )


def _in_order(due: tuple[date, _Claim]) -> tuple[date, str, str, date]:
    sent, claim = due
    return sent, claim.sender.code, claim.municipality, claim.period


def _total(cents: int) -> Tree:
    return {"TotaalBedrag": abs(cents), "DebetCredit": "C" if cents < 0 else "D"}
