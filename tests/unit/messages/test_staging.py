import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.staging import staging_of


def test_one_table_per_repeating_class():
    tables = {table.name: (table.path, table.parent) for table in staging_of("JW323").tables}
    assert tables == {
        "bericht": ("", ""),
        "Client": ("Declaratie/Clienten/Client", "bericht"),
        "Prestatie": ("Declaratie/Clienten/Client/Prestaties/Prestatie", "Client"),
    }


def test_columns_are_flattened():
    names = [column.name for column in staging_of("JW323").table("Prestatie").columns]
    assert names[:2] == ["ProductReferentie_ReferentieNummer", "ProductReferentie_VorigReferentieNummer"]
    assert "Header_BerichtIdentificatie_Dagtekening" in {column.name for column in staging_of("JW301").tables[0].columns}
    assert "Contact_Adres_Postcode" in {column.name for column in staging_of("JW301").table("Relatie").columns}


def test_kinds_follow_the_simple_types():
    kinds = {column.name: column.kind for column in staging_of("JW301").table("ToegewezenProduct").columns}
    assert (kinds["Ingangsdatum"], kinds["Budget"], kinds["Toewijzingstijd"]) == ("date", "integer", "text")


def test_return_codes_name_the_class_they_judge():
    places = {(place.class_path, place.table) for place in staging_of("JW325").return_codes}
    assert places == {
        ("Header", "bericht"),
        ("DeclaratieAntwoord", "bericht"),
        ("DeclaratieAntwoord/Clienten/Client", "Client"),
        ("DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie", "Prestatie"),
    }


@pytest.mark.parametrize("name", sorted(load_standard().messages))
def test_table_names_are_unique_and_every_value_has_one_column(name):
    staging = staging_of(name)
    assert len({table.name for table in staging.tables}) == len(staging.tables)
    values = sum(1 for _, element in load_standard().messages[name].root.walk() if not element.children)
    assert values == sum(len(table.columns) for table in staging.tables) + len(staging.return_codes)
