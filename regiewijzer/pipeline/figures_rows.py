"""The rows behind a figure: how many messages, how many received as stated, how many with an open finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regiewijzer.disclosure.behind import protect_messages, protect_row_share
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, shown
from regiewijzer.pipeline.figures_table_rows import KindRows


def _gated(number: float | None) -> Value:
    return HIDDEN if number is None else shown(number)


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """What was read, exactly: only what `detail` allows of it leaves. Shares are of rows, between 0 and 1."""

    messages: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # message type -> messages, and people in them
    rows: int = 0
    reconstructed: int = 0
    at_risk: int | None = 0

    def _share(self, part: int, detail: Detail) -> Value:
        if detail is Detail.EXACT:
            return shown(part / self.rows if self.rows else 0.0)
        people = max((people for _, people in self.messages.values()), default=0)
        return _gated(protect_row_share(part, self.rows, people))

    def messages_counted(self, detail: Detail) -> Mapping[str, Value]:
        """Return per message type the number of messages."""
        if detail is Detail.EXACT:
            return {kind: shown(count) for kind, (count, _) in self.messages.items()}
        return {kind: _gated(protect_messages(*counted)) for kind, counted in self.messages.items()}

    def reconstructed_share(self, detail: Detail) -> Value:
        """Share of rows whose moment of receipt was taken from what the sender says."""
        return self._share(self.reconstructed, detail)

    def at_risk_share(self, detail: Detail) -> Value:
        """Share of rows whose message has an open finding; unknown when nothing was read or the checks were not run."""
        return self._share(self.at_risk, detail) if self.rows and self.at_risk is not None else UNKNOWN


def together(counted: Sequence[Sequence[KindRows]], *, checked: bool) -> RowsBehind:
    """Return what a figure read in these tables; `checked`: the rules across messages were run."""
    every = [one for some in counted for one in some]
    messages: dict[str, tuple[int, int]] = {}
    for one in every:
        # A message counts once, though several tables hold something of it.
        messages[one.kind] = max(messages.get(one.kind, (0, 0)), (one.messages, one.people))
    return RowsBehind(
        messages=dict(sorted(messages.items())),
        rows=sum(one.rows for one in every),
        reconstructed=sum(one.reconstructed for one in every),
        at_risk=sum(one.at_risk for one in every) if checked else None,
    )
