-- Months with the first day of the next one, far enough for any moment; queries join on it instead of reckoning with months.
SELECT series.month::DATE AS month, (series.month + INTERVAL 1 MONTH)::DATE AS next_month
FROM generate_series(DATE '2015-01-01', DATE '2100-01-01', INTERVAL 1 MONTH) AS series(month)
