"""Which rows of a register concern a reader: the service organisation sees all, another what it agreed or has to keep to."""

from collections.abc import Callable, Mapping, Sequence

from regiewijzer.contracting.changes import Row
from regiewijzer.figures.scope import Scope

Rule = Callable[[Row, Scope], bool]


def _everyone(_row: Row, _scope: Scope) -> bool:
    return True


def _of_provider(row: Row, scope: Scope) -> bool:
    """Providers see their own; a municipality what is for all of the region, and its own."""
    own_provider = scope.providers is None or row.get("provider_code") in scope.providers
    place = row.get("municipality_code")
    return own_provider and (scope.municipalities is None or place is None or place in scope.municipalities)


def _tariff(row: Row, scope: Scope) -> bool:
    """A tariff for everyone is for everyone to see; one of a contract alone is of whoever has the contract."""
    if scope.providers is None:
        return True
    if row.get("provider_code") is None:
        return row.get("contract_number") is None
    return row["provider_code"] in scope.providers


def _provider(row: Row, scope: Scope) -> bool:
    """A provider sees itself, and who works under it."""
    own = scope.providers
    return own is None or row["provider_code"] in own or row.get("main_contractor_code") in own


RULES: Mapping[str, Rule] = {
    "contract": _of_provider,
    "framework": _everyone,
    "lot": _everyone,
    "product": _everyone,
    "provider_register": _provider,
    "spending_cap": _of_provider,
    "tariff": _tariff,
}


def visible(table: str, rows: Sequence[Row], scope: Scope) -> list[Row]:
    """Return the rows that concern the reader; none for one who has no rows of the own."""
    if not scope.has_own_rows:
        return []
    return [row for row in rows if scope.is_everything or RULES[table](row, scope)]
