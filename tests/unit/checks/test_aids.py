from datetime import date

import duckdb

from regiewijzer.checks.aids import add_aids
from regiewijzer.ledger.region import ExpectedSender


def aided(*expected):
    connection = duckdb.connect()
    add_aids(connection, expected)
    return connection


def test_a_term_is_counted_in_working_days():
    query = """
        SELECT until.ordinal - since.ordinal FROM working_day AS since, working_day AS until
        WHERE since.day = ? AND until.day = ?
    """
    easter, kings_day = (date(2026, 4, 2), date(2026, 4, 7)), (date(2026, 4, 24), date(2026, 4, 28))
    found = [aided().execute(query, days).fetchone()[0] for days in (easter, kings_day, (date(2026, 1, 10), date(2026, 1, 11)))]
    assert found == [2, 1, 0]  # over Easter (Good Friday is worked), over King's Day, within a weekend


def test_who_should_send_what_comes_from_the_region_file():
    connection = aided(ExpectedSender("0901", ("301",), date(2024, 1, 1), None))
    assert connection.execute("SELECT * FROM expected_sender").fetchall() == [("0901", "301", date(2024, 1, 1), None)]
    add_aids(connection)  # what is there stays
    assert connection.execute("SELECT count(*) FROM expected_sender").fetchone() == (1,)
