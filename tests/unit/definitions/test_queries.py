import pytest

from regiewijzer.definitions.queries import QueryError, parse_query

GOOD = [
    "SELECT youth_id FROM trajectory",
    "SELECT count(DISTINCT youth_id) AS youth_id FROM trajectory",
    "SELECT youth_id FROM trajectory WHERE delivered_until > started_on + INTERVAL 28 DAY",
    "SELECT youth_id FROM trajectory WHERE date_diff('day', started_on, delivered_until) > 3 GROUP BY ALL",
    "SELECT youth_id FROM trajectory UNION ALL SELECT youth_id FROM delivery",
    "WITH one AS (SELECT youth_id FROM trajectory) SELECT youth_id FROM one",
    "SELECT min(started_on) OVER (PARTITION BY youth_id) AS youth_id FROM trajectory",
]

REFUSED = [
    ("SELECT *\nFROM trajectory", 1, "name the columns"),
    ("SELECT\n  trajectory AS youth_id\nFROM trajectory", 2, "whole row"),
    ("SELECT COLUMNS('y.*') FROM trajectory", 1, "COLUMNS()"),
    ("FROM trajectory", 1, "name the columns"),
    ("SELECT youth_id\nFROM unknown_view", 2, "unknown view"),
    ("SELECT youth_id\nFROM main.trajectory", 2, "only views"),
    ("SELECT youth_id\nFROM read_parquet('x')", 2, "read_parquet"),
    ("SELECT youth_id FROM 'secret.parquet'", 1, "unknown view"),
    ("SELECT youth_id\nFROM trajectory\nWHERE nowhere = 1", 3, "nowhere"),
    ("SELECT youth_id\nFROM trajectory\nWHERE trajectory.nowhere = 1", 3, "nowhere"),
    ("SELECT started_on FROM trajectory", 1, "columns expected: youth_id"),
    ("SELECT youth_id FROM trajectory; SELECT youth_id FROM trajectory", 1, "found 2 statements"),
    ("", 1, "found 0 statements"),
    ("DROP TABLE trajectory", 1, "found DROP"),
    ("COPY trajectory TO 'x'", 1, "one SELECT"),
    ("SELECT (", 1, "not SQL"),
    ("WITH trajectory AS (SELECT 1 AS youth_id)\nSELECT youth_id FROM trajectory", 1, "name of a view"),
    ("WITH RECURSIVE a AS (SELECT 1 AS youth_id) SELECT youth_id FROM a", 1, "recursion"),
    ("SELECT youth_id FROM trajectory\nWHERE delivered_until\n - started_on > 3", 2, "date minus date"),
    ("SELECT youth_id FROM trajectory WHERE\ndate_diff('month', started_on, delivered_until) > 3", 2, "'day'"),
    ("SELECT youth_id FROM trajectory WHERE date_trunc('week', started_on) > '2024-01-01'", 1, "'month'"),
    ("SELECT youth_id FROM trajectory WHERE extract(dow FROM started_on) = 1", 1, "parts of dates"),
    ("SELECT youth_id FROM trajectory WHERE make_date(2024, 1, 1) = started_on", 1, "make_date"),
    ("SELECT quantile_cont(spell_count, 0.5) AS youth_id FROM trajectory", 1, "quantiles"),
    ("SELECT median(spell_count) AS youth_id FROM trajectory", 1, "quantiles"),
    ("SELECT avg(spell_count) AS youth_id FROM trajectory", 1, "average"),
    ("SELECT arg_max(youth_id, started_on) AS youth_id FROM trajectory", 1, "arg_max"),
    ("SELECT list(youth_id) AS youth_id FROM trajectory", 1, "lists"),
    ("SELECT unnest([1, 2]) AS youth_id", 1, "lists"),
    ("SELECT {'a': 1} AS youth_id", 1, "structs"),
    ("SELECT generate_series(1, 2) AS youth_id", 1, "generate_series"),
    ("SELECT regexp_extract(youth_id, 'a') AS youth_id FROM trajectory", 1, "regular expressions"),
    ("SELECT t.youth_id FROM trajectory AS t ASOF JOIN delivery AS d ON t.started_on >= d.started_on", 1, "ASOF"),
    ("SELECT youth_id FROM trajectory NATURAL JOIN delivery", 1, "NATURAL"),
    ("SELECT youth_id FROM trajectory LIMIT 3", 1, "limit"),
    ("SELECT youth_id FROM trajectory USING SAMPLE 10%", 1, "sample"),
    ("SELECT DISTINCT ON (youth_id) youth_id FROM trajectory", 1, "DISTINCT ON"),
    ("SELECT row_number() OVER (PARTITION BY youth_id) AS youth_id FROM trajectory", 1, "ORDER BY"),
    (
        "SELECT sum(spell_count) OVER (ORDER BY started_on RANGE BETWEEN INTERVAL 3 DAY PRECEDING AND CURRENT ROW) AS youth_id"
        " FROM trajectory",
        1,
        "range of days",
    ),
    ("SELECT spell_count::DOUBLE AS youth_id FROM trajectory", 1, "floating point"),
    ("SELECT 1.5 AS youth_id FROM trajectory", 1, "floating point"),
    ("SELECT spell_count / 2 AS youth_id FROM trajectory", 1, "division"),
    ("SELECT current_date AS youth_id", 1, "current_date"),
    ("SELECT random() AS youth_id", 1, "rand"),
    ("SELECT getenv('HOME') AS youth_id", 1, "getenv"),
    ("SELECT ? AS youth_id", 1, "no parameters"),
]


@pytest.mark.parametrize("sql", GOOD)
def test_portable_query_is_accepted(sql):
    assert parse_query(sql, file="query.sql", output=["youth_id"]).columns == ("youth_id",)


@pytest.mark.parametrize(("sql", "line", "reason"), REFUSED)
def test_refusal_names_file_line_and_reason(sql, line, reason):
    with pytest.raises(QueryError) as refused:
        parse_query(sql, file="query.sql", output=["youth_id"])

    assert str(refused.value).startswith(f"query.sql:{line}: ")
    assert reason in refused.value.reason


def test_views_that_are_read_are_known():
    query = parse_query(
        "WITH one AS (SELECT youth_id FROM trajectory) SELECT youth_id FROM one INNER JOIN delivery USING (youth_id)",
        file="query.sql",
        output=["youth_id"],
    )

    assert query.views == {"trajectory", "delivery"}
