"""Forms that choose what a list shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.contracts import presenters, words
from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.terms import Standing, standing
from regiewijzer.pipeline.registers import table_of


class ContractFilter(forms.Form):
    """Which contracts to list. What is no choice is not chosen."""

    perceel = forms.ChoiceField(label=_("Perceel"), required=False)
    zwaarte = forms.ChoiceField(label=_("Zwaarte"), required=False)
    aanbieder = forms.ChoiceField(label=_("Aanbieder"), required=False)
    betaling = forms.ChoiceField(label=_("Uitvoeringsvariant"), required=False)
    stand = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, data: Any, *, lots: Sequence[Row], names: Mapping[str, str], rows: Sequence[Row]) -> None:
        super().__init__(data, auto_id="kies_%s")
        self._weights = {row["lot_code"]: row["weight"] for row in lots}
        used = sorted({str(row["provider_code"]) for row in rows}, key=lambda code: names.get(code, code))
        every = ("", _("alle"))
        self.fields["perceel"].choices = [every, *((row["lot_code"], f"{row['lot_code']} {row['name']}") for row in lots)]
        self.fields["aanbieder"].choices = [every, *((code, names.get(code, code)) for code in used)]
        self.fields["zwaarte"].choices = [every, *_codes("lot", "weight")]
        self.fields["betaling"].choices = [every, *_codes("contract", "funding")]
        told = presenters.standings()
        self.fields["stand"].choices = [
            ("", _("loopt of begint nog")),
            ("alle", _("alle")),
            *((one.name.lower(), told[one]) for one in told),
        ]

    def _chosen(self, name: str) -> str:
        self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get(name) or "")

    def kept(self, rows: Sequence[Row], day: date) -> list[Row]:
        """Return the rows that were chosen."""
        return [row for row in rows if self._keeps(row, day)]

    def _keeps(self, row: Row, day: date) -> bool:
        wanted = {
            "perceel": row["lot_code"],
            "aanbieder": row["provider_code"],
            "betaling": row["funding"],
            "zwaarte": self._weights.get(row["lot_code"]),
        }
        if any(self._chosen(name) not in ("", value) for name, value in wanted.items()):
            return False
        stand = self._chosen("stand")
        return stand == "alle" or (
            standing(row, day).name.lower() == stand if stand else standing(row, day) is not Standing.ENDED
        )

    def query(self) -> str:
        """Return the choice as it stands in an address."""
        return urlencode({name: chosen for name in self.fields if (chosen := self._chosen(name))})


def _codes(table: str, column: str) -> list[tuple[str, str]]:
    codes = table_of(table).column(column).codes
    return [(code, one.meaning.in_language(words.language())) for code, one in codes.items()]
