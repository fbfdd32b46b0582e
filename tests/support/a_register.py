"""A home with contracts in its ledger, and the pages that look at it."""

from datetime import date, datetime

from regiewijzer.extracts.senders import SERVICE_ORGANISATION
from regiewijzer.extracts.writing import csv_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.deliveries import deliver
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.registers import table_of

FIRST_DAY = datetime(2026, 1, 5, 9)
HAVEN, KADE = "47000001", "47000002"

ROWS = {
    "framework": [
        {
            "framework_code": "R2024",
            "name": "Inkoop 2024-2027",
            "valid_from": date(2024, 1, 1),
            "valid_until": date(2028, 1, 1),
            "extension_months": 24,
        }
    ],
    "lot": [
        {"lot_code": "P1", "name": "Ambulant", "sector": "ggz", "weight": "light", "framework_code": "R2024"},
        {"lot_code": "P2", "name": "Verblijf", "sector": "ggz", "weight": "heavy", "framework_code": "R2024"},
    ],
    "provider_register": [
        {"provider_code": HAVEN, "name": "De Haven", "sector": "ggz", "funding": "effort", "valid_from": date(2020, 1, 1)},
        {
            "provider_code": KADE,
            "name": "De Kade",
            "sector": "ggz",
            "funding": "effort",
            "main_contractor_code": HAVEN,
            "valid_from": date(2020, 1, 1),
        },
    ],
    "contract": [
        {
            "contract_number": "C1",
            "provider_code": HAVEN,
            "lot_code": "P1",
            "procurement": "open_house",
            "funding": "effort",
            "valid_from": date(2024, 1, 1),
            "valid_until": date(2027, 1, 1),
            "extension_months": 24,
        },
        {
            "contract_number": "C2",
            "provider_code": KADE,
            "lot_code": "P2",
            "procurement": "tender",
            "funding": "task",
            "valid_from": date(2025, 1, 1),
        },
        {
            "contract_number": "C3",
            "provider_code": KADE,
            "lot_code": "P1",
            "municipality_code": "0519",
            "procurement": "subsidy",
            "funding": "output",
            "valid_from": date(2025, 1, 1),
        },
    ],
    "product": [
        {
            "product_category": "45",
            "product_code": "45A04",
            "name": "Begeleiding",
            "care_form": "02",
            "segment": "basic",
            "frame": "voluntary",
            "unit": "uur",
            "description": "Begeleiding thuis",
            "valid_from": date(2023, 1, 1),
        }
    ],
    "tariff": [
        {
            "product_category": "45",
            "product_code": "45A04",
            "valid_from": date(2026, 1, 1),
            "amount_cents": 8000,
            "unit": "uur",
        }
    ],
    "spending_cap": [
        {
            "provider_code": HAVEN,
            "municipality_code": "0518",
            "year": date(2026, 1, 1),
            "kind": "cap",
            "amount_cents": 10_000_000,
            "agreed_on": date(2025, 12, 1),
            "reason": "jaarafspraak",
        }
    ],
}


def deliver_registers(home: Home, now: datetime = FIRST_DAY) -> Home:
    """Deliver every register once, one load each."""
    for name, rows in ROWS.items():
        table = table_of(name)
        content = csv_of(table, rows)
        sender = SERVICE_ORGANISATION
        told = deliver(home, content, file=f"{table.file_name}.csv", sender=sender, now=now, known_at=KnownAt(), as_table=name)
        assert told.is_in_order, (name, told.findings)
    return home
