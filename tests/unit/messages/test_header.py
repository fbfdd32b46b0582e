import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.header import header_paths, sender_role
from regiewijzer.messages.identity import Identity, identify

RETURNS = {"302", "306", "308", "316", "318", "320"}
BY_PROVIDER = {"302", "305", "307", "315", "317", "320", "323"}  # section 2 of the standard: who really sends


@pytest.mark.parametrize("name", sorted(load_standard().messages))
def test_who_really_sends(name):
    identity = Identity(name, "3.2")
    assert identity.is_return == (identity.number in RETURNS)
    assert sender_role(identity) == ("provider" if identity.number in BY_PROVIDER else "municipality")


def test_a_return_message_has_its_own_name_and_date():
    paths = header_paths(Identity("JW302", "3.2"))
    assert (paths.sender, paths.identification, paths.dated_on) == ("Ontvanger", "IdentificatieRetour", "DagtekeningRetour")
    assert paths.reply_to == "BerichtIdentificatie/Identificatie"


def test_a_decision_names_the_claim_it_answers():
    paths = header_paths(Identity("JW325", "3.2"))
    assert (paths.sender, paths.identification) == ("Afzender", "BerichtIdentificatie/Identificatie")
    assert paths.reply_to == "DeclaratieIdentificatie/Identificatie"


def test_what_starts_a_chain_answers_nothing():
    assert header_paths(Identity("JW301", "3.2")).reply_to is None


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
def test_messages_are_known_by_their_namespace(release):
    path = release.replace(".", "_")
    assert identify(f"{{http://www.istandaarden.nl/ijw/{path}/jw323/schema}}Bericht") == Identity("JW323", release)
