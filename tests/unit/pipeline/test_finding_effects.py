from types import MappingProxyType

from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.pipeline.field_uses import FieldUses, Use, UseKind
from regiewijzer.pipeline.finding_effects import fields_touched, figures_touched

SPENDING, COUNTED = Use(UseKind.INDICATOR, "spending"), Use(UseKind.INDICATOR, "young-people-in-care")
FORECAST, CHECKED = Use(UseKind.FORECAST, "care_and_cost"), Use(UseKind.CHECK, "TR418")
USES = FieldUses(
    MappingProxyType(
        {
            ("claim_line", "amount_cents"): (SPENDING, FORECAST),
            ("claim_line", "tariff_cents"): (CHECKED,),
            ("care_start", "started_on"): (COUNTED,),
            ("tariff", "amount_cents"): (FORECAST,),
        }
    )
)
LINE = "Declaratie/Clienten/Client/Prestaties/Prestatie"


def on(message_type, path):
    return Finding("TR418", 3, Severity.ERROR, message_type=message_type, path=path)


def test_a_finding_on_an_element_touches_what_uses_that_column():
    assert fields_touched("323", f"{LINE}/ProductTarief") == {("claim_line", "tariff_cents")}
    assert figures_touched(USES, [on("323", f"{LINE}/ProductTarief")]) == ()  # checked, but in no figure
    assert figures_touched(USES, [on("323", f"{LINE}/IngediendBedrag/Bedrag")]) == (FORECAST, SPENDING)


def test_a_finding_on_a_whole_row_touches_all_that_uses_the_table():
    assert figures_touched(USES, [on("305", "Client/StartProducten/StartProduct")]) == (COUNTED,)


def test_a_finding_in_an_extract_touches_the_column_of_its_title():
    assert fields_touched("tarieven", "tarieven!Tarief") == {("tariff", "amount_cents")}
    assert figures_touched(USES, [on("tarieven", "tarieven!Tarief"), on("323", LINE)]) == (FORECAST, SPENDING)


def test_of_an_unknown_message_nothing_is_said():
    assert fields_touched(None, "x") == frozenset()
    assert figures_touched(USES, [on("999", "x")]) == ()
