"""What belongs to a contract: its lot and framework, other rows of it, tariffs, who works under it, documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from regiewijzer.apps.contracts import presenters, queries, words
from regiewijzer.apps.contracts.models import Document
from regiewijzer.contracting.changes import Row
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.registers import row_id, table_of

Link = tuple[str, str, str]  # text, slug of the register, name of the row


@dataclass(frozen=True, slots=True)
class BesideContract:
    """What a reader of a contract needs beside it."""

    provider_code: str
    contract_number: str
    lot: Link | None
    framework: Link | None
    same_number: tuple[Link, ...]
    others: tuple[presenters.ContractRow, ...]
    tariffs: tuple[Link, ...]
    subcontractors: tuple[Link, ...]
    main_contractor: str
    documents: QuerySet[Document]


def _link(table: str, row: Row, text: str) -> Link:
    return text, table_of(table).file_name, row_id(table, row)


def of_contract(home: Home, contract: Row, scope: Scope, day: date) -> BesideContract:
    """Return what belongs to a contract, as far as it concerns the reader."""
    found = {name: queries.rows_of(home, name, scope) for name in ("contract", "lot", "framework", "tariff", "provider_register")}
    lot = queries.by_code(found["lot"], "lot_code").get(contract["lot_code"])
    framework = queries.by_code(found["framework"], "framework_code").get(lot.get("framework_code")) if lot else None
    code, number = contract["provider_code"], contract["contract_number"]
    of_provider = [row for row in found["contract"] if row["provider_code"] == code and row != contract]
    names = queries.names(home)
    return BesideContract(
        str(code),
        str(number),
        _link("lot", lot, f"{lot['lot_code']} {lot['name']}") if lot else None,
        _link("framework", framework, str(framework["name"])) if framework else None,
        tuple(_link("contract", row, str(row["lot_code"])) for row in of_provider if row["contract_number"] == number),
        tuple(presenters.contract_rows(home, of_provider, day)),
        tuple(_tariffs(found["tariff"], contract, names)),
        tuple(_link("provider_register", row, str(row["name"])) for row in _under(found["provider_register"], code, day)),
        _main(found["provider_register"], code, day, names),
        queries.documents_of(str(number)),
    )


def _tariffs(tariffs: Sequence[Row], contract: Row, names: words.Names) -> list[Link]:
    """Return tariffs that were agreed for this contract or provider alone; the others are for everyone."""
    own = [row for row in tariffs if contract["contract_number"] == row.get("contract_number") or _of_provider(row, contract)]
    return [_link("tariff", row, _tariff_in_words(row, names)) for row in own]


def _tariff_in_words(row: Row, names: words.Names) -> str:
    amount = words.value_in_words(table_of("tariff").column("amount_cents"), row["amount_cents"], names)
    return f"{row.get('product_code') or row['product_category']}: {amount} / {row['unit']}"


def _of_provider(row: Row, contract: Row) -> bool:
    return row.get("contract_number") is None and row.get("provider_code") == contract["provider_code"]


def _under(providers: Sequence[Row], code: object, day: date) -> list[Row]:
    return [row for row in providers if row.get("main_contractor_code") == code and queries.runs_on(row, day)]


def _main(providers: Sequence[Row], code: object, day: date, names: words.Names) -> str:
    found = [row.get("main_contractor_code") for row in providers if row["provider_code"] == code and queries.runs_on(row, day)]
    main = next((str(one) for one in found if one), "")
    return f"{names.get(main, main)} ({main})" if main else ""
