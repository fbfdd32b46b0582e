"""What the ledger says at one moment, as rows of text in the words of the worked cases."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import duckdb

Row = dict[str, str]

# One query per table that a case may speak of. A last day is inclusive, as in the messages; money is written in euros.
QUERIES: Mapping[str, str] = {
    "assignment": """
        SELECT provider_code, municipality_code AS municipality, assignment_number AS number, reference,
            product_category AS category, product_code AS code, valid_from AS "from", valid_until - 1 AS last_day,
            change_reason AS reason, volume, unit, frequency, budget_cents AS budget, assigned_at::DATE AS assigned_on
        FROM assignment""",
    "delivery": """
        SELECT provider_code, municipality_code AS municipality, split_part(assignment_id, '-', 2) AS number,
            product_category AS category, product_code AS code, care_form, started_on AS "from",
            delivered_until - 1 AS last_day, end_reason, ended_by
        FROM delivery""",
    "trajectory": """
        SELECT provider_code, care_form, started_on AS "from", delivered_until - 1 AS last_day, end_reason, ended_by,
            spell_count AS spells
        FROM trajectory""",
    "claim_account": """
        SELECT provider_code, strftime(month, '%Y-%m') AS month, submitted_cents AS submitted, approved_cents AS approved,
            rejected_cents AS rejected, open_cents AS open
        FROM claim_account""",
    "claim_line": """
        SELECT provider_code, line_reference AS reference, amount_cents AS amount, volume, unit, tariff_cents AS tariff,
            line_status AS status, credited
        FROM claim_line""",
    "assignment_request": """
        SELECT provider_code, municipality_code AS municipality, reference, line_kind AS kind, assignment_number AS number,
            product_category AS category, product_code AS code, wanted_from, wanted_until - 1 AS wanted_last_day, volume,
            unit, frequency, budget_cents AS budget, referrer_type AS referrer, change_reason
        FROM assignment_request""",
    "request_answer": """
        SELECT provider_code, municipality_code AS municipality, reference, answer, refusal_reason,
            residence_municipality AS residence
        FROM request_answer""",
    "finding": """
        SELECT message.provider_code, message.identification, finding.rule
        FROM finding INNER JOIN message USING (message_id)""",
}
MONEY = frozenset({"budget", "submitted", "approved", "rejected", "open", "amount", "tariff"})


def euros(cents: int) -> str:
    """Return cents as the cases write them: 382000 -> "3820,00"."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02d}"


def _text(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() if name in MONEY:
            return euros(value)
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


def read_rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """Return the rows of one table."""
    found = connection.execute(QUERIES[table])
    columns = [column[0] for column in found.description]
    return [{name: _text(name, value) for name, value in zip(columns, row, strict=True)} for row in found.fetchall()]
