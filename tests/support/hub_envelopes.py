"""Envelopes as the hubs send them, with any part replaced."""

import base64
import io
import zipfile

VECOZO = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:h="http://schemas.vecozo.nl/berichtuitwisseling/header/v3" xmlns:t="http://schemas.vecozo.nl/berichtuitwisseling/types/v3"
    xmlns:m="http://schemas.vecozo.nl/berichtuitwisseling/messages/v3" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
  <soap:Header>
    <u:Timestamp><u:Created>{created}</u:Created></u:Timestamp>
    <h:VerwerkingscontextHeader><h:Referentienummer>{reference}</h:Referentienummer></h:VerwerkingscontextHeader>
    <h:RouteringHeader><h:Berichttype>JW</h:Berichttype><h:Berichtsubtype>{kind}</h:Berichtsubtype></h:RouteringHeader>
  </soap:Header>
  <soap:Body>
    <m:IndienenBericht><m:Request><t:Bericht i:type="t:DataBinary">{data}</t:Bericht></m:Request></m:IndienenBericht>
  </soap:Body>
</soap:Envelope>"""

GGK = """<ggk:envelopHeenbericht-ggk_Di01 xmlns:ggk="http://www.stufstandaarden.nl/koppelvlak/ggk0210"
    xmlns:StUF="http://www.egem.nl/StUF/StUF0301">
  <ggk:stuurgegevens>
    <StUF:berichtcode>Di01</StUF:berichtcode><StUF:referentienummer>{reference}</StUF:referentienummer>
    <StUF:tijdstipBericht>{created}</StUF:tijdstipBericht><StUF:functie>{kind}</StUF:functie>
  </ggk:stuurgegevens>
  <ggk:parameters>{data}</ggk:parameters>
</ggk:envelopHeenbericht-ggk_Di01>"""


def zipped(**members: bytes) -> bytes:
    """Return a ZIP; names are written with __ for the dot and ___ for the slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), content)
    return stream.getvalue()


def text_of(content: bytes) -> str:
    """Return base64 in lines, as hubs write it."""
    return base64.encodebytes(content).decode()


def vecozo(content: bytes, *, reference: str = "R-17", created: str = "2026-10-31T11:00:00Z", kind: str = "JW301") -> bytes:
    """Return an envelope of VECOZO around a message."""
    return vecozo_with(f"<t:Data>{text_of(zipped(bericht__xml=content))}</t:Data>", reference, created, kind)


def vecozo_with(data: str, reference: str = "R-17", created: str = "2026-10-31T11:00:00Z", kind: str = "JW301") -> bytes:
    """Return an envelope of VECOZO with this in the place of its content."""
    return VECOZO.format(data=data, reference=reference, created=created, kind=kind).encode()


def ggk(content: bytes, *, created: str = "20261031120000", kind: str = "JW301") -> bytes:
    """Return an envelope of the GGk around a message."""
    return ggk_with(f"<ggk:bericht>{text_of(content)}</ggk:bericht>", created, kind)


def ggk_with(data: str, created: str = "20261031120000", kind: str = "JW301") -> bytes:
    """Return an envelope of the GGk with this in the place of its content."""
    return GGK.format(data=data, reference="3f2a-1", created=created, kind=kind).encode()
