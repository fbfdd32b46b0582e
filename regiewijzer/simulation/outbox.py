"""The way out: header, faults, file and return message of everything that is sent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from regiewijzer.messages.writing import write_message
from regiewijzer.simulation.care_paths import working_day
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.elsewhere import Worker
from regiewijzer.simulation.faults import ByteFault, Faults, Planted, TreeFault
from regiewijzer.simulation.returns import ANSWER, TECHNICAL, body_with_codes, return_header
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.writer import Message, Writer, Written

Tree = dict[str, Any]
_RELEASES = ((date(2023, 4, 3), "3.2"), (date(2022, 4, 4), "3.1"))


def release_on(day: date) -> str:
    """Return the release of the standard in force on that day; before 2022 everything is written as 3.0."""
    return next((release for first, release in _RELEASES if day >= first), "3.0")


class Outbox:
    """Sends messages. Identifications count per sender and message; a return message is drawn for a share of them."""

    def __init__(self, settings: Settings, scenario: Scenario, writer: Worker[Writer]) -> None:
        self._settings, self._writer = settings, writer
        self._chance = Chance(settings.seed, 6)
        self._faults = Faults(scenario["faults"]["message"] * settings.faults, Chance(settings.seed, 7))
        self._claim_faults = Faults(scenario["faults"]["claim"] * settings.faults, Chance(settings.seed, 8))
        self._mended = scenario["faults"]["mended"]
        self._serial: dict[tuple[str, str], count[int]] = defaultdict(lambda: count(1))
        self.planted: list[Planted] = []  # without their places, which the writer notes; see `placed`
        self.sent: dict[str, int] = defaultdict(int)

    def send(self, number: str, sent: date, sender: str, receiver: str, body: Mapping[str, Any]) -> Tree | None:
        """Send a message, perhaps wrongly first; return the header with which it was rightly sent, None when it never was."""
        header = self._header(number, sent, sender, receiver)
        tree = {"Header": header, **body}
        message = Message(f"JW{number}", tree, release_on(sent))
        drawn = (self._claim_faults if number == "323" else self._faults).draw(number, tree, lambda: _written(message))
        if drawn is None:
            self._put(number, header, message)
            self._return(number, header, body, None)
            return header
        fault, spoiled = drawn
        if isinstance(fault, TreeFault) and fault.level == 3:
            self._put(number, header, message)
            self._send_extra(number, fault, spoiled)
            return header
        return self._send_wrong(number, fault, spoiled, header, body)

    def _header(self, number: str, sent: date, sender: str, receiver: str) -> Tree:
        identification = f"{number}{next(self._serial[sender, number]):09d}"
        return {
            "Afzender": sender,
            "Ontvanger": receiver,
            "BerichtIdentificatie": {"Identificatie": identification, "Dagtekening": sent},
        }

    def _put(self, number: str, header: Mapping[str, Any], message: Message | bytes, sender: str | None = None) -> None:
        identification = header["BerichtIdentificatie"]["Identificatie"]
        named = header.get("IdentificatieRetour", identification)
        day = header.get("DagtekeningRetour", header["BerichtIdentificatie"]["Dagtekening"])
        self.sent[number] += 1
        by = sender or header["Afzender"]
        other = header["Afzender"] if sender else header["Ontvanger"]
        self._writer.tell(Writer.put, day, by, number, named, message, other, sender is not None)

    def _send_wrong(
        self, number: str, fault: ByteFault | TreeFault, spoiled: Tree | bytes, header: Tree, body: Mapping[str, Any]
    ) -> Tree | None:
        """Send the spoiled message; return the header of the right one that follows, if it does in time."""
        day: date = header["BerichtIdentificatie"]["Dagtekening"]
        message = spoiled if isinstance(spoiled, bytes) else Message(f"JW{number}", spoiled, release_on(day))
        again = working_day(day + timedelta(self._chance.between(3, 15)))
        mended = again if self._chance.happens(self._mended) and again <= self._settings.present else None
        self._put(number, header, message)
        self.record(fault.rule, fault.level, fault.return_code, header, number, mended)
        if fault.level == 2:
            self._return(number, header, body, [TECHNICAL])
        if mended is None:
            return None
        right = self._header(number, mended, header["Afzender"], header["Ontvanger"])
        self._put(number, right, Message(f"JW{number}", {"Header": right, **body}, release_on(mended)))
        return right

    def _send_extra(self, number: str, fault: TreeFault, spoiled: Tree | bytes) -> None:
        """Send a message that is wrong only beside the others, some days after the right one."""
        assert isinstance(spoiled, dict), fault
        wrong: Tree = spoiled
        old = wrong["Header"]
        day = old["BerichtIdentificatie"]["Dagtekening"] + timedelta(self._chance.between(0, 9))
        if day > self._settings.present:
            return
        header = self._header(number, day, old["Afzender"], old["Ontvanger"])
        if fault.rule == "TR056":
            header["BerichtIdentificatie"]["Identificatie"] = old["BerichtIdentificatie"]["Identificatie"]
        wrong = {**wrong, "Header": header}
        self._put(number, header, Message(f"JW{number}", wrong, release_on(day)))
        self.record(fault.rule, 3, fault.return_code, header, number, None)
        rest = {name: tree for name, tree in wrong.items() if name != "Header"}
        self._return(number, header, body_with_codes(number, rest, fault.failing, fault.return_code, release_on(day)), None)

    def _return(self, number: str, header: Mapping[str, Any], body: Mapping[str, Any], codes: list[str] | None) -> None:
        """Send the return message, for a share: header only, or with codes on every class when the body carries them."""
        if number == "323":
            if codes:
                self.send_answer(self._answer_day(header), header["Ontvanger"], header["Afzender"], header, codes, None)
            return
        if not self._chance.happens(self._settings.returns):
            return
        day = self._answer_day(header)
        if day > self._settings.present:
            return
        answer, sender = ANSWER[number], header["Ontvanger"]
        identification = f"{answer}{next(self._serial[sender, answer]):09d}"
        tree: Tree = {"Header": return_header(header, identification, day, codes)}
        if codes is None and _has_codes(body):
            tree |= body
        release = release_on(header["BerichtIdentificatie"]["Dagtekening"])
        self._put(answer, tree["Header"], Message(f"JW{answer}", tree, release), sender)

    def _answer_day(self, header: Mapping[str, Any]) -> date:
        day: date = header["BerichtIdentificatie"]["Dagtekening"]
        return working_day(day + timedelta(self._chance.between(1, 3))) if self._settings.lateness else day

    def send_answer(
        self, day: date, sender: str, receiver: str, claim: Mapping[str, Any], codes: list[str], answer: Tree | None
    ) -> None:
        """Send a 325 on a claim: with its answer, or only the header when the claim is refused as a whole."""
        if day > self._settings.present:
            return
        header = {
            **self._header("325", day, sender, receiver),
            "DeclaratieIdentificatie": claim["BerichtIdentificatie"],
            "XsdVersieDeclaratie": {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"},
            "RetourCodes": {"RetourCode": codes},
        }
        self._put("325", header, Message("JW325", {"Header": header, "DeclaratieAntwoord": answer}, release_on(day)))

    def record(
        self,
        rule: str,
        level: int,
        return_code: str,
        header: Mapping[str, Any],
        number: str,
        mended: date | None,
    ) -> None:
        """Write down a fault planted in the message that was sent last."""
        self._writer.tell(Writer.note)
        identified = header["BerichtIdentificatie"]
        self.planted.append(
            Planted(
                rule,
                level,
                return_code,
                number,
                header["Afzender"],
                header["Ontvanger"],
                identified["Identificatie"],
                identified["Dagtekening"],
                "",
                "",
                mended,
            )
        )

    def placed(self, noted: Sequence[Written]) -> list[Planted]:
        """Return the planted faults with the places that the writer noted."""
        return [one._replace(file=at.file, member=at.member) for one, at in zip(self.planted, noted, strict=True)]


def _written(message: Message) -> bytes:
    return write_message(message.name, message.tree, release=message.release)


def _has_codes(body: Mapping[str, Any]) -> bool:
    return any("RetourCodes" in tree for tree in body.values() if isinstance(tree, Mapping))
